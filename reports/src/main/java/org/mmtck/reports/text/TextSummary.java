package org.mmtck.reports.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.reports.picture.MapText;

/** A run for the terminal: plain ASCII, lines of at most {@value #WIDTH} columns, each ended by a line feed. */
public final class TextSummary {
    /** Columns. */
    public static final int WIDTH = 100;

    /** Failures written out in full; the rest is named. */
    static final int MAX_FAILURES = 10;

    private TextSummary() {}

    /** The whole summary: who was judged, every verdict, every failure in words, and the sum of it. */
    public static String render(Run run) {
        List<String> lines = new ArrayList<>(head(run));
        lines.add("");
        lines.addAll(VerdictTable.lines(run.outcomes()));
        lines.addAll(unjudged(run));
        List<Outcome> failures = run.with(Verdict.FAIL);
        for (Outcome failure : failures.subList(0, Math.min(failures.size(), MAX_FAILURES))) {
            lines.add("");
            lines.addAll(failure(failure));
        }
        if (failures.size() > MAX_FAILURES) {
            lines.add("");
            lines.add(Wording.count(failures.size() - MAX_FAILURES, "more failure") + " in the report.");
        }
        if (hasPictures(failures)) {
            lines.add("");
            lines.addAll(Ascii.wrap(MapText.LEGEND, WIDTH));
        }
        lines.add("");
        lines.addAll(tail(run));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> head(Run run) {
        List<String> lines = new ArrayList<>(field("subject", run.subject()));
        lines.addAll(field("claims", run.claims().isEmpty() ? "nothing" : String.join(", ", run.claims())));
        lines.addAll(field("kit", "mmtck " + run.kitVersion()));
        lines.addAll(field("repeat", run.command()));
        return lines;
    }

    private static List<String> field(String name, String value) {
        List<String> lines = new ArrayList<>();
        String margin = String.format("%-10s", name);
        for (String line : Ascii.wrap(value, WIDTH - 10)) {
            lines.add(margin + line);
            margin = " ".repeat(10);
        }
        return lines;
    }

    /** The table clips a reason; a rule that could not be judged needs the whole one, once for all rules that share it. */
    private static List<String> unjudged(Run run) {
        Map<String, List<String>> idsByReason = new LinkedHashMap<>();
        for (Outcome outcome : run.outcomes()) {
            if (outcome.verdict() == Verdict.ERROR || outcome.verdict() == Verdict.UNKNOWN) {
                idsByReason
                        .computeIfAbsent(
                                outcome.verdict().word() + ": " + outcome.reason(), reason -> new ArrayList<>())
                        .add(outcome.rule().id());
            }
        }
        List<String> lines = new ArrayList<>();
        idsByReason.forEach((reason, ids) -> {
            lines.add("");
            lines.addAll(Ascii.wrap(String.join(", ", ids) + " " + reason, WIDTH));
        });
        return lines;
    }

    private static List<String> failure(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(outcome.verdict().word() + " " + outcome.rule().id() + " ("
                + outcome.rule().level() + ")");
        Ascii.wrap(outcome.rule().sentence(), WIDTH - 2).forEach(line -> lines.add("  " + line));
        SequenceText.lines(outcome, WIDTH - 2).forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static boolean hasPictures(List<Outcome> failures) {
        return failures.stream()
                .flatMap(failure -> failure.counterexamples().stream())
                .anyMatch(counterexample -> counterexample.lastMap() != null);
    }

    private static List<String> tail(Run run) {
        List<String> lines = new ArrayList<>();
        run.notes().forEach(note -> lines.addAll(Ascii.wrap("note: " + note, WIDTH)));
        String figures = run.figures().entrySet().stream()
                .map(entry -> Wording.grouped(entry.getValue()) + " " + entry.getKey())
                .reduce((a, b) -> a + ", " + b)
                .map(all -> all + ", ")
                .orElse("");
        lines.addAll(Ascii.wrap(figures + "in " + Wording.duration(run.millis()), WIDTH));
        lines.addAll(Ascii.wrap(Wording.headline(run) + " (" + Wording.counts(run) + ")", WIDTH));
        return lines;
    }
}
