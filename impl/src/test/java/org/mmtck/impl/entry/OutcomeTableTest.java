package org.mmtck.impl.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.slowpath.CompactResult;
import org.mmtck.impl.slowpath.PatienceExhausted;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.TaskContext;

/** The outcome table of the reference, row by row: all zones are below the level, and nothing helps. */
@Epic("impl")
@Feature("slow path: outcome table")
class OutcomeTableTest {
    private final FakeEntry entry = new FakeEntry();

    /** What the table speaks of: scans, reclaim, compaction, the OOM killer, the report. */
    private String essence() {
        List<String> told = entry.world.events.stream()
                .filter(e -> e.matches("(scan|reclaim|compact|kill|report|order|NOFAIL_CANNOT).*|oom"))
                .toList();
        return String.join(", ", told);
    }

    @ParameterizedTest(name = "row {0}: mode {1} order {2}")
    @CsvSource(delimiter = '|', textBlock = """
        1  | 0x820    | 0  | scan 0x901, scan 0x830, scan 0x830, report
        1  | 0x820    | 3  | scan 0x901, scan 0xa30, scan 0xa30, report
        1  | 0x2800   | 0  | scan 0x901, scan 0x850
        1  | 0x22800  | 0  | scan 0x901, scan 0x850, scan 0x804
        1  | 0x1c20ca | 9  | scan 0x181, scan 0xc0
        3  | 0xcc0    | 4  | scan 0x901, scan 0x840, compact ASYNC, scan 0x840, scan 0x840, reclaim, compact SYNC_LIGHT, scan 0x840, report
        4  | 0x10cc0  | 0  | scan 0x901, scan 0x840, reclaim, report
        4  | 0x110cca | 3  | scan 0x981, scan 0x8c0, reclaim, compact SYNC_LIGHT, scan 0x8c0, report
        5  | 0x10cc0  | 1  | scan 0x901, scan 0x840, compact ASYNC, scan 0x840, scan 0x840, reclaim, compact ASYNC, scan 0x840, report
        6  | 0x210cc0 | 1  | scan 0x901, scan 0x840, compact ASYNC, scan 0x840, report
        9  | 0x4c80   | 4  | scan 0x901, scan 0x840, reclaim, report
        12 | 0x8800   | 0  | scan 0x901, NOFAIL_CANNOT_RECLAIM, scan 0x850, report
        13 | 0x8cc0   | 11 | order 11 warned
        """)
    @Verifies({"SLOW-8", "SLOW-15", "SLOW-21", "SLOW-32"})
    void rowsThatEnd(int row, String mode, int order, String expected) {
        assertThat(entry.alloc(Integer.decode(mode), order)).as("row %d", row).isEqualTo(NO_PAGE);
        assertThat(essence()).as("row %d", row).isEqualTo(expected);
    }

    @Test
    @Verifies({"OOM-4", "SLOW-25"})
    void row2LoopsWhileTheKillerReportsProgress() {
        loops(GFP_KERNEL, 0);
        assertThat(essence())
                .startsWith("scan 0x901, scan 0x840, reclaim, scan 0x42, oom, kill, scan 0x840, reclaim, scan 0x42");
        assertThat(entry.world.count("kill")).isGreaterThan(10);
    }

    @Test
    @Verifies("OOM-4")
    void row2FailsIfTheKillerDeclines() {
        entry.world.oomDisabled = true;
        assertThat(entry.alloc(GFP_KERNEL, 0)).isEqualTo(NO_PAGE);
        assertThat(essence()).isEqualTo("scan 0x901, scan 0x840, reclaim, scan 0x42, oom, report");
    }

    @Test
    @Verifies({"OOM-4", "SLOW-4"})
    void row2FailsOnceTheTaskIsAVictimAndHadItsReserves() {
        entry.world.killsCaller = true;
        assertThat(entry.alloc(GFP_KERNEL, 0)).isEqualTo(NO_PAGE);
        assertThat(essence())
                .isEqualTo("scan 0x901, scan 0x840, reclaim, scan 0x42, oom, kill,"
                        + " scan 0x840, scan 0x808, reclaim, scan 0x42, oom, kill, report");
    }

    @Test
    @Verifies({"SLOW-25", "OOM-3"})
    void row7ReclaimsSeventeenTimesAndLooksOnceMore() {
        entry.world.normal.reclaimable = 1_000;
        assertThat(entry.alloc(GFP_KERNEL | __GFP_RETRY_MAYFAIL, 0)).isEqualTo(NO_PAGE);
        assertThat(entry.world.count("reclaim")).isEqualTo(17);
        assertThat(essence()).endsWith("reclaim, scan 0x42, report");
    }

