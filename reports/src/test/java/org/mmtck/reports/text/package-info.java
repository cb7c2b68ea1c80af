/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.text;

import org.jspecify.annotations.NullMarked;
