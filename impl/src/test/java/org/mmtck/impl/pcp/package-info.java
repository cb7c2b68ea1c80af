/** Tests of the per-CPU lists of the reference. */
@NullMarked
package org.mmtck.impl.pcp;

import org.jspecify.annotations.NullMarked;
