/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.picture;

import org.jspecify.annotations.NullMarked;
