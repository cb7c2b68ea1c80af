package org.mmtck.reports.allure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mmtck.reports.allure.AllureFile.Attachment;
import org.mmtck.reports.allure.AllureFile.Details;
import org.mmtck.reports.allure.AllureFile.StepResult;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.picture.MapSvg;
import org.mmtck.reports.text.SequenceText;
import org.mmtck.reports.text.WellFormed;
import org.mmtck.reports.text.Wording;

/**
 * What Allure shows of the evidence of one rule.
 *
 * @param trace the sequences in words; empty unless the rule failed
 * @param steps a step for each counterexample, and in it the steps of its sequence
 * @param attachments the pictures and the text
 * @param files the attached files by name
 */
record CaseFiles(String trace, List<StepResult> steps, List<Attachment> attachments, Map<String, String> files) {
    private static final int WIDTH = 100;

    static CaseFiles of(Outcome outcome, String uuid) {
        List<StepResult> steps = new ArrayList<>();
        List<Attachment> attachments = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        int shown = Math.min(outcome.counterexamples().size(), SequenceText.MAX_COUNTEREXAMPLES);
        for (int i = 0; i < shown; i++) {
            Counterexample counterexample = outcome.counterexamples().get(i);
            steps.add(step(counterexample));
            MemoryMap map = counterexample.lastMap();
            if (map != null) {
                String name = uuid + "-" + (i + 1) + "-attachment.svg";
                files.put(name, MapSvg.standalone(map, MapSvg.top(counterexample)));
                attachments.add(new Attachment("memory when the rule broke", name, "image/svg+xml"));
            }
        }
        String trace = String.join("\n", SequenceText.lines(outcome, WIDTH));
        if (!trace.isEmpty()) {
            String name = uuid + "-attachment.txt";
            files.put(name, trace + "\n");
            attachments.add(new Attachment("sequence in words", name, "text/plain"));
        }
        return new CaseFiles(trace, steps, attachments, files);
    }

    private static StepResult step(Counterexample counterexample) {
        List<Step> all = counterexample.steps();
        int from = Math.max(0, all.size() - SequenceText.MAX_STEPS);
        List<StepResult> steps = new ArrayList<>();
        for (Step step : all.subList(from, all.size())) {
            boolean breaks = step.number() == all.get(all.size() - 1).number();
            String demand = step.demand();
            Details details =
                    demand == null ? null : new Details("the rule demands: " + WellFormed.visible(demand), "");
            steps.add(step(
                    step.number() + ". " + Wording.exchange(step), breaks ? "failed" : "passed", details, List.of()));
        }
        Details summary = new Details(WellFormed.visible(counterexample.summary()), "");
        return step(counterexample.summary(), "failed", summary, steps);
    }

    private static StepResult step(String name, String status, @Nullable Details details, List<StepResult> steps) {
        return new StepResult(WellFormed.visible(name), status, details, "finished", steps, List.of(), List.of());
    }
}
