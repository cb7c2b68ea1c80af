/** {@code junit.xml}, for the servers that show test results. */
@NullMarked
package org.mmtck.reports.junit;

import org.jspecify.annotations.NullMarked;
