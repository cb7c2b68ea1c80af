package org.mmtck.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmtck.conformance.check.BuddyCheck;
import org.mmtck.conformance.check.CheckOptions;
import org.mmtck.conformance.check.CheckProgress;
import org.mmtck.conformance.reference.ReferenceSubject;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.wire.StdioSubject;
import org.mmtck.conformance.wire.WireLimits;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.RuleBook;

/** How long {@code mmtck check} takes, and how soon it finds a bug. */
public final class CheckBench {
    private CheckBench() {}

    /** A whole check of the built-in reference. */
    public static List<Figure> reference(CheckOptions options) {
        long start = System.nanoTime();
        BuddyCheck check = check(new ReferenceSubject(), options);
        check.run();
        double seconds = seconds(start);
        Map<String, Long> figures = check.figures();
        List<Figure> lines = new ArrayList<>();
        lines.add(new Figure("check of the reference: time", seconds, "s"));
        lines.add(
                new Figure("check of the reference: operations", figures.getOrDefault("operations", 0L), "operations"));
        lines.add(
                new Figure("check of the reference: states", figures.getOrDefault("exhaustive states", 0L), "states"));
        return lines;
    }

    /** A check of an executable that is known to be wrong: when the bug was first seen, and the shortest sequence for it. */
    public static List<Figure> wrong(List<String> command, CheckOptions options) {
        long start = System.nanoTime();
        List<Figure> lines = new ArrayList<>();
        try (Subject subject = StdioSubject.start(command, WireLimits.DEFAULTS)) {
            BuddyCheck check = check(subject, options);
            List<Outcome> outcomes = check.run();
            double steps = outcomes.stream()
                    .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                    .mapToInt(
                            outcome -> outcome.counterexamples().get(0).steps().size())
                    .min()
                    .orElseThrow(() -> new IllegalStateException("the wrong example was not found out"));
            long first = check.figures().getOrDefault("ms to the first finding", 0L);
            lines.add(new Figure("wrong example: first seen after", first / 1000.0, "s"));
            lines.add(new Figure("wrong example: shortest sequence", steps, "operations"));
            lines.add(new Figure("wrong example: whole check, all shortened", seconds(start), "s"));
        }
        return lines;
    }

    private static BuddyCheck check(Subject subject, CheckOptions options) {
        return new BuddyCheck(subject, null, options, CheckProgress.SILENT, RuleBook.load());
    }

    static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
