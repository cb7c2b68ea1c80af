/** The event model of an allocation history: what was asked of an allocator and what it answered. */
@NullMarked
package org.mmtck.spec.history;

import org.jspecify.annotations.NullMarked;
