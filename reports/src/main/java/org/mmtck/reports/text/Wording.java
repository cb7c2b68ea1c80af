package org.mmtck.reports.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Level;

/** The sentences that every rendering shares, so that the terminal, the page and the CI server say the same. */
public final class Wording {
    private Wording() {}

    /** What the run found, in one sentence; it agrees with {@link Run#exitCode()}. */
    public static String headline(Run run) {
        int held = run.with(Verdict.PASS).size();
        long broken = run.with(Verdict.FAIL).stream().filter(Wording::isMust).count();
        long weaker = run.with(Verdict.FAIL).size() - broken;
        return switch (run.exitCode()) {
            case 0 ->
                weaker == 0
                        ? "All rules that were judged hold: " + held + "."
                        : "No MUST rule is broken, but " + count(weaker, "weaker one") + ".";
            case 1 -> count(broken, "MUST rule") + (broken == 1 ? " is" : " are") + " broken.";
            case 3 -> "Something broke before " + count(run.with(Verdict.ERROR).size(), "rule") + " could be judged.";
            default ->
                held == 0
                        ? "Nothing can be said: no rule was found to hold and no MUST rule to be broken."
                        : "Not enough was seen: "
                                + count(run.with(Verdict.UNKNOWN).size(), "rule") + " UNKNOWN, " + held + " that hold.";
        };
    }

    private static boolean isMust(Outcome outcome) {
        return outcome.rule().level() == Level.MUST;
    }

    /** How much a rule was exercised, for example {@code 1,200,000 operations, 40 sequences}; or {@code nothing}. */
    public static String exercised(Outcome outcome) {
        String some = outcome.exercised().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> grouped(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return some.isEmpty() ? "nothing" : some;
    }

    /** The counts of the verdicts, for example {@code 9 PASS, 2 FAIL}. */
    public static String counts(Run run) {
        return run.counts().entrySet().stream()
                .map((Map.Entry<Verdict, Integer> entry) ->
                        entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }

    /** What was done and what came back, for example {@code alloc order 2 -> block at pfn 0}. */
    public static String exchange(Step step) {
        return step.reply().isBlank() ? step.action() : step.action() + " -> " + step.reply();
    }

    /** A number with its thousands set apart: {@code 1,200,000}. */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A time a person can read: {@code 340 ms}, {@code 9.8 s}, {@code 12 min 3 s}. */
    public static String duration(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return millis / 60_000 + " min " + millis % 60_000 / 1_000 + " s";
    }

    /** A count and its noun: {@code 1 rule}, {@code 2 rules}. */
    public static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
