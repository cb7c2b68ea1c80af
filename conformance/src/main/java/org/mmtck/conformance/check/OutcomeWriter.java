package org.mmtck.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Finding;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;

/** Turns what was exercised and what was found into one outcome for each rule. */
final class OutcomeWriter {
    private static final String CASES = "cases";

    private final SubjectInfo info;
    private final Exercise exercise;
    private final Evidence evidence;
    private final @Nullable SubjectException broken;
    private final boolean subjectIsReference;

    OutcomeWriter(
            SubjectInfo info,
            Exercise exercise,
            Evidence evidence,
            @Nullable SubjectException broken,
            boolean subjectIsReference) {
        this.info = info;
        this.exercise = exercise;
        this.evidence = evidence;
        this.broken = broken;
        this.subjectIsReference = subjectIsReference;
    }

    static Outcome unjudged(Rule rule, SubjectException reason) {
        return Judged.fromId(rule.id()).isEmpty()
                ? notJudgedHere(rule)
                : of(rule, Verdict.ERROR, "nothing was judged: " + reason.getMessage(), 0);
    }

    private static Outcome notJudgedHere(Rule rule) {
        return of(rule, Verdict.SKIP, "no check of this command judges it; the tests of the reference do", 0);
    }

    Outcome outcome(Rule rule) {
        Optional<Judged> judged = Judged.fromId(rule.id());
        if (judged.isEmpty()) {
            return notJudgedHere(rule);
        }
        if (!info.profiles().contains(Profile.BUDDY)) {
            return of(rule, Verdict.NOT_SUPPORTED, "the subject does not claim the profile buddy", 0);
        }
        if (rule.needs().isPresent() && !info.has(rule.needs().get())) {
            String claim = rule.needs().get().word();
            return of(rule, Verdict.NOT_SUPPORTED, "the subject does not claim the capability " + claim, 0);
        }
        if (subjectIsReference && rule.needs().equals(Optional.of(Capability.KERNEL_ORDER))) {
            return of(
                    rule,
                    Verdict.SKIP,
                    "the subject is the oracle of this rule; its tests hold it to worked examples",
                    0);
        }
        return judged(rule, judged.get());
    }

    private Outcome judged(Rule rule, Judged judged) {
        long cases = exercise.of(judged);
        Optional<Finding> finding = evidence.of(judged);
        if (finding.isPresent()) {
            Finding found = finding.get();
            return new Outcome(
                    rule,
                    Verdict.FAIL,
                    found.violation().summary(),
                    Map.of(CASES, cases),
                    List.of(Narrator.tell(found)));
        }
        if (broken != null) {
            // The same words for every rule, so that the summary says them once; the cases stand beside them.
            return of(rule, Verdict.ERROR, "the subject broke before all was judged: " + broken.getMessage(), cases);
        }
        if (cases == 0) {
            return of(rule, Verdict.UNKNOWN, "nothing exercised it", 0);
        }
        return of(rule, Verdict.PASS, "held every time", cases);
    }

    private static Outcome of(Rule rule, Verdict verdict, String reason, long cases) {
        return new Outcome(rule, verdict, reason, cases == 0 ? Map.of() : Map.of(CASES, cases), List.of());
    }
}
