/** GFP masks: what a caller of the allocator asks for, bit by bit, and how the kernel prints it. */
@NullMarked
package org.mmtck.spec.gfp;

import org.jspecify.annotations.NullMarked;
