/** Tests of the seam, the same for each of its forms. */
@NullMarked
package org.mmtck.impl.seam;

import org.jspecify.annotations.NullMarked;
