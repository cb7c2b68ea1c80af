package org.mmtck.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;

/** The table of verdicts for the terminal: id, verdict, how much was exercised, and the reason. */
final class VerdictTable {
    private static final int LONGEST_ID = 16;
    private static final int VERDICT_WIDTH = Verdict.NOT_SUPPORTED.word().length();
    private static final int EXERCISED_WIDTH = 26;

    private VerdictTable() {}

    static List<String> lines(List<Outcome> outcomes) {
        int id = outcomes.stream()
                .mapToInt(outcome -> outcome.rule().id().length())
                .max()
                .orElse(0);
        String format = "%-" + Math.min(LONGEST_ID, Math.max(4, id)) + "s  %-" + VERDICT_WIDTH + "s  %-"
                + EXERCISED_WIDTH + "s  %s";
        int room = TextSummary.WIDTH - String.format(format, "", "", "", "").length();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(format, "RULE", "VERDICT", "EXERCISED", "REASON"));
        for (Outcome outcome : outcomes) {
            lines.add(row(format, outcome, room).stripTrailing());
        }
        return lines;
    }

    private static String row(String format, Outcome outcome, int room) {
        return String.format(
                format,
                Ascii.clip(outcome.rule().id(), LONGEST_ID),
                outcome.verdict().word(),
                Ascii.clip(most(outcome), EXERCISED_WIDTH),
                Ascii.clip(outcome.reason(), room));
    }

    /** The largest of the figures; the others are in the report. */
    private static String most(Outcome outcome) {
        return outcome.exercised().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(entry -> Wording.grouped(entry.getValue()) + " " + entry.getKey())
                .orElse("nothing");
    }
}
