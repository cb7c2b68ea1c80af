package org.mmtck.conformance.trace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.TraceJudge;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Rule;

/** Gives the verdict of each rule. */
final class Verdicts {
    private final String name;
    private final TraceJudge judge;

    Verdicts(String name, TraceJudge judge) {
        this.name = name;
        this.judge = judge;
    }

    Outcome of(TraceRule traceRule, Rule rule) {
        long cases = judge.tally().cases(traceRule);
        PageEvent missing = missingCounterpart(traceRule);
        PageEvent event = traceRule.event();
        if (event != null && judge.tally().events(event) == 0) {
            return outcome(rule, Verdict.SKIP, "the recording has no " + event.word(), traceRule, cases);
        }
        if (missing != null) {
            String reason = "the recording has no " + missing.word()
                    + " event at all, so that it cannot be told what is allocated; switch it on too";
            return outcome(rule, Verdict.UNKNOWN, reason, traceRule, cases);
        }
        List<Finding> findings = judge.findings().of(traceRule);
        if (!findings.isEmpty()) {
            return fail(traceRule, rule, findings, cases);
        }
        if (traceRule.restsOnHistory() && judge.isFull()) {
            String reason =
                    "there was no room for all page frames: " + judge.tally().unplaced()
                            + " events had frames that could not be followed; give more room with --max-frames";
            return outcome(rule, Verdict.UNKNOWN, reason, traceRule, cases);
        }
        if (traceRule == TraceRule.READABLE && judge.tornAtEnd().isPresent()) {
            String reason = "the recording is cut off inside its last line, "
                    + judge.tornAtEnd().get().line() + "; everything before it was judged";
            return outcome(rule, Verdict.ERROR, reason, traceRule, cases);
        }
        if (cases == 0) {
            return untried(traceRule, rule);
        }
        return outcome(rule, Verdict.PASS, "held " + times(cases) + " (" + traceRule.cases() + ")", traceRule, cases);
    }

    /**
     * Whether a past is known depends on when the recording began. Where that leaves nothing to judge, a recording is none
     * the worse, as long as allocations and frees themselves could be followed.
     */
    private Outcome untried(TraceRule traceRule, Rule rule) {
        boolean essential = switch (traceRule) {
            case ALLOCATION, FREE, TIME -> true;
            default -> false;
        };
        String reason = "nothing in this recording can show it: no " + traceRule.cases();
        return outcome(rule, essential ? Verdict.UNKNOWN : Verdict.SKIP, reason, traceRule, 0);
    }

    private Outcome fail(TraceRule traceRule, Rule rule, List<Finding> findings, long cases) {
        long count = findings.size() + judge.findings().more(traceRule);
        String reason = count == 1
                ? "line " + findings.get(0).line() + " breaks it"
                : count + " lines break it, the first is line "
                        + findings.get(0).line();
        List<Counterexample> evidence = findings.stream().map(this::evidence).toList();
        return new Outcome(rule, Verdict.FAIL, reason, Map.of(traceRule.cases(), cases), evidence);
    }

    private Counterexample evidence(Finding finding) {
        return new Counterexample(
                "line " + finding.line() + ": " + finding.sentence(),
                "trace " + name,
                finding.history(),
                "reading the recording",
                null);
    }

    /** The event without which a page frame once seen allocated (or free) stays so forever, if it was never recorded. */
    private @Nullable PageEvent missingCounterpart(TraceRule traceRule) {
        PageEvent needed = switch (traceRule) {
            case FREE, REUSE -> PageEvent.ALLOC;
            case ALLOCATION, BATCHED, ZONE_LOCKED, DRAIN, EXTFRAG -> PageEvent.FREE;
            case SHAPE, READABLE, TIME -> null;
        };
        return needed != null && judge.tally().events(needed) == 0 ? needed : null;
    }

    private static String times(long cases) {
        return cases == 1 ? "once" : cases + " times";
    }

    private static Outcome outcome(Rule rule, Verdict verdict, String reason, TraceRule traceRule, long cases) {
        return new Outcome(rule, verdict, reason, Map.of(traceRule.cases(), cases), List.of());
    }
}
