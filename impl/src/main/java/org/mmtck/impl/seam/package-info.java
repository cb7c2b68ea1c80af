/**
 * The only place where concurrency is touched. Locks, atomic words, the current CPU and chance reach the allocators
 * through these interfaces, made by a {@link org.mmtck.impl.seam.Seam} that is passed in, so that the very same
 * allocator classes run shipped ({@link org.mmtck.impl.seam.PlainSeam}) and under a model checker
 * ({@link org.mmtck.impl.seam.SimpleSeam}).
 */
@NullMarked
package org.mmtck.impl.seam;

import org.jspecify.annotations.NullMarked;
