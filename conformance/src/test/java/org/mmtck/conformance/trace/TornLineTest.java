package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Lines that were cut or garbled. */
@Epic("Kernel traces")
@Feature("Torn lines")
@Verifies("TRACE-17")
class TornLineTest {
    private static final int VICTIM = 1000;

    private final Recording real = fresh();

    /** A real piece with one line more, a free of a frame that no other line names: nothing follows from its loss. */
    private static Recording fresh() {
        Recording recording = Recording.real("page-net-head.trace.gz");
        long time = Recording.time(recording.get(VICTIM));
        return recording.insert(VICTIM, Recording.free(77, time, 0x345678, 0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            't1',        'no TASK-PID [CPU] was found'
            ' 2643',     'a colon should follow the time'
            ': ',        'the line ends within the event''s name'
            ' mm_page',  'the line ends within the event''s name'
            ': page=ff', 'page= is not a whole hexadecimal number'
            ' pfn=0x1',  'pfn= is not a whole number'
            ' order=',   'order= is not a whole number'
            """)
    @Trips("TRACE-17")
    void cutAfter(String word, String expected) {
        // A line whose task is t1...: the words are looked for in the text of the line.
        String line = Recording.line(1, 0, Recording.time(real.get(500)), "mm_page_free", 0x123456, "order=0");
        String cut = line.substring(0, line.indexOf(word) + word.length());
        TraceReport report = real.insert(500, cut).check();

        assertThat(Recording.found(report)).containsExactly("500 TRACE-17");
        Finding finding = report.findings().get(0);
        assertThat(finding.sentence()).startsWith("The line is torn at column ").contains(expected);
        assertThat(finding.history().get(0).reply()).isEqualTo(cut.strip());
        assertThat(report.run().exitCode()).isEqualTo(1);
    }

    @Test
    @Trips("TRACE-17")
    void cutAnywhere() {
        String whole = real.get(VICTIM);
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            TraceReport report = fresh().change(VICTIM, line -> cut).check();
            assertThat(Recording.found(report)).as("cut to: %s", cut).containsExactly(VICTIM + " TRACE-17");
        }
    }

    @Test
    @Trips("TRACE-17")
    void anyLetterOverwritten() {
        String whole = real.get(VICTIM);
        for (int at = whole.indexOf("mm_page_"); at < whole.length(); at++) {
            if (whole.charAt(at) == ' ') {
                continue;
            }
            String garbled = whole.substring(0, at) + '~' + whole.substring(at + 1);
            TraceReport report = fresh().change(VICTIM, line -> garbled).check();
            assertThat(Recording.found(report)).as("garbled: %s", garbled).containsExactly(VICTIM + " TRACE-17");
        }
    }

    @Test
    @Trips("TRACE-17")
    void anotherDigitInEitherNumberOfTheFrame() {
        Finding pfn = changed(" pfn=0x", " pfn=0xf");
        assertThat(pfn.sentence())
                .matches("The line contradicts itself: pfn=0xf[0-9a-f]+ but page= is that of page frame 0x.*");
        Finding page = changed("page=ffffea00", "page=ffffea01");
        assertThat(page.sentence()).startsWith("The line contradicts itself: pfn=0x");
    }

    private Finding changed(String before, String after) {
        Recording recording = fresh();
        assertThat(recording.get(VICTIM)).contains(before);
        List<Finding> findings = recording
                .change(VICTIM, line -> line.replace(before, after))
                .check()
                .findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).rule()).isEqualTo(TraceRule.READABLE);
        assertThat(findings.get(0).line()).isEqualTo(VICTIM);
        return findings.get(0);
    }

    @ParameterizedTest
    @CsvSource({"GFP_KERNEL|__GFP_ZER", "GFP_KERNEL|", "GFP_KERN", "__GFP", "GFP_KERNEL|__GFP_zero", "0xzz"})
    @Trips("TRACE-17")
    void flagsCutInsideAName(String flags) {
        String line = Recording.line(
                7,
                0,
                Recording.time(real.get(500)),
                "mm_page_alloc",
                0x400000,
                "order=0 migratetype=0 gfp_flags=" + flags);
        assertThat(Recording.found(real.insert(500, line).check())).containsExactly("500 TRACE-17");
    }

    @ParameterizedTest
    @CsvSource({
        "none",
        "0x1000000",
        "GFP_KERNEL|0x1000000",
        "__GFP_OF_ANOTHER_KERNEL",
        "GFP_HIGHUSER_MOVABLE|__GFP_COMP"
    })
    void flagsThatAreWhole(String flags) {
        String line = Recording.line(
                7,
                0,
                Recording.time(real.get(500)),
                "mm_page_alloc",
                0x400000,
                "order=0 migratetype=0 gfp_flags=" + flags);
        assertThat(real.insert(500, line).check().findings()).isEmpty();
    }

    @Test
    @Trips("TRACE-17")
    void twoLinesRunTogether() {
        real.change(VICTIM, line -> line + line);

        assertThat(Recording.found(real.check())).containsExactly(VICTIM + " TRACE-17");
    }

    @Test
    @Trips("TRACE-17")
    void oneLetterOfTheNameWrong() {
        TraceReport report = real.change(VICTIM, line -> line.replace("mm_page_free:", "mm_pege_free:"))
                .check();

        assertThat(Recording.found(report)).containsExactly(VICTIM + " TRACE-17");
        assertThat(report.findings().get(0).sentence()).contains("no event has this name; mm_page_free may be meant");
    }

    @Test
    void aTornLastLineIsWhereTheRecordingWasCut() {
        real.append(Recording.free(7, Recording.time(real.get(real.size())), 0x400000, 0)
                .substring(0, 60));
        TraceReport report = real.cut().check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.run().exitCode()).isEqualTo(3);
        assertThat(report.run().with(Verdict.ERROR)).singleElement().satisfies(outcome -> {
            assertThat(outcome.rule().id()).isEqualTo("TRACE-17");
            assertThat(outcome.reason()).contains("cut off inside its last line, 2002;");
        });
        assertThat(report.run().notes())
                .anySatisfy(
                        note -> assertThat(note)
                                .startsWith(
                                        "The recording was cut: its last line, 2002, is incomplete. The line is torn at column"));
    }

    @Test
    void aTornFirstLineIsWhereTheRecordingBegan() {
        TraceReport report = real.insert(1, "3270: mm_page_free: page=ffffea000c9d2280 pfn=0x32748a order=0")
                .check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.run().notes())
                .anySatisfy(note -> assertThat(note).startsWith("The recording begins inside a line: "));
    }

    @Test
    @Trips({"TRACE-17", "TRACE-1"})
    void theRestOfTheFileIsStillJudged() {
        int first = real.lastWord(100, "mm_page_alloc", 0);
        long pfn = Recording.pfn(real.get(first));
        long time = Recording.time(real.get(1500));
        TraceReport report = real.insert(1500, Recording.alloc(7, time, pfn, 0))
                .change(1200, line -> "torn")
                .check();

        assertThat(Recording.found(report)).contains("1200 TRACE-17", "1500 TRACE-1");
        assertThat(report.findings())
                .filteredOn(finding -> finding.line() == 1500)
                .allSatisfy(finding -> assertThat(finding.sentence())
                        .contains("unless the torn line 1200, which names no frame, did that"));
    }

    @Test
    void nothingFollowsFromATornLineThatNamesItsFrame() {
        long time = Recording.time(real.get(real.size()));
        String free = Recording.free(7, time, 0x400000, 1);
        real.append(
                Recording.alloc(7, time, 0x400000, 1),
                free.substring(0, free.length() - 1),
                Recording.alloc(7, time, 0x400000, 0),
                Recording.alloc(7, time, 0x400001, 0));

        assertThat(Recording.found(real.check())).containsExactly("2003 TRACE-17");
    }
}
