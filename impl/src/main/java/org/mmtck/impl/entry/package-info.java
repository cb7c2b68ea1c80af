/** The entry of the page allocator: the fast path, then the slow one. */
@NullMarked
package org.mmtck.impl.entry;

import org.jspecify.annotations.NullMarked;
