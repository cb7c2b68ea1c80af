package org.mmtck.reports.outcome;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmtck.spec.rule.Rule;

/**
 * The judgement of one rule.
 *
 * @param rule the rule
 * @param verdict what was found
 * @param reason one sentence, never blank; for PASS how much was exercised
 * @param exercised how often the rule was put to the test, by kind, for example {@code operations=1200000}; none negative
 * @param counterexamples evidence; non-empty exactly for FAIL
 */
public record Outcome(
        Rule rule, Verdict verdict, String reason, Map<String, Long> exercised, List<Counterexample> counterexamples) {

    public Outcome {
        exercised = Collections.unmodifiableMap(new TreeMap<>(exercised));
        counterexamples = List.copyOf(counterexamples);
        if (verdict == Verdict.FAIL && counterexamples.isEmpty()) {
            throw new IllegalArgumentException("FAIL of " + rule.id() + " without evidence");
        }
        if (verdict != Verdict.FAIL && !counterexamples.isEmpty()) {
            throw new IllegalArgumentException(verdict + " of " + rule.id() + " with evidence of a failure");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException(verdict + " of " + rule.id() + " without a reason");
        }
        exercised.forEach((kind, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(rule.id() + " exercised " + count + " " + kind + ", less than none");
            }
        });
        if (verdict == Verdict.PASS && exercised.values().stream().noneMatch(n -> n > 0)) {
            throw new IllegalArgumentException("PASS of " + rule.id() + " with nothing exercised");
        }
    }
}