    @Test
    @Verifies({"SLOW-25", "SLOW-27", "OOM-3"})
    void row8RetriesReclaimSixteenTimes() {
        // The block is there and would do if more around it were free.
        entry.world.normal.free = 16;
        entry.world.normal.blockOrder = 4;
        entry.world.normal.reclaimable = 1_000;
        assertThat(entry.alloc(GFP_KERNEL | __GFP_RETRY_MAYFAIL, 4)).isEqualTo(NO_PAGE);
        assertThat(entry.world.count("reclaim")).isEqualTo(17);
        assertThat(entry.world.count("compact ASYNC")).isEqualTo(1);
        assertThat(entry.world.count("compact SYNC_LIGHT")).isEqualTo(17);
        assertThat(essence()).endsWith("scan 0x42, report");
    }

    @Test
    @Verifies({"SLOW-32", "OOM-4"})
    void row10NeverFails() {
        entry.world.oomDisabled = true;
        loops(GFP_KERNEL | __GFP_NOFAIL, 3);
        assertThat(essence()).contains("scan 0x42, oom, scan 0x44, scan 0x4, scan 0x840");
    }

    @Test
    @Verifies({"SLOW-32", "OOM-3"})
    void row11NeverFailsAndNeverKills() {
        loops(GFP_KERNEL | __GFP_NOFAIL, 4);
        assertThat(essence()).contains("scan 0x60, scan 0x20, scan 0x840").doesNotContain("oom", "scan 0x42");
    }

    @Test
    @Verifies("OOM-7")
    void row14LoopsWithoutAKill() {
        loops(GFP_NOFS, 0);
        assertThat(entry.world.events).contains("oom").doesNotContain("kill");
    }

    @Test
    @Verifies("OOM-3")
    void row15DoesNotKillForLowZones() {
        entry.world.dma.reclaimable = 1_000;
        assertThat(entry.alloc(GFP_KERNEL | GFP_DMA, 0)).isEqualTo(NO_PAGE);
        assertThat(entry.world.count("reclaim")).isEqualTo(17);
        assertThat(essence()).startsWith("scan 0x801, scan 0x840").endsWith("scan 0x42, report");
    }

    @Test
    @Verifies({"SLOW-4", "SLOW-15"})
    void row16UsesAllReserves() {
        entry.world.nodes.task = new TaskContext(TaskFlags.PF_MEMALLOC, false, false, TaskContext.Where.TASK);
        assertThat(entry.alloc(GFP_KERNEL, 0)).isEqualTo(NO_PAGE);
        assertThat(essence()).isEqualTo("scan 0x901, scan 0x840, scan 0x804, report");
        entry.world.normal.supply = 1;
        assertThat(entry.world.normal.gave(entry.alloc(GFP_KERNEL, 0))).isTrue();
        assertThat(entry.world.normal.pfmemalloc).containsExactly(true);
    }

    @Test
    @Verifies({"SLOW-4", "SLOW-15"})
    void row17HasNoReserves() {
        entry.world.nodes.task = new TaskContext(TaskFlags.PF_MEMALLOC, false, false, TaskContext.Where.TASK);
        entry.world.normal.supply = 1;
        assertThat(entry.alloc(GFP_KERNEL | __GFP_NOMEMALLOC, 0)).isEqualTo(NO_PAGE);
        assertThat(essence()).isEqualTo("scan 0x901, scan 0x840, report");
    }

    @Test
    @Verifies({"SLOW-4", "OOM-4"})
    void row18FailsAfterAnOomRound() {
        entry.world.becomeVictim();
        assertThat(entry.alloc(GFP_KERNEL, 0)).isEqualTo(NO_PAGE);
        assertThat(essence()).isEqualTo("scan 0x901, scan 0x840, scan 0x808, reclaim, scan 0x42, oom, kill, report");
    }

    @Test
    @Verifies({"SLOW-25", "ALLOC-6"})
    void theWayCanBeTold() {
        AllocSteps steps = new AllocSteps();
        entry.world.compactResult = CompactResult.SKIPPED;
        entry.world.normal.free = 90;
        assertThat(entry.alloc(GFP_KERNEL | __GFP_NORETRY, 0, NodeSet.ALL, steps))
                .isEqualTo(NO_PAGE);
        assertThat(steps.list())
                .extracting(Object::toString)
                .contains(
                        "ALLOC-6: scan with LOW|NOFRAGMENT|KSWAPD",
                        "ALLOC-6.6: N0: fails mark 150, 90 <= 150 (BASE_FAILED)",
                        "ALLOC-6.7: N0: fails mark 125, 90 <= 125 (BASE_FAILED)",
                        "ALLOC-1: no page in the fast path",
                        "SLOW-9: the slow path goes on with MIN|CPUSET|KSWAPD",
                        "ALLOC-6.7: N0: fails mark 100, 90 <= 100 (BASE_FAILED)",
                        "SLOW-22: NORETRY",
                        "SLOW-33: fails");
        assertThat(steps.dropped()).isZero();
    }

    private void loops(int gfp, int order) {
        assertThatThrownBy(() -> entry.alloc(gfp, order))
                .isInstanceOf(PatienceExhausted.class)
                .hasMessage("the allocation of order " + order + ", mode 0x" + Integer.toHexString(gfp)
                        + " came to RESTART and RETRY 101 times, limit 100");
    }
}
