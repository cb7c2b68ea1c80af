package org.mmtck.conformance.trace.judge;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.conformance.trace.read.PageEvent;

/** Counts of one recording: lines, events, cases of each rule, oddities with the first few lines of each. */
public final class Tally {
    /** Line numbers kept of each oddity. */
    private static final int FIRST_LINES = 5;

    private final Counts<PageEvent> events = new Counts<>(PageEvent.class);
    private final Counts<TraceRule> cases = new Counts<>(TraceRule.class);
    private final Counts<Oddity> oddities = new Counts<>(Oddity.class);
    private final long[][] firstLines = new long[Oddity.values().length][FIRST_LINES];

    long lines;
    long otherEvents;
    long losses;
    long lostEvents;
    long withdrawn;
    long unplaced;

    Tally() {}

    void event(PageEvent event) {
        events.add(event);
    }

    void exercised(TraceRule rule) {
        cases.add(rule);
    }

    void odd(Oddity oddity, long line) {
        long before = oddities.of(oddity);
        if (before < FIRST_LINES) {
            firstLines[Counts.index(oddity)][(int) before] = line;
        }
        oddities.add(oddity);
    }

    /** All lines read. */
    public long lines() {
        return lines;
    }

    /** Page events of one kind. */
    public long events(PageEvent event) {
        return events.of(event);
    }

    /** All page events. */
    public long pageEvents() {
        return events.sum();
    }

    /** Events that are no page events; they were counted and not looked into. */
    public long otherEvents() {
        return otherEvents;
    }

    /** How often a rule was put to the test. */
    public long cases(TraceRule rule) {
        return cases.of(rule);
    }

    /** Places where the recording says that events were lost. */
    public long losses() {
        return losses;
    }

    /** Events lost at those places, as far as the recording counts them. */
    public long lostEvents() {
        return lostEvents;
    }

    /** Findings taken back because events were lost around them. */
    public long withdrawn() {
        return withdrawn;
    }

    /** Events with a frame that there was no room to follow. */
    public long unplaced() {
        return unplaced;
    }

    /** How often an oddity was met. */
    public long count(Oddity oddity) {
        return oddities.of(oddity);
    }

    /** Numbers of the first lines with an oddity, at most five. */
    public List<Long> firstLines(Oddity oddity) {
        List<Long> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(count(oddity), FIRST_LINES); i++) {
            lines.add(firstLines[Counts.index(oddity)][i]);
        }
        return lines;
    }
}
