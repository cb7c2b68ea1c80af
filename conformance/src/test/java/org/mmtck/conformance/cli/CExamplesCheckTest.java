package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmtck.conformance.wire.CExamples;
import org.mmtck.reports.json.ResultsReader;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Trips;

/** From the command line to the report and back, with the C programs that the README tells a newcomer to try. */
@Epic("Command line")
@Feature("mmtck check on the C examples")
class CExamplesCheckTest {
    @TempDir
    private Path dir = Path.of("");

    private Invocation check(String example) throws Exception {
        Path program = CExamples.compile(CExamples.SOURCES.resolve(example), dir);
        return Invocation.of(
                "check",
                "--seed=1",
                "--tries=50",
                "--budget=200000",
                "--out",
                dir.resolve("report").toString(),
                "--",
                program.toString());
    }

    private Run written() throws Exception {
        return ResultsReader.read(Files.readString(dir.resolve("report").resolve("results.json")));
    }

    @Test
    void theRightOneHolds() throws Exception {
        Invocation right = check("buddy_right.c");

        assertThat(right.out()).contains("All rules that were judged hold: ");
        assertThat(right.exit()).isEqualTo(ExitCodes.OK);
        assertThat(written().with(Verdict.PASS)).hasSizeGreaterThanOrEqualTo(15);
        assertThat(written().notes())
                .allMatch(note -> note.startsWith("Exhaustive:") || note.startsWith("Properties:"));
    }

    @Test
    @Trips({"BUDDY-10", "INV-33"})
    void theBugOfTheWrongOneIsShownInAtMostEightOperations() throws Exception {
        Invocation wrong = check("buddy_wrong.c");

        assertThat(wrong.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(written().with(Verdict.FAIL))
                .extracting(outcome -> outcome.rule().id())
                .contains("BUDDY-10", "INV-33");
        for (var outcome : written().with(Verdict.FAIL)) {
            Counterexample shown = outcome.counterexamples().get(0);
            assertThat(shown.steps()).as(outcome.rule().id()).hasSizeLessThanOrEqualTo(8);
            assertThat(wrong.out())
                    .contains("FAIL " + outcome.rule().id() + " (MUST)")
                    .contains(shown.summary());
        }
    }
}
