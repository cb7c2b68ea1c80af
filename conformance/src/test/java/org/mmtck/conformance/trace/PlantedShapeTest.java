package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Blocks that cannot be, and batched events that belong to no free. */
@Epic("Kernel traces")
@Feature("Planted faults")
class PlantedShapeTest {
    private static final long ELSEWHERE = 0x400000;

    private final Recording real = Recording.real("page-net-head.trace.gz");

    private Finding only(TraceReport report) {
        assertThat(report.findings()).as("findings: %s", report.findings()).hasSize(1);
        return report.findings().get(0);
    }

    private long now() {
        return Recording.time(real.get(real.size()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            mm_page_free,              0x400000,      11,  '',                              'the order is 11, but orders are 0..10'
            mm_page_free,              0x400000,      -1,  '',                              'the order is -1, but orders are 0..10'
            mm_page_free_batched,      0x400000,      4294967295, '',                       'the order is 4294967295'
            mm_page_alloc,             0x400001,      1,   'migratetype=0 gfp_flags=none',  'a block of order 1 begins at a multiple of 2, which page frame 0x400001 is not'
            mm_page_alloc,             0x400200,      10,  'migratetype=0 gfp_flags=none',  'a block of order 10 begins at a multiple of 1024'
            mm_page_free,              0x10000000000, 0,   '',                              'there is no page frame 0x10000000000'
            mm_page_pcpu_drain,        0x400000,      4,   'migratetype=0',                 'a block of order 4 is drained'
            mm_page_pcpu_drain,        0x400000,      10,  'migratetype=0',                 'a block of order 10 is drained'
            mm_page_alloc_zone_locked, 0x400000,      5,   'migratetype=0 percpu_refill=1', 'percpu_refill is 1 for order 5'
            mm_page_alloc_zone_locked, 0x400000,      0,   'migratetype=3 percpu_refill=1', 'percpu_refill is 1 for migratetype 3'
            mm_page_alloc_zone_locked, 0x400000,      0,   'migratetype=0 percpu_refill=2', 'percpu_refill is 2, but it is 0 or 1'
            """)
    @Trips("TRACE-12")
    @Verifies("TRACE-12")
    void blocksThatCannotBe(String event, String pfn, String order, String rest, String expected) {
        String fields = ("order=" + order + " " + rest).strip();
        Finding finding = only(real.insert(800, Recording.line(7, 0, now800(), event, Long.decode(pfn), fields))
                .check());

        assertThat(finding.rule()).isEqualTo(TraceRule.SHAPE);
        assertThat(finding.line()).isEqualTo(800);
        assertThat(finding.sentence())
                .startsWith(event + " names a block that cannot be: ")
                .contains(expected);
    }

    private long now800() {
        return Recording.time(real.get(800));
    }

    @Test
    @Verifies("TRACE-12")
    void theLargestOrderIsAnOption() {
        real.append(Recording.free(7, now(), ELSEWHERE, 11));

        assertThat(real.check(TraceOptions.defaults().withMaxOrder(11)).findings())
                .isEmpty();
    }

    @Test
    @Verifies("TRACE-12")
    void blocksOfPerCpuListsMayBeDrainedAndRefilled() {
        real.append(
                Recording.zoneLocked(7, now(), ELSEWHERE, 9, 1),
                Recording.drain(7, now(), ELSEWHERE, 9),
                Recording.zoneLocked(7, now(), ELSEWHERE, 4, 0));

        assertThat(real.check().findings()).isEmpty();
    }

    @Test
    @Trips("TRACE-3")
    void batchedOfAnAllocatedFrame() {
        int first = real.lastWord(100, "mm_page_alloc", 0);
        long time = Recording.time(real.get(first + 30));
        Finding finding = only(real.insert(first + 30, Recording.batched(77, time, Recording.pfn(real.get(first))))
                .check());

        assertThat(finding.rule()).isEqualTo(TraceRule.BATCHED);
        assertThat(finding.line()).isEqualTo(first + 30);
        assertThat(finding.sentence()).contains("its last event is mm_page_alloc at line " + first + ", not a free");
    }

    @Test
    @Trips("TRACE-3")
    void batchedTwiceForOneFree() {
        int first = real.lastWord(30, "mm_page_free_batched", 0);
        Finding finding = only(real.insert(first + 1, real.get(first)).check());

        assertThat(finding.rule()).isEqualTo(TraceRule.BATCHED);
        assertThat(finding.line()).isEqualTo(first + 1);
        assertThat(finding.sentence()).contains("already had one");
    }

    @Test
    @Trips("TRACE-3")
    void batchedByAnotherTask() {
        real.append(Recording.free(5001, now(), ELSEWHERE, 0), Recording.batched(5002, now(), ELSEWHERE));
        Finding finding = only(real.check());

        assertThat(finding.sentence()).contains("it was freed by task 5001 at line 2001, not by task 5002");
    }

    @Test
    @Trips("TRACE-3")
    void batchedOfABlockThatGoesStraightToTheBuddyLists() {
        real.append(Recording.free(5001, now(), ELSEWHERE, 5), Recording.batched(5001, now(), ELSEWHERE));
        Finding finding = only(real.check());

        assertThat(finding.sentence()).contains("was of order 5, which goes straight to the buddy lists");
    }

    @Test
    @Trips("TRACE-3")
    void batchedOfTheMiddleOfABlock() {
        real.append(Recording.free(5001, now(), ELSEWHERE, 2), Recording.batched(5001, now(), ELSEWHERE + 2));
        Finding finding = only(real.check());

        assertThat(finding.sentence())
                .contains("the free at line 2001 was of the order-2 block of page frames 0x400000-0x400003");
    }

    @Test
    @Trips("TRACE-3")
    void batchedWithoutAFreeAfterTheTasksFirstBatch() {
        real.append(
                Recording.free(5001, now(), ELSEWHERE, 0),
                Recording.batched(5001, now(), ELSEWHERE),
                Recording.batched(5001, now(), ELSEWHERE + 1));
        Finding finding = only(real.check());

        assertThat(finding.line()).isEqualTo(2003);
        assertThat(finding.sentence()).contains("no free of it was traced, although task 5001 was already past");
    }

    @Test
    @Verifies("TRACE-3")
    void batchedWithoutAFreeBeforeThatIsWhereTheRecordingBegan() {
        real.append(
                Recording.batched(5001, now(), ELSEWHERE + 1),
                Recording.free(5001, now(), ELSEWHERE, 3),
                Recording.batched(5001, now(), ELSEWHERE));
        TraceReport before = Recording.real("page-net-head.trace.gz").check();
        TraceReport report = real.check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P12")).isEqualTo(1);
        assertThat(Recording.oddity(report, "P3+")).isEqualTo(Recording.oddity(before, "P3+") + 1);
    }
}
