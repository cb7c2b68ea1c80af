/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.json;

import org.jspecify.annotations.NullMarked;
