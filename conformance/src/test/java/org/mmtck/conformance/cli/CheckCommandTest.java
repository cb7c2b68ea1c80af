package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.json.ResultsReader;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.w3c.dom.Element;

@Epic("Command line")
@Feature("mmtck check")
class CheckCommandTest {
    /** Shakes hands, then does what a plain line of shell says for each request; $n counts them from the handshake = 1. */
    private static final String SUBJECT = """
            #!/bin/sh
            n=0
            while read -r word first second third fourth; do
              n=$((n + 1))
              [ "$n" -lt 40 ] || { MISDEED; }
              case $word in
                mmtck) printf 'mmtck 1\\nname shell 1\\nprofile buddy\\nready\\n' ;;
                alloc) echo none ;;
                *) echo ok ;;
              esac
            done
            """;

    @TempDir
    private Path dir = Path.of("");

    private Path report() {
        return dir.resolve("report");
    }

    private Invocation check(String... words) {
        List<String> small = List.of("check", "--out", report().toString(), "--tries", "5", "--budget", "2000");
        return Invocation.of(Stream.concat(small.stream(), Stream.of(words)).toArray(String[]::new));
    }

    private Run written() throws IOException {
        return ResultsReader.read(Files.readString(report().resolve("results.json")));
    }

    private Element junit() throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(report().resolve("junit.xml").toFile())
                .getDocumentElement();
    }

    private Path subject(String misdeed) throws IOException {
        Path script = Files.writeString(dir.resolve("subject"), SUBJECT.replace("MISDEED", misdeed));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void theReferenceHoldsAndItsReportIsWritten() throws Exception {
        Invocation checked = check("--seed", "7");

        assertThat(checked.err())
                .contains("mmtck: checking the built-in reference, seed 7")
                .doesNotContain("\tat ");
        assertThat(checked.out())
                .contains("All rules that were judged hold: ")
                .endsWith("Report: " + report().resolve("index.html") + System.lineSeparator());
        assertThat(checked.exit()).isEqualTo(ExitCodes.OK);
        assertThat(written().exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(written().seed()).isEqualTo(7);
        assertThat(junit().getAttribute("failures")).isEqualTo("0");
        assertThat(report().resolve("allure-results")).isDirectoryContaining("glob:**-result.json");
    }

    @Test
    void aSeedReplaysTheRunAndAnotherDoesNot() throws IOException {
        check("--seed", "7");
        Run first = written();
        check("--seed", "7");
        Run again = written();
        check("--seed", "8");
        Run other = written();

        assertThat(again.outcomes()).isEqualTo(first.outcomes());
        assertThat(again.figures().get("operations")).isEqualTo(first.figures().get("operations"));
        assertThat(other.outcomes()).isNotEqualTo(first.outcomes());
    }

    /** What was written down as the command must be the run itself, also where the seed was made up by the kit. */
    @Test
    void theCommandInTheReportRepeatsTheRun() throws IOException {
        check();
        Run first = written();
        String[] words = first.command().split(" ");
        assertThat(words[0]).isEqualTo("mmtck");
        Invocation.of(List.of(words).subList(1, words.length).toArray(String[]::new));

        assertThat(written().outcomes()).isEqualTo(first.outcomes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --pages=0           | --pages must be 1..12, not 0
            --pages=13          | --pages must be 1..12, not 13
            --max-order=4       | --max-order must be 0..3, not 4
            --tries=0           | --tries must be 1..10000000, not 0
            --length=9          | --length must be 1..8, not 9
            --budget=-5         | --budget must be 1 or more, not -5
            --reply-timeout=0   | --reply-timeout must be 1..3600, not 0
            --seed=x            | Invalid value for option '--seed': 'x' is not a long
            --colour            | Unknown option: '--colour'
            """)
    void wrongUseIsSaidBeforeAnythingStarts(String option, String expected) {
        Invocation wrong = Invocation.of("check", "--out", report().toString(), option);
        assertThat(wrong.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .startsWith(expected)
                .contains("Usage: mmtck check")
                .doesNotContain("checking")
                .doesNotContain("\tat ");
        assertThat(report()).doesNotExist();
    }

    @Test
    void aLengthDoesNotLiftTheBudget() throws IOException {
        check("--length", "8");
        assertThat(written().figures().get("operations in the longest exhaustive sequence"))
                .isBetween(1L, 3L);
    }

    @Test
    void anotherOnesDirectoryIsRefusedBeforeTheWork() throws IOException {
        Files.createDirectory(report());
        Path letter = Files.writeString(report().resolve("letter.txt"), "mine");
        Invocation refused = check();

        assertThat(refused.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).startsWith("mmtck: ").contains("is not empty and holds no results.json");
        assertThat(letter).hasContent("mine");
    }

    /** A server that reads the report only must not find that of an earlier run. */
    @Test
    void aSubjectThatIsNotThereIsOneSentenceAndAReportOfErrors() throws Exception {
        assertThat(check("--seed", "7").exit()).isEqualTo(ExitCodes.OK);
        Invocation missing = check("--", "./no-such-allocator");

        assertThat(missing.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(missing.err().lines()).hasSize(1);
        assertThat(missing.err()).startsWith("mmtck: cannot start './no-such-allocator': there is no such file");
        assertThat(written().with(Verdict.PASS)).isEmpty();
        assertThat(written().exitCode()).isEqualTo(ExitCodes.ERROR);
        assertThat(junit().getAttribute("errors"))
                .isEqualTo(Integer.toString(written().with(Verdict.ERROR).size()))
                .isNotEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo no cheese >&2; exit 7 | the subject exited with status 7; its last words on stderr: 'no cheese'
            kill -9 $$                 | the subject was killed by signal 9 (SIGKILL)
            echo Hello; continue       | but 'Hello' came: only replies go to stdout
            echo error no cheese       | but 'error no cheese' came: the subject gave up
            """)
    void aSubjectThatBreaksInTheMiddleIsSaidOnceAndKeepsItsResults(String misdeed, String expected) throws Exception {
        Invocation broken = check("--", subject(misdeed).toString());
        String text = broken.out().replaceAll("\\s+", " ");

        // It never serves anything, and that was seen before it broke: a finding stays a finding.
        assertThat(broken.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(written().with(Verdict.FAIL)).isNotEmpty();
        assertThat(written().with(Verdict.ERROR))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.reason()).contains(expected));
        assertThat(text.split(Pattern.quote(expected), -1)).hasSize(2);
        assertThat(broken.err()).doesNotContain("\tat ");
        assertThat(Integer.parseInt(junit().getAttribute("errors"))).isPositive();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(dir.toString())))
                .isEmpty();
    }
}
