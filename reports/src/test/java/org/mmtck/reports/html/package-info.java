/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.html;

import org.jspecify.annotations.NullMarked;
