package org.mmtck.conformance.trace.judge;

import java.util.List;
import org.mmtck.reports.outcome.Step;

/**
 * A rule that a line of the recording breaks.
 *
 * @param rule the rule
 * @param line number of the line, from 1
 * @param sentence what is wrong, one sentence without the line's number
 * @param history the last events of the frame, oldest first; the last step is this line
 */
public record Finding(TraceRule rule, long line, String sentence, List<Step> history) {
    public Finding {
        history = List.copyOf(history);
    }
}
