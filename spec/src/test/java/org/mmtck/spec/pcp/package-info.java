/** Tests of the formulas of the per-CPU lists. */
@NullMarked
package org.mmtck.spec.pcp;

import org.jspecify.annotations.NullMarked;
