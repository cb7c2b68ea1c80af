package org.mmtck.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmtck.reports.json.ResultsReader;

@Epic("Reports")
@Feature("Directory")
class ReportWriterTest {
    @TempDir
    private Path home;

    @Test
    void everythingIsInOneDirectory() throws IOException {
        ReportFiles files = ReportWriter.write(SampleRuns.everyVerdict(), home.resolve("a/b/report"));
        assertThat(names(home.resolve("a/b/report")))
                .containsExactly("allure-results", "index.html", "junit.xml", "results.json");
        assertThat(ResultsReader.read(files.resultsJson())).isEqualTo(SampleRuns.everyVerdict());
        assertThat(files.indexHtml()).content().contains("buggy_buddy 1.0").endsWith("</html>\n");
        assertThat(files.junitXml()).content().contains("<testsuites");
        assertThat(names(files.allureResults()))
                .hasSize(10 + 4 + 2)
                .contains("categories.json", "environment.properties");
        assertThat(names(home.resolve("a/b"))).as("nothing temporary is left").containsExactly("report");
    }

    @Test
    void theReportOfAnEarlierRunIsReplacedAsAWhole() throws IOException {
        Path directory = home.resolve("report");
        ReportWriter.write(SampleRuns.everyVerdict(), directory);
        ReportFiles files = ReportWriter.write(SampleRuns.passing(), directory);
        assertThat(ResultsReader.read(files.resultsJson())).isEqualTo(SampleRuns.passing());
        assertThat(names(files.allureResults())).as("two rules, two more files").hasSize(4);
        assertThat(names(home)).containsExactly("report");
    }

    @Test
    void anEmptyDirectoryIsTaken() throws IOException {
        Path directory = Files.createDirectory(home.resolve("report"));
        assertThat(ReportWriter.write(SampleRuns.passing(), directory).indexHtml())
                .exists();
    }

    @Test
    void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
        Path directory = Files.createDirectory(home.resolve("thesis"));
        Files.writeString(directory.resolve("chapter1.txt"), "years of work");
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), directory))
                .isInstanceOf(ReportException.class)
                .hasMessage(directory.toRealPath() + " is not empty and holds no results.json of an earlier run;"
                        + " choose another place for the report");
        assertThat(directory.resolve("chapter1.txt")).hasContent("years of work");
        assertThat(names(home)).containsExactly("thesis");
    }

    @Test
    void resultsOfAnotherProgramAreNotOurs() throws IOException {
        Path directory = Files.createDirectory(home.resolve("report"));
        Files.writeString(directory.resolve("results.json"), "{\"results\": []}");
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), directory))
                .hasMessageContaining("holds no results.json of an earlier run");
        assertThat(directory.resolve("results.json")).hasContent("{\"results\": []}");
    }

    @Test
    void whatSomebodyPutIntoOurDirectoryIsNotDeleted() throws IOException {
        Path directory = home.resolve("report");
        ReportWriter.write(SampleRuns.passing(), directory);
        Files.writeString(directory.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), directory))
                .hasMessageContaining("holds notes.txt, which mmtck did not write");
        Files.delete(directory.resolve("notes.txt"));
        Files.createDirectory(directory.resolve("allure-results/history"));
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), directory))
                .hasMessageContaining("holds allure-results/history, which mmtck did not write");
        assertThat(directory.resolve("allure-results/history")).exists();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("report"), "a file");
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), file))
                .hasMessage(file.toRealPath() + " is not a directory; move it, or choose another place for the report");
        Path below = file.resolve("sub");
        assertThatThrownBy(() -> ReportWriter.write(SampleRuns.passing(), below))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("cannot write the report to " + below + ": ");
        assertThat(file).hasContent("a file");
    }

    @Test
    void whatIsInTheWayIsSaidBeforeTheWorkAndNothingIsWritten() throws IOException {
        Path foreign = Files.createDirectory(home.resolve("foreign"));
        Path file = Files.writeString(foreign.resolve("chapter1.txt"), "years of work");
        ReportWriter.requireReplaceable(home.resolve("new").resolve("deep"));
        assertThatThrownBy(() -> ReportWriter.requireReplaceable(foreign))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("is not empty and holds no results.json");
        assertThatThrownBy(() -> ReportWriter.requireReplaceable(file.resolve("below")))
                .isInstanceOf(ReportException.class)
                .hasMessageEndingWith(file + " is in the way, and not a directory");
        assertThat(names(home)).containsExactly("foreign");
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
        Path target = home.resolve("target");
        ReportWriter.write(SampleRuns.everyVerdict(), target);
        Path link = Files.createSymbolicLink(home.resolve("link"), target);
        ReportWriter.write(SampleRuns.passing(), link);
        assertThat(link).isSymbolicLink();
        assertThat(ResultsReader.read(target.resolve("results.json"))).isEqualTo(SampleRuns.passing());
    }

    @Test
    void hostileTextReachesTheDiskInEveryFormat() {
        ReportFiles files = ReportWriter.write(SampleRuns.hostile(), home.resolve("report"));
        assertThat(ResultsReader.read(files.resultsJson()).subject()).startsWith("<script>alert(1)</script>");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
