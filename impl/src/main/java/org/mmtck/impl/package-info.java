/** The executable reference of the Linux page allocator. */
@NullMarked
package org.mmtck.impl;

import org.jspecify.annotations.NullMarked;
