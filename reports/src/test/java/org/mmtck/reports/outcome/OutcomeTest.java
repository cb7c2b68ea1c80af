package org.mmtck.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Rule;

@Epic("Reports")
@Feature("Outcome model")
class OutcomeTest {
    private static final Rule RULE = SampleRuns.rule("BUDDY-2", Level.MUST);

    @Test
    void passNeedsSomethingExercised() {
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.PASS, "Held.", Map.of(), List.of()))
                .hasMessage("PASS of BUDDY-2 with nothing exercised");
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.PASS, "Held.", Map.of("operations", 0L), List.of()))
                .hasMessage("PASS of BUDDY-2 with nothing exercised");
        assertThat(new Outcome(RULE, Verdict.PASS, "Held.", Map.of("operations", 1L), List.of()).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void failNeedsEvidenceAndNothingElseMayHaveIt() {
        List<Counterexample> evidence = List.of(SampleRuns.lostAtTheTop());
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.FAIL, "Broken.", Map.of(), List.of()))
                .hasMessage("FAIL of BUDDY-2 without evidence");
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.UNKNOWN, "Bound hit.", Map.of(), evidence))
                .hasMessage("UNKNOWN of BUDDY-2 with evidence of a failure");
    }

    @Test
    void everyVerdictHasAReasonAndNoCountIsNegative() {
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.SKIP, " ", Map.of(), List.of()))
                .hasMessage("SKIP of BUDDY-2 without a reason");
        assertThatThrownBy(() -> new Outcome(RULE, Verdict.SKIP, "No.", Map.of("operations", -1L), List.of()))
                .hasMessage("BUDDY-2 exercised -1 operations, less than none");
    }

    @Test
    void stepsAreNumberedUpwardsFromOne() {
        assertThatThrownBy(() -> new Step(0, "alloc", "done", null, null)).hasMessageContaining("not 0");
        Step second = new Step(2, "alloc", "done", null, null);
        assertThatThrownBy(() -> new Counterexample("s", "8 pages", List.of(second, second), "hand", null))
                .hasMessage("step 2 comes after step 2");
    }

    @Test
    void theLastMapIsTheOneWhenTheRuleBroke() {
        MemoryMap map = SampleRuns.map(0, 8, SampleRuns.lost(0, 3));
        Step known = new Step(1, "free", "done", null, map);
        Step unknown = new Step(2, "alloc", "no memory", "a block", null);
        assertThat(new Counterexample("s", "8 pages", List.of(known, unknown), "hand", null).lastMap())
                .isEqualTo(map);
        assertThat(new Counterexample("s", "8 pages", List.of(unknown), "hand", null).lastMap())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PASS,                    0",
        "PASS SKIP NOT_SUPPORTED, 0",
        "PASS UNKNOWN,            2",
        "SKIP,                    2",
        "'',                      2",
        "PASS ERROR,              3",
        "PASS FAIL,               1",
        "ERROR FAIL UNKNOWN,      1",
    })
    void exitCode(String verdicts, int expected) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String word : verdicts.split(" ")) {
            if (!word.isEmpty()) {
                outcomes.add(outcome(Verdict.valueOf(word), Level.MUST));
            }
        }
        assertThat(run(outcomes, "2026-11-22T10:15:30Z", 0).exitCode()).isEqualTo(expected);
    }

    @Test
    void aBrokenShouldDoesNotFailTheRun() {
        List<Outcome> outcomes = List.of(outcome(Verdict.PASS, Level.MUST), outcome(Verdict.FAIL, Level.SHOULD));
        Run run = run(outcomes, "2026-11-22T10:15:30Z", 0);
        assertThat(run.exitCode()).isZero();
        assertThat(run.counts()).containsExactly(Map.entry(Verdict.PASS, 1), Map.entry(Verdict.FAIL, 1));
    }

    @Test
    void aRunHasAStartAndNoNegativeLength() {
        assertThatThrownBy(() -> run(List.of(), "yesterday", 0))
                .hasMessage("started must be an ISO-8601 instant, not yesterday");
        assertThatThrownBy(() -> run(List.of(), "2026-11-22T10:15:30Z", -1)).hasMessageContaining("-1 ms");
    }

    @Test
    void aBlockKnowsItsEndEvenWhereALongDoesNot() {
        assertThat(new Block(8, 3, State.FREE).endPfn()).isEqualTo(16);
        assertThat(new Block(Long.MAX_VALUE, 0, State.BAD).endPfn()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new Block(0, 41, State.BAD)).hasMessageContaining("0..40, not 41");
        assertThatThrownBy(() -> new MemoryMap(0, 0, List.of())).hasMessageContaining("not 0");
    }

    private static Outcome outcome(Verdict verdict, Level level) {
        return switch (verdict) {
            case PASS -> new Outcome(SampleRuns.rule("A-1", level), verdict, "Held.", Map.of("x", 1L), List.of());
            case FAIL -> SampleRuns.broken("A-2", level, null);
            default -> SampleRuns.unjudged("A-3", level, verdict, "Because.");
        };
    }

    private static Run run(List<Outcome> outcomes, String started, long millis) {
        return new Run(
                "mmtck check", "0.1.0", "subject", List.of(), null, started, millis, Map.of(), outcomes, List.of());
    }
}
