/** Allure results: what an Allure report of a run is generated from. */
@NullMarked
package org.mmtck.reports.allure;

import org.jspecify.annotations.NullMarked;
