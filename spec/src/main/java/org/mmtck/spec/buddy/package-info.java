/** The arithmetic of the buddy system, and what must be free when given blocks are live: pure functions, no allocator. */
@NullMarked
package org.mmtck.spec.buddy;

import org.jspecify.annotations.NullMarked;
