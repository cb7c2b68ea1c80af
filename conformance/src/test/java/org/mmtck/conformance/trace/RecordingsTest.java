package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.trace.read.TraceSource;
import org.mmtck.spec.rule.RuleBook;
import org.mmtck.spec.rule.Verifies;

/**
 * Whole recordings of a real kernel, where they lie next to the project: no false alarm, and the same legal oddities as the
 * table that comes with them, which was made by another program.
 */
@Epic("Kernel traces")
@Feature("Recordings of a real kernel")
class RecordingsTest {
    private static final Path DATA = Path.of(System.getProperty("mmtck.root", "."))
            .resolveSibling("shared")
            .resolve("data")
            .resolve("linux-6.18");

    /** Four allocations of frames whose free was not traced; from the events alone they are double allocations. */
    private static final List<String> UNTRACED =
            List.of("7902 TRACE-1", "77483 TRACE-1", "80280 TRACE-1", "83217 TRACE-1");

    private record Row(long count, String firstLines) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page-churn",
                "page-mmap",
                "page-net",
                "page-growth",
                "page-untraced",
                "all-churn",
                "all-net",
                "all-mixed",
                "all-tiny"
            })
    @Verifies({
        "TRACE-1",
        "TRACE-2",
        "TRACE-3",
        "TRACE-4",
        "TRACE-5",
        "TRACE-6",
        "TRACE-12",
        "TRACE-17",
        "TRACE-18",
        "TRACE-20"
    })
    void hasNoFalseAlarms(String name) throws IOException {
        Path file = DATA.resolve("traces").resolve(name + ".trace.gz");
        assumeTrue(Files.isReadable(file), "the recordings are not here");
        TraceReport report =
                new TraceCheck(TraceOptions.defaults(), RuleBook.load()::require).examine(TraceSource.file(file));

        boolean untraced = name.equals("page-untraced");
        assertThat(Recording.found(report)).isEqualTo(untraced ? UNTRACED : List.of());
        assertThat(report.moreFindings()).isZero();
        assertThat(report.run().exitCode()).isEqualTo(untraced ? 1 : 0);
        assertThat(counted(report)).isEqualTo(table(name));
        stats(name)
                .forEach((event, count) ->
                        assertThat(report.run().figures()).as(event).containsEntry(event, count));
    }

    private static Map<String, Row> counted(TraceReport report) {
        Map<String, Row> rows = new TreeMap<>();
        report.oddities()
                .forEach(oddity -> rows.put(oddity.code(), new Row(oddity.count(), join(oddity.firstLines()))));
        return rows;
    }

    private static String join(List<Long> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Classes of pages in the table of the data, without P8: that one is a finding here. */
    private static Map<String, Row> table(String name) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(DATA.resolve("oddities.tsv"))) {
            String[] cells = line.split("\t");
            if (cells[0].equals(name) && cells[1].startsWith("P") && !cells[1].startsWith("P8")) {
                String code = cells[1].split(" ")[0] + (cells[1].contains("folio of order>0") ? "+" : "");
                rows.put(code, new Row(Long.parseLong(cells[2]), cells[3]));
            }
        }
        assertThat(rows).as("rows of %s in oddities.tsv", name).isNotEmpty();
        return rows;
    }

    /** Events by kind in the table of the data. */
    private static Map<String, Long> stats(String name) throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve("stats.tsv"));
        String[] head = lines.get(0).split("\t");
        String[] cells = lines.stream()
                .map(line -> line.split("\t"))
                .filter(row -> row[0].equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Long> stats = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            if (head[i].startsWith("mm_page_") || head[i].equals("lines")) {
                stats.put(head[i], Long.parseLong(cells[i]));
            }
        }
        return stats;
    }
}
