/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.outcome;

import org.jspecify.annotations.NullMarked;
