/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.junit;

import org.jspecify.annotations.NullMarked;
