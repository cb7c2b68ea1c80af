package org.mmtck.reports.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.picture.MapSvg;

/**
 * One counterexample on the page.
 *
 * @param counterexample the evidence
 * @param steps its steps, of a long sequence the last {@value #MAX_STEPS}
 * @param stepsLeftOut how many steps come before them
 */
public record CaseView(Counterexample counterexample, List<StepView> steps, int stepsLeftOut) {
    static final int MAX_STEPS = 200;

    public CaseView {
        steps = List.copyOf(steps);
    }

    /**
     * One step on the page.
     *
     * @param step the step
     * @param last whether it is the one that breaks the rule
     * @param picture the memory after it as SVG, or empty
     * @param note why there is no picture, or empty
     */
    public record StepView(Step step, boolean last, String picture, String note) {}

    static CaseView of(Counterexample counterexample, PictureBudget budget) {
        List<Step> steps = counterexample.steps();
        int from = Math.max(0, steps.size() - MAX_STEPS);
        int top = MapSvg.top(counterexample);
        List<StepView> views = new ArrayList<>();
        // From the end, so that the pictures that matter most are drawn while there is room.
        for (int i = steps.size() - 1; i >= from; i--) {
            views.add(view(steps.get(i), i == steps.size() - 1, top, budget));
        }
        Collections.reverse(views);
        return new CaseView(counterexample, views, from);
    }

    private static StepView view(Step step, boolean last, int top, PictureBudget budget) {
        MemoryMap map = step.map();
        if (map == null) {
            return new StepView(step, last, "", "The memory after this step is not known.");
        }
        String picture = budget.draw(map, top);
        String note = picture.isEmpty() ? "Not drawn, to keep this page small; results.json has it." : "";
        return new StepView(step, last, picture, note);
    }
}
