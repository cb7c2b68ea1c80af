package org.mmtck.reports.text;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.picture.MapText;

/** A counterexample in words: what was done, what came back, the memory, and what the rule demands. */
public final class SequenceText {
    /** Steps written out for one counterexample; of a longer one the last ones, since those break the rule. */
    public static final int MAX_STEPS = 60;

    /** Counterexamples written out for one rule. */
    public static final int MAX_COUNTEREXAMPLES = 3;

    private SequenceText() {}

    /** The evidence of a FAIL in lines of at most {@code width} columns; empty for any other verdict. */
    public static List<String> lines(Outcome outcome, int width) {
        List<String> lines = new ArrayList<>();
        List<Counterexample> all = outcome.counterexamples();
        for (Counterexample counterexample : all.subList(0, Math.min(all.size(), MAX_COUNTEREXAMPLES))) {
            lines.addAll(lines(counterexample, width));
        }
        if (all.size() > MAX_COUNTEREXAMPLES) {
            lines.add(Wording.count(all.size() - MAX_COUNTEREXAMPLES, "more counterexample") + " in results.json");
        }
        return lines;
    }

    /** One counterexample in lines of at most {@code width} columns. */
    public static List<String> lines(Counterexample counterexample, int width) {
        List<String> lines = new ArrayList<>(Ascii.wrap(counterexample.summary(), width));
        lines.addAll(Ascii.wrap(
                "on " + counterexample.setting() + "; found by " + counterexample.foundBy()
                        + (counterexample.seed() == null ? "" : "; seed " + counterexample.seed()),
                width));
        List<Step> steps = counterexample.steps();
        int left = Math.max(0, steps.size() - MAX_STEPS);
        if (left > 0) {
            lines.add("  (" + Wording.count(left, "earlier step") + " in results.json)");
        }
        int indent = steps.isEmpty() ? 0 : ("" + steps.get(steps.size() - 1).number()).length() + 4;
        for (Step step : steps.subList(left, steps.size())) {
            addStep(step, indent, width, lines);
        }
        return lines;
    }

    private static void addStep(Step step, int indent, int width, List<String> lines) {
        String margin = " ".repeat(indent);
        String head = String.format("%" + (indent - 2) + "d. ", step.number());
        for (String line : Ascii.wrap(Wording.exchange(step), width - indent)) {
            lines.add(head + line);
            head = margin;
        }
        MemoryMap map = step.map();
        if (map != null) {
            MapText.lines(map, width - indent).stream()
                    .flatMap(line -> Ascii.wrap(line, width - indent).stream())
                    .forEach(line -> lines.add(margin + line));
        }
        if (step.demand() != null) {
            Ascii.wrap("the rule demands: " + step.demand(), width - indent).forEach(line -> lines.add(margin + line));
        }
    }
}
