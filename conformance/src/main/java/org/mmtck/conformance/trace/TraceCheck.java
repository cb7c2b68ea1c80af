package org.mmtck.conformance.trace;

import java.time.Instant;
import java.util.function.Function;
import org.mmtck.conformance.trace.judge.TraceJudge;
import org.mmtck.conformance.trace.read.LineParser;
import org.mmtck.conformance.trace.read.LineReader;
import org.mmtck.conformance.trace.read.TraceInputException;
import org.mmtck.conformance.trace.read.TraceLine;
import org.mmtck.conformance.trace.read.TraceSource;
import org.mmtck.reports.outcome.Run;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;

/**
 * Holds a recorded kernel trace against the rules of the trace family: follows the ownership of every page frame through
 * the page events of the group {@code kmem}. One pass; memory grows with the page frames seen, not with the recording.
 */
public final class TraceCheck {
    private static final long PROGRESS_MASK = (1L << 20) - 1;

    private final TraceOptions options;
    private final Function<String, Rule> rules;

    /** A check with these options; {@code rules} gives the rule of an id. */
    public TraceCheck(TraceOptions options, Function<String, Rule> rules) {
        this.options = options;
        this.rules = rules;
    }

    /**
     * Checks a recording against the book's rules.
     *
     * @throws TraceInputException if it cannot be read, is no text, or has no page event
     */
    public static Run check(TraceSource source, TraceOptions options) {
        return new TraceCheck(options, RuleBook.load()::require).examine(source).run();
    }

    /**
     * Checks a recording and tells everything.
     *
     * @throws TraceInputException if it cannot be read, is no text, or has no page event
     */
    public TraceReport examine(TraceSource source) {
        Instant started = Instant.now();
        long begin = System.nanoTime();
        TraceJudge judge = new TraceJudge(options.maxFrames(), options.maxFindings(), options.maxOrder());
        judgeAll(source, judge);
        if (judge.tally().pageEvents() == 0) {
            throw new TraceInputException(noPageEvent(source, judge));
        }
        long nanos = System.nanoTime() - begin;
        return new RunWriter(source.name(), options, judge, rules).write(started, nanos);
    }

    private void judgeAll(TraceSource source, TraceJudge judge) {
        LineParser parser = new LineParser();
        TraceLine line = new TraceLine();
        try (LineReader lines = LineReader.open(source)) {
            while (lines.next()) {
                parser.parse(lines, line);
                judge.accept(line);
                if ((line.number() & PROGRESS_MASK) == 0) {
                    options.progress().accept(line.number());
                }
            }
        }
    }

    private static String noPageEvent(TraceSource source, TraceJudge judge) {
        return source.name() + ": there is no kmem page event (mm_page_alloc, mm_page_free, ...) in its "
                + judge.tally().lines() + " lines, " + judge.tally().otherEvents()
                + " of which are other events; was the recording made with events/kmem/mm_page_* switched on?";
    }
}
