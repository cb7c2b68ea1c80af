/** Tests of the report as a whole, and {@link org.mmtck.reports.SampleRuns}, the runs that all tests here are fed with. */
@NullMarked
package org.mmtck.reports;

import org.jspecify.annotations.NullMarked;
