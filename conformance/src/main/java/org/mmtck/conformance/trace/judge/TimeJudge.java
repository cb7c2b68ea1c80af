package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.TraceLine;

/** Judges that time does not run backwards from one event to the next, of any kind and on any CPU. */
final class TimeJudge {
    private final Knowledge knowledge;
    private boolean begun;
    private long time;
    private boolean seconds;
    private long number;
    private long first;

    TimeJudge(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    void accept(TraceLine line) {
        if (begun && seconds == line.hasSeconds()) {
            knowledge.tally.exercised(TraceRule.TIME);
            if (line.time() < time) {
                report(line, time, number);
            }
        }
        first = begun ? first : line.time();
        begun = true;
        // The neighbour is the measure, not the latest time so far: one wrong time is one finding.
        time = line.time();
        seconds = line.hasSeconds();
        number = line.number();
    }

    /** Nanoseconds from the first event to the last; 0 where the clock does not count seconds. */
    long span() {
        return begun && seconds ? time - first : 0;
    }

    private void report(TraceLine line, long before, long beforeLine) {
        knowledge.findings.add(TraceRule.TIME, () -> {
            String back = line.hasSeconds() ? Words.span(before - line.time()) : (before - line.time()) + " ticks";
            return HistoryTeller.aboutLine(
                    TraceRule.TIME,
                    line,
                    "Time runs backwards: " + Words.time(line) + " is " + back + " before the time of line "
                            + beforeLine + ".",
                    "no event may be earlier than the one before it");
        });
    }
}
