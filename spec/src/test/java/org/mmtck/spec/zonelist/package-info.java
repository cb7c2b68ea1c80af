/** Tests of zonelists. */
@NullMarked
package org.mmtck.spec.zonelist;

import org.jspecify.annotations.NullMarked;
