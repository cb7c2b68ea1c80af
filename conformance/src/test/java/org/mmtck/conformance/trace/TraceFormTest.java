package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Forms of text that recordings come in, and what recordings say of themselves. */
@Epic("Kernel traces")
@Feature("Forms of recordings")
@Verifies("TRACE-17")
class TraceFormTest {

    /** Each form holds the same double allocation, so that it is seen that the frame was read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // the kernel's trace file, without flags, with a TGID column, with a name full of traps
                "            bash-1234    [001] d..1.  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash-1234    [001]  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash-1234    (   1234) [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "           <...>-1234    (-------) [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "  kworker/0:1 [3] a-b-7       [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "       CPU 0/KVM-1234    [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                // trace-cmd report, perf script
                "            bash-1234  [001]  2643.683270: mm_page_alloc:        page=0xffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash-1234  [001]  2643.683270123: mm_page_alloc:        page=0xffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash  1234 [001]  2643.683270: kmem:mm_page_alloc: page=0xffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                // hashed or hidden addresses, decimal frame numbers, fields of other kernels, a clock that counts ticks
                "            bash-1234    [001] .....  2643.683270: mm_page_alloc: page=00000000deadbeef pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash-1234    [001] .....  2643.683270: mm_page_alloc: page=(____ptrval____) pfn=1 order=0 migratetype=0 gfp_flags=GFP_KERNEL|GFP_NOTRACK",
                "            bash-1234    [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL pages=1 mode=2",
                "            bash-1234    [001] .....  2643683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
                "            bash-1234    [001] .....  2643.683270: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0 migratetype=0 gfp_flags=GFP_KERNEL\r",
            })
    @Trips("TRACE-1")
    void isRead(String line) {
        String free = line.replaceAll("mm_page_alloc: ", "mm_page_free: ").replaceAll(" migratetype.*", "");
        TraceReport report = Recording.of(line, free, line, line).check();

        assertThat(Recording.found(report)).containsExactly("4 TRACE-1");
        assertThat(report.run().figures()).containsEntry("mm_page_alloc", 3L).containsEntry("mm_page_free", 1L);
        assertThat(report.findings().get(0).sentence()).startsWith("Page frame 0x1 is allocated a second time");
    }

    @Test
    void otherLinesAreSkippedAndCounted() {
        Recording recording = Recording.of(
                "cpus=2",
                "# tracer: nop",
                "",
                Recording.alloc(1, 10, 0x100, 0),
                "            bash-1234    [001] ..... 0.000011: kfree: call_site=f+0x1/0x2 ptr=0000000000000000",
                "            bash-1234    [001] ..... 0.000012: sys_read(fd: 3, buf: 7f00, count: 10)",
                "            bash-1234    [001] ..... 0.000013: sys_read -> 0x10",
                "            bash-1234    [001] ..... 0.000014: <stack trace>",
                " => free_task",
                " => do_exit",
                "            bash-1234    [001] ..... 0.000015: mutex_lock <-do_exit",
                "            bash-1234    [001] ..... 0.000016: tracing_mark_write: anything [000] 1.2: at all",
                "            bash-1234    [001] ..... 0.000017: mm_lru_insertion: page=ffffea0000000040 pfn=0x1 lru=1",
                Recording.free(1, 20, 0x100, 0));
        TraceReport report = recording.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.run().figures())
                .containsEntry("lines", 14L)
                .containsEntry("page events", 2L)
                .containsEntry("other events skipped", 7L);
    }

    @Test
    void aFailedAllocationHoldsNothing() {
        String failed =
                "  t1-1 [000] ..... 0.000010: mm_page_alloc: page=0000000000000000 pfn=0x0 order=10 migratetype=0"
                        + " gfp_flags=GFP_KERNEL";
        TraceReport report =
                Recording.of(failed, failed, Recording.free(1, 11, 0x100, 0)).check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P0")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CPU:0 [LOST 12 EVENTS]", "CPU:0 [LOST EVENTS]", "CPU:0 [12 EVENTS DROPPED]"})
    @Verifies("TRACE-1")
    void whereEventsWereLostOwnershipIsForgotten(String lost) {
        Recording recording = Recording.of(
                Recording.alloc(1, 10, 0x100, 0),
                Recording.free(1, 11, 0x200, 0),
                lost,
                Recording.alloc(1, 12, 0x100, 0),
                Recording.alloc(1, 13, 0x100, 0));
        TraceReport report = recording.check();

        assertThat(Recording.found(report)).containsExactly("5 TRACE-1");
        assertThat(report.run().notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("The recording says at 1 places that events were lost ("
                                + (lost.contains("12") ? 12 : 0)));
    }

    @Test
    @Verifies("TRACE-1")
    void whatALossMayExplainIsTakenBack() {
        String[] lines = {
            Recording.alloc(1, 10, 0x100, 0),
            Recording.free(1, 11, 0x200, 0),
            Recording.line(2, 1, 12, "mm_page_alloc", 0x300, "order=0 migratetype=0 gfp_flags=GFP_KERNEL"),
            Recording.line(2, 1, 13, "mm_page_alloc", 0x100, "order=0 migratetype=0 gfp_flags=GFP_KERNEL")
        };
        // CPU 0 lost something after line 2, perhaps the free of 0x100; CPU 1 lost nothing before line 4.
        assertThat(Recording.of(lines).append("CPU:0 [LOST 1 EVENTS]").check().findings())
                .isEmpty();
        assertThat(Recording.found(
                        Recording.of(lines).append("CPU:1 [LOST 1 EVENTS]").check()))
                .containsExactly("4 TRACE-1");
    }

    @Test
    @Verifies("TRACE-1")
    void aBufferThatStartsLaterTakesBackWhatCameBefore() {
        TraceReport report = Recording.of(
                        Recording.free(1, 9, 0x200, 0),
                        Recording.alloc(1, 10, 0x100, 0),
                        Recording.alloc(1, 11, 0x100, 0),
                        "##### CPU 1 buffer started ####",
                        Recording.alloc(1, 12, 0x100, 0))
                .check();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    @Verifies({"TRACE-1", "TRACE-2"})
    void withoutTheOtherHalfOfTheEventsOwnershipIsUnknown() {
        Recording allocs = Recording.real("page-net-head.trace.gz").without(" mm_page_free");
        TraceReport noFrees = allocs.check();
        assertThat(noFrees.findings()).isEmpty();
        assertThat(Recording.verdict(noFrees, TraceRule.ALLOCATION)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Recording.verdict(noFrees, TraceRule.FREE)).isEqualTo(Verdict.SKIP);
        assertThat(noFrees.run().exitCode()).isEqualTo(2);

        TraceReport noAllocs = Recording.real("page-net-head.trace.gz")
                .without(" mm_page_alloc: ")
                .check();
        assertThat(noAllocs.findings()).isEmpty();
        assertThat(Recording.verdict(noAllocs, TraceRule.FREE)).isEqualTo(Verdict.UNKNOWN);
        assertThat(noAllocs.run().exitCode()).isEqualTo(2);
    }

    @Test
    @Verifies("TRACE-1")
    void withoutRoomForAllFramesTheVerdictIsUnknown() {
        TraceReport report = Recording.real("page-net-head.trace.gz")
                .check(TraceOptions.defaults().withFrames(64));

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.verdict(report, TraceRule.ALLOCATION)).isEqualTo(Verdict.UNKNOWN);
        assertThat(Recording.verdict(report, TraceRule.SHAPE)).isEqualTo(Verdict.PASS);
        assertThat(report.run().exitCode()).isEqualTo(2);
        assertThat(report.run().figures().get("page frames seen")).isLessThanOrEqualTo(64);
    }

    @Test
    @Trips("TRACE-12")
    void findingsBeyondTheCapAreCounted() {
        Recording recording = Recording.of();
        for (int i = 0; i < 10; i++) {
            recording.append(Recording.free(1, i, 0x100, 11));
        }
        TraceReport report = recording.check(TraceOptions.defaults().withFindings(3));

        assertThat(report.findings()).hasSize(3);
        assertThat(report.moreFindings()).isEqualTo(7);
        assertThat(report.run().outcomes())
                .filteredOn(outcome -> outcome.rule().id().equals("TRACE-12"))
                .allSatisfy(outcome -> {
                    assertThat(outcome.reason()).isEqualTo("10 lines break it, the first is line 1");
                    assertThat(outcome.exercised()).isEqualTo(Map.of("page events with a block", 10L));
                });
    }
}
