package org.mmtck.conformance.trace;

import java.util.List;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.reports.outcome.Run;

/**
 * What a check of a recording found, whole: the run for the report directory, and what only the terminal shows.
 *
 * @param run outcomes and figures
 * @param oddities legal oddities that were met, in the order of their codes
 * @param findings findings that were kept, in the order of their lines
 * @param moreFindings findings that were only counted
 */
public record TraceReport(Run run, List<OddityCount> oddities, List<Finding> findings, long moreFindings) {
    public TraceReport {
        oddities = List.copyOf(oddities);
        findings = List.copyOf(findings);
    }

    /**
     * One class of legal oddities.
     *
     * @param code for example {@code P2}
     * @param words what it is
     * @param count how often
     * @param firstLines numbers of the first lines, at most five
     */
    public record OddityCount(String code, String words, long count, List<Long> firstLines) {
        public OddityCount {
            firstLines = List.copyOf(firstLines);
        }
    }
}
