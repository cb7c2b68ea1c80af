/** Tests of the scan over the zones: order of decisions, restrictions dropped one by one. */
@NullMarked
package org.mmtck.impl.freelist;

import org.jspecify.annotations.NullMarked;
