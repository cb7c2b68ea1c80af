package org.mmtck.conformance.trace.judge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was found: the first few of each rule are kept whole, the rest are counted. */
public final class Findings {
    private final int kept;
    private final Map<TraceRule, List<Finding>> byRule = new EnumMap<>(TraceRule.class);
    private final Counts<TraceRule> more = new Counts<>(TraceRule.class);

    /** Keeps so many findings of each rule. */
    Findings(int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("at least 1 finding of each rule must be kept, not " + kept);
        }
        this.kept = kept;
        for (TraceRule rule : TraceRule.values()) {
            byRule.put(rule, new ArrayList<>());
        }
    }

    /** Adds a finding; it is only put together if it will be kept. */
    void add(TraceRule rule, Supplier<Finding> finding) {
        List<Finding> list = list(rule);
        if (list.size() < kept) {
            list.add(finding.get());
        } else {
            more.add(rule);
        }
    }

    /** The findings of a rule that were kept, in the order of their lines. */
    public List<Finding> of(TraceRule rule) {
        return List.copyOf(list(rule));
    }

    /** How many of a rule were counted beyond those kept. */
    public long more(TraceRule rule) {
        return more.of(rule);
    }

    /**
     * Takes back what rests on history and was found after a line: events were lost there, and one of them may explain it.
     *
     * @return how many were taken back
     */
    long withdrawAfter(long line) {
        long withdrawn = 0;
        for (TraceRule rule : TraceRule.values()) {
            if (!rule.restsOnHistory()) {
                continue;
            }
            List<Finding> list = list(rule);
            int before = list.size();
            list.removeIf(finding -> finding.line() > line);
            withdrawn += before - list.size();
            // What was only counted came after all that was kept.
            if (list.size() < before) {
                withdrawn += more.of(rule);
                more.clear(rule);
            }
        }
        return withdrawn;
    }

    private List<Finding> list(TraceRule rule) {
        List<Finding> list = byRule.get(rule);
        if (list == null) {
            throw new IllegalStateException("no list for " + rule);
        }
        return list;
    }
}
