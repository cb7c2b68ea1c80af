package org.mmtck.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Level;

@Epic("Reports")
@Feature("Terminal")
class TextSummaryTest {
    static List<Run> runs() {
        return List.of(
                SampleRuns.everyVerdict(),
                SampleRuns.passing(),
                SampleRuns.hostile(),
                SampleRuns.large(700, 100),
                SampleRuns.large(1 << 20, 3));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void plainAsciiOfAtMost100Columns(Run run) {
        assertThat(TextSummary.render(run).split("\n"))
                .allSatisfy(line -> assertThat(line).matches("[ -~]{0,100}"));
    }

    @Test
    void everyVerdictHasItsRow() {
        assertThat(TextSummary.render(SampleRuns.everyVerdict()))
                .contains("RULE      VERDICT        EXERCISED                   REASON\n")
                .contains("BUDDY-2   PASS           1,204,332 operations        Held after every operation.\n")
                .contains("BUDDY-10  FAIL           6,120 operations            After two buddies of order 2 merged,")
                .contains(
                        "BUDDY-4   NOT-SUPPORTED  nothing                     The subject does not claim kernel-order.\n")
                .contains("INV-9     UNKNOWN        nothing                     The bound of 100,000 states was hit")
                .contains("FREE-7    SKIP           nothing                     A run without --misuse")
                .contains(
                        "SNAP-1    ERROR          nothing                     Line 812 of the conversation: expected");
    }

    @Test
    void aFailureIsToldStepByStepWithThePictureAndTheDemand() {
        assertThat(TextSummary.render(SampleRuns.everyVerdict()))
                .contains("""
                        FAIL BUDDY-10 (MUST)
                          A free block that meets its free buddy MUST become one block with it.
                          After two buddies of order 2 merged, all 8 pages should be free and none can be had.
                          on 8 pages, max order 3; found by exhaustive enumeration of all sequences of up to 6 operations
                            1. reset -> 8 pages free
                               0: [F3 . . . . . . .]
                            2. alloc order 2 -> block at pfn 0
                               0: [L2 . . .][F2 . . .]
                            3. free pfn 0 order 2 -> done
                               0: [X3 . . . . . . .]
                            4. alloc order 0 -> no memory
                               0: [X3 . . . . . . .]
                               the rule demands: a block: after step 3 no page is live, so pages 0-7 are one free block of
                               order 3, and a request of order 0 MUST be served from it.
                        """)
                .contains("found by property, shrunk from 41 steps; seed 42\n");
    }

    @Test
    void whatCouldNotBeJudgedIsToldInFullOnceForAllRulesThatShareTheReason() {
        String reason =
                "The subject ended after line 12 of the conversation; expected an answer to \"alloc 0\" within 2 s.";
        Run run = SampleRuns.everyVerdict();
        Run dead = new Run(
                run.command(),
                run.kitVersion(),
                run.subject(),
                run.claims(),
                null,
                run.started(),
                5,
                Map.of(),
                List.of(
                        SampleRuns.unjudged("A-1", Level.MUST, Verdict.ERROR, reason),
                        SampleRuns.unjudged("A-2", Level.MUST, Verdict.ERROR, reason)),
                List.of());
        assertThat(TextSummary.render(dead).replace("\n", " ")).containsOnlyOnce("A-1, A-2 ERROR: " + reason);
    }

    @Test
    void theEndSaysWhatWasFound() {
        assertThat(TextSummary.render(SampleRuns.everyVerdict())).endsWith("""
                        1,204,332 operations, 391,204 operations/s, 48,211 states, in 9.8 s
                        2 MUST rules are broken. (4 PASS, 2 FAIL, 1 SKIP, 1 NOT-SUPPORTED, 1 UNKNOWN, 1 ERROR)
                        """);
        assertThat(TextSummary.render(SampleRuns.passing())).endsWith("All rules that were judged hold: 2. (2 PASS)\n");
    }

    @Test
    void aTerminalGetsNoControlCharactersFromTheSubject() {
        String text = TextSummary.render(SampleRuns.hostile());
        assertThat(text)
                .doesNotContain("\u001b")
                .contains("\\x1b[31m")
                .contains("\\u{d800}")
                .contains("\\xe9");
    }

    @Test
    void ofALongSequenceTheLastStepsAreTold() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= SequenceText.MAX_STEPS + 5; i++) {
            steps.add(new Step(i, "alloc order 0", "block at pfn " + i, null, null));
        }
        Counterexample counterexample = new Counterexample("Long.", "8 pages", steps, "property", 1L);
        assertThat(SequenceText.lines(counterexample, 100))
                .contains("  (5 earlier steps in results.json)", "   6. alloc order 0 -> block at pfn 6")
                .doesNotContain("   5. alloc order 0 -> block at pfn 5")
                .last()
                .isEqualTo("  65. alloc order 0 -> block at pfn 65");
    }

    @Test
    void manyFailuresAndManyCounterexamplesAreCutWithANumber() {
        List<Outcome> failures = new ArrayList<>();
        for (int i = 1; i <= TextSummary.MAX_FAILURES + 2; i++) {
            failures.add(SampleRuns.broken("A-" + i, Level.MUST, null));
        }
        Run run = SampleRuns.everyVerdict();
        Run many = new Run(
                run.command(),
                run.kitVersion(),
                run.subject(),
                run.claims(),
                null,
                run.started(),
                5,
                Map.of(),
                failures,
                List.of());
        assertThat(TextSummary.render(many))
                .contains("2 more failures in the report.\n")
                .doesNotContain("FAIL A-11 (");
        Outcome repeated = new Outcome(
                SampleRuns.rule("A-1", Level.MUST),
                Verdict.FAIL,
                "Broken.",
                Map.of(),
                Collections.nCopies(5, SampleRuns.lostAtTheTop()));
        assertThat(SequenceText.lines(repeated, 100)).last().isEqualTo("2 more counterexamples in results.json");
    }
}
