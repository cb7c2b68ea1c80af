package org.mmtck.reports.html;

import java.util.List;
import org.mmtck.reports.outcome.Outcome;

/**
 * One broken rule on the page.
 *
 * @param outcome the judgement
 * @param cases its counterexamples, at most {@value #MAX_CASES}
 * @param casesLeftOut how many more there are
 */
public record FailureView(Outcome outcome, List<CaseView> cases, int casesLeftOut) {
    static final int MAX_CASES = 3;

    public FailureView {
        cases = List.copyOf(cases);
    }

    static FailureView of(Outcome outcome, PictureBudget budget) {
        int shown = Math.min(outcome.counterexamples().size(), MAX_CASES);
        List<CaseView> cases = outcome.counterexamples().subList(0, shown).stream()
                .map(counterexample -> CaseView.of(counterexample, budget))
                .toList();
        return new FailureView(outcome, cases, outcome.counterexamples().size() - shown);
    }
}
