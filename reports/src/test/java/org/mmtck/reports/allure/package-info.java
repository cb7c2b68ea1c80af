/** Tests of the package of the same name. */
@NullMarked
package org.mmtck.reports.allure;

import org.jspecify.annotations.NullMarked;
