package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Plants one fault in a piece of a real recording and expects that finding, at that line, and no other. */
@Epic("Kernel traces")
@Feature("Planted faults")
class PlantedFaultTest {
    private final Recording real = Recording.real("page-net-head.trace.gz");
    /** A block of frames that the piece never names. */
    private static final long ELSEWHERE = 0x400000;

    private static Finding only(TraceReport report) {
        assertThat(report.findings()).as("findings: %s", report.findings()).hasSize(1);
        assertThat(report.moreFindings()).isZero();
        return report.findings().get(0);
    }

    private Finding plant(int number, String line) {
        return only(real.insert(number, line).check());
    }

    private long timeAt(int number) {
        return Recording.time(real.get(number));
    }

    @Test
    @Verifies({"TRACE-1", "TRACE-2", "TRACE-3", "TRACE-12", "TRACE-17", "TRACE-20"})
    void thePieceAsItIsHasNoFindings() {
        TraceReport report = real.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.run().exitCode()).isZero();
        assertThat(report.run().figures())
                .containsEntry("lines", 2000L)
                .containsEntry("page events", real.count(" mm_page_"))
                .containsEntry("mm_page_alloc", real.count(" mm_page_alloc: "))
                .containsEntry("mm_page_free_batched", real.count(" mm_page_free_batched: "));
    }

    @Test
    @Trips("TRACE-1")
    void doubleAllocation() {
        int first = real.lastWord(100, "mm_page_alloc", 0);
        long pfn = Recording.pfn(real.get(first));
        Finding finding = plant(first + 700, Recording.alloc(77, timeAt(first + 700), pfn, 0));

        assertThat(finding.rule()).isEqualTo(TraceRule.ALLOCATION);
        assertThat(finding.line()).isEqualTo(first + 700);
        assertThat(finding.sentence())
                .isEqualTo(
                        "Page frame 0x%x is allocated a second time: it is still allocated since line %d, and no free of it"
                                        .formatted(pfn, first)
                                + " was traced.");
        assertThat(Recording.history(finding))
                .satisfiesExactly(
                        step -> assertThat(step).startsWith("line " + first + ": mm_page_alloc of order 0 by task "),
                        step -> assertThat(step)
                                .startsWith(
                                        "line " + (first + 700) + ": mm_page_alloc of order 0 by task 77 on CPU 0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 10})
    @Trips("TRACE-1")
    void overlapOfBlocksOfDifferentOrder(int order) {
        int small = real.size() + 1;
        long time = timeAt(real.size());
        real.append(Recording.alloc(7, time, ELSEWHERE + (1L << order) - 1, 0));
        Finding finding = plant(small + 1, Recording.alloc(8, time, ELSEWHERE, order));

        assertThat(finding.rule()).isEqualTo(TraceRule.ALLOCATION);
        assertThat(finding.sentence())
                .isEqualTo(
                        ("The order-%d block of page frames 0x400000-0x%x is allocated over a block that is in use: page"
                                        + " frame 0x%x is still allocated since line %d, and no free of it was traced.")
                                .formatted(order, ELSEWHERE + (1L << order) - 1, ELSEWHERE + (1L << order) - 1, small));
    }

    @Test
    @Trips("TRACE-1")
    void smallBlockInsideALargeOne() {
        int large = real.lastWord(100, "mm_page_alloc", 3);
        long pfn = Recording.pfn(real.get(large));
        Finding finding = plant(large + 5, Recording.alloc(77, timeAt(large + 5), pfn + 5, 0));

        assertThat(finding.sentence())
                .isEqualTo(("Page frame 0x%x is allocated over a block that is in use: the order-3 block of page frames"
                                + " 0x%x-0x%x is still allocated since line %d, and no free of it was traced.")
                        .formatted(pfn + 5, pfn, pfn + 7, large));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    @Trips("TRACE-2")
    void doubleFreeOfABlockHoweverMuchLater(int order) {
        int first = 400;
        real.insert(first, Recording.free(77, timeAt(first), ELSEWHERE, order));
        int number = real.size() + 1;
        Finding finding = plant(number, Recording.free(78, timeAt(number - 1), ELSEWHERE, order));

        assertThat(finding.rule()).isEqualTo(TraceRule.FREE);
        assertThat(finding.line()).isEqualTo(number);
        assertThat(finding.sentence()).contains("is already free since line " + first + ", and only single pages");
    }

    @Test
    @Trips("TRACE-2")
    void doubleFreeOfASinglePageAtOnce() {
        int first = real.lastWord(20, "mm_page_free", 0);
        Finding finding = plant(first + 1, real.get(first));

        assertThat(finding.rule()).isEqualTo(TraceRule.FREE);
        assertThat(finding.line()).isEqualTo(first + 1);
        assertThat(finding.sentence())
                .isEqualTo(
                        ("Page frame 0x%x is freed, but page frame 0x%<x is already free since line %d, only 0 \u00b5s ago:"
                                        + " too short for an allocation without an event.")
                                .formatted(Recording.pfn(real.get(first)), first));
    }

    @Test
    @Trips("TRACE-18")
    @Verifies("TRACE-18")
    void doubleFreeOfASinglePageSoonIsWorthALook() {
        long time = timeAt(real.size()) + 10;
        real.append(Recording.free(7, time, ELSEWHERE, 0), Recording.free(7, time + 300, ELSEWHERE, 0));
        TraceReport report = real.check();

        Finding finding = only(report);
        assertThat(finding.rule()).isEqualTo(TraceRule.REUSE);
        assertThat(finding.line()).isEqualTo(real.size());
        assertThat(finding.sentence())
                .contains("is already free since line " + (real.size() - 1) + ", 300 \u00b5s ago");
        // A SHOULD: told, and no failure.
        assertThat(report.run().exitCode()).isZero();
    }

    @Test
    @Verifies("TRACE-18")
    void freeOfAFreePageIsLegalOnceItHadTime() {
        long time = timeAt(real.size()) + 10;
        real.append(Recording.free(7, time, ELSEWHERE, 0), Recording.free(7, time + 1_000, ELSEWHERE, 0));
        TraceReport report = real.check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P2")).isEqualTo(1);
        assertThat(Recording.verdict(report, TraceRule.REUSE)).isEqualTo(Verdict.PASS);
    }

    @Test
    @Trips("TRACE-2")
    void freeWithALargerOrderThanAllocated() {
        int first = real.lastWord(100, "mm_page_alloc", 2);
        long pfn = Recording.pfn(real.get(first));
        long head = pfn & ~7L;
        Finding finding = plant(first + 3, Recording.free(77, timeAt(first + 3), head, 3));

        assertThat(finding.rule()).isEqualTo(TraceRule.FREE);
        assertThat(finding.sentence())
                .contains("is freed whole, but only the order-2 block of page frames 0x%x-0x%x was allocated at line %d"
                        .formatted(pfn, pfn + 3, first));
    }

    @Test
    @Trips("TRACE-2")
    void freeOfABlockWhoseHalvesWereAllocatedApart() {
        long time = timeAt(real.size());
        real.append(Recording.alloc(7, time, ELSEWHERE, 0), Recording.alloc(7, time, ELSEWHERE + 1, 0));
        Finding finding = plant(real.size() + 1, Recording.free(7, time, ELSEWHERE, 1));

        assertThat(finding.sentence())
                .contains("is freed whole, but only page frame 0x400000 was allocated at line 2001");
    }

    @Test
    @Trips("TRACE-2")
    void freeOfABlockThatIsPartlyFree() {
        long time = timeAt(real.size());
        real.append(Recording.alloc(7, time, ELSEWHERE, 2), Recording.free(7, time, ELSEWHERE + 3, 0));
        Finding finding = plant(real.size() + 1, Recording.free(7, time, ELSEWHERE, 2));

        assertThat(finding.sentence())
                .contains(
                        "page frame 0x400003 of it is already free since line 2002 while page frame 0x400000 is allocated"
                                + " since line 2001");
    }

    @Test
    @Verifies("TRACE-2")
    void freeOfThePartsOfASplitBlockIsLegal() {
        long time = timeAt(real.size());
        real.append(
                Recording.alloc(7, time, ELSEWHERE, 2),
                Recording.free(7, time, ELSEWHERE + 2, 1),
                Recording.free(7, time, ELSEWHERE + 1, 0));
        TraceReport report = real.check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P10")).isEqualTo(2);
    }

    @Test
    @Trips("TRACE-4")
    @Verifies("TRACE-4")
    void zoneLockedOfAnAllocatedFrame() {
        int first = real.lastWord(100, "mm_page_alloc", 0);
        long pfn = Recording.pfn(real.get(first));
        Finding finding = plant(first + 9, Recording.zoneLocked(77, timeAt(first + 9), pfn, 0, 1));

        assertThat(finding.rule()).isEqualTo(TraceRule.ZONE_LOCKED);
        assertThat(finding.line()).isEqualTo(first + 9);
        assertThat(finding.sentence()).contains("leaves the buddy lists: it is still allocated since line " + first);
    }

    @Test
    @Trips("TRACE-5")
    @Verifies("TRACE-5")
    void drainOfAnAllocatedFrame() {
        int first = real.lastWord(100, "mm_page_alloc", 1);
        long pfn = Recording.pfn(real.get(first));
        Finding finding = plant(first + 9, Recording.drain(77, timeAt(first + 9), pfn + 1, 0));

        assertThat(finding.rule()).isEqualTo(TraceRule.DRAIN);
        assertThat(finding.line()).isEqualTo(first + 9);
        assertThat(finding.sentence())
                .contains(
                        "goes from a per-CPU list to the buddy lists: the order-1 block of page frames 0x%x-0x%x is still"
                                .formatted(pfn, pfn + 1));
    }

    @Test
    @Trips("TRACE-6")
    @Verifies("TRACE-6")
    void extfragOfAnAllocatedFrame() {
        int first = real.lastWord(100, "mm_page_alloc", 0);
        long pfn = Recording.pfn(real.get(first));
        Finding finding = plant(first + 9, Recording.extfrag(77, timeAt(first + 9), pfn, 0, 10, 0));

        assertThat(finding.rule()).isEqualTo(TraceRule.EXTFRAG);
        assertThat(finding.sentence()).contains("is taken from another migratetype's buddy list");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            3, 2, 1, 'fallback_order=2, is smaller than alloc_order=3'
            0, 8, 0, 'fragmenting=0 although fallback_order=8 is below pageblock_order=9'
            0, 9, 1, 'fragmenting=1 although fallback_order=9 is not below pageblock_order=9'
            """)
    @Trips("TRACE-6")
    void extfragWhoseNumbersContradictEachOther(int order, int fallback, int fragmenting, String expected) {
        Finding finding = plant(500, Recording.extfrag(77, timeAt(500), ELSEWHERE, order, fallback, fragmenting));

        assertThat(finding.rule()).isEqualTo(TraceRule.EXTFRAG);
        assertThat(finding.line()).isEqualTo(500);
        assertThat(finding.sentence()).contains(expected);
    }

    @Test
    @Verifies("TRACE-6")
    void extfragAfterItsZoneLockedIsOneBlock() {
        long time = timeAt(real.size());
        real.append(
                Recording.zoneLocked(7, time, ELSEWHERE, 2, 1),
                Recording.extfrag(7, time, ELSEWHERE, 2, 8, 1),
                Recording.extfrag(7, time, ELSEWHERE + 8, 2, 10, 0));
        TraceReport report = real.check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P6b")).isEqualTo(1);
        assertThat(Recording.oddity(report, "P6")).isEqualTo(1);
    }

    @Test
    @Trips("TRACE-20")
    void timeRunningBackwards() {
        String before = real.get(1000);
        Finding finding =
                only(real.change(1001, line -> line.replace(" 2643.", " 2642.")).check());

        assertThat(finding.rule()).isEqualTo(TraceRule.TIME);
        assertThat(finding.line()).isEqualTo(1001);
        assertThat(finding.sentence())
                .startsWith("Time runs backwards: 2642.")
                .endsWith("before the time of line 1000.");
        assertThat(Recording.time(before)).isGreaterThan(Recording.time(real.get(1001)));
    }

    @Test
    @Trips("TRACE-20")
    void timeRunningAheadShowsAtTheNextLine() {
        Finding finding =
                only(real.change(1001, line -> line.replace(" 2643.", " 2644.")).check());

        assertThat(finding.line()).isEqualTo(1002);
        assertThat(finding.rule()).isEqualTo(TraceRule.TIME);
    }
}
