package org.mmtck.impl.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.freelist.FakeZone;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.TaskContext;

/** The frame around fast and slow path: masks, cpusets, charging, the one trace event. */
@Epic("impl")
@Feature("entry of the page allocator")
class AllocPagesTest {
    private final FakeEntry entry = new FakeEntry();
    private final FakeZone n1 = new FakeZone(1, 2, "N1").plenty();

    private String story() {
        return entry.world.story();
    }

    @Test
    @Verifies("ALLOC-1")
    void theFastPath() {
        entry.world.normal.plenty();
        assertThat(entry.world.normal.gave(entry.alloc(GFP_KERNEL, 0))).isTrue();
        assertThat(story()).isEqualTo("scan 0x901, trace page 0xcc0 type 0, refcount 1");
    }

    @Test
    @Verifies("ALLOC-1")
    void aFailureIsTracedOnce() {
        assertThat(entry.alloc(GFP_NOWAIT, 0)).isEqualTo(NO_PAGE);
        assertThat(story()).isEqualTo("scan 0x901, wake N0 order 0, scan 0x850, trace none 0x2800 type 0");
    }

    @Test
    @Verifies("ALLOC-1")
    void theScopeOfTheTaskAndTheSystemTakeBits() {
        entry.world.normal.plenty();
        entry.allowedMask = GfpConfig.D64.bitsMask() & ~__GFP_IO;
        entry.world.nodes.task = new TaskContext(TaskFlags.PF_MEMALLOC_NOFS, false, false, TaskContext.Where.TASK);
        entry.alloc(GFP_KERNEL, 0);
        assertThat(story()).isEqualTo("scan 0x901, trace page 0xc00 type 0, refcount 1");
    }

    @Test
    @Verifies("ALLOC-1")
    void faultInjectionAndOrderLeaveNoTrace() {
        entry.injectFault = true;
        assertThat(entry.alloc(GFP_KERNEL, 0)).isEqualTo(NO_PAGE);
        assertThat(entry.alloc(GFP_KERNEL, 11)).isEqualTo(NO_PAGE);
        assertThat(story()).isEqualTo("order 11 warned");
    }

    @Test
    @Verifies("ALLOC-1")
    void aBlockThatCannotBeChargedIsFreed() {
        entry.world.normal.plenty();
        entry.memcg = true;
        entry.chargeFails = true;
        assertThat(entry.alloc(GFP_KERNEL_ACCOUNT, 0)).isEqualTo(NO_PAGE);
        assertThat(story()).isEqualTo("scan 0x901, charge, free, trace none 0x400cc0 type 0");
    }

    @Test
    @Verifies("ALLOC-1")
    void aTaskIsHeldToItsCpusetByTheNodemask() {
        entry.world.nodes.cpusetsEnabled = true;
        entry.world.nodes.memsAllowed = 2;
        entry.world.normal.plenty();
        entry.fallback = new ZoneView[] {entry.world.normal, entry.world.dma, n1};
        assertThat(n1.gave(entry.alloc(GFP_KERNEL, 0))).isTrue();
        assertThat(story()).isEqualTo("scan 0x901, trace page 0x100cc0 type 0, refcount 1");
    }

    @Test
    @Verifies("ALLOC-1")
    void withANodemaskOfItsOwnEachZoneIsChecked() {
        entry.world.nodes.cpusetsEnabled = true;
        entry.world.normal.plenty();
        entry.alloc(GFP_KERNEL, 0, NodeSet.of(0), null);
        assertThat(story()).isEqualTo("scan 0x941, trace page 0x100cc0 type 0, refcount 1");
    }

    @Test
    @Verifies("ALLOC-1")
    void theSlowPathHasTheMaskOfTheCaller() {
        entry.world.nodes.cpusetsEnabled = true;
        assertThat(entry.alloc(GFP_NOWAIT, 0)).isEqualTo(NO_PAGE);
        assertThat(story()).isEqualTo("scan 0x901, wake N0 order 0, scan 0x850, trace none 0x2800 type 0");
    }

    @Test
    @Verifies("ALLOC-1")
    void oneNodeOnly() {
        entry.fallback = new ZoneView[] {entry.world.normal, n1};
        assertThat(entry.alloc(GFP_NOWAIT | __GFP_THISNODE, 0)).isEqualTo(NO_PAGE);
        assertThat(n1.gave(entry.alloc(GFP_NOWAIT, 0))).isTrue();
    }

    @Test
    @Trips("ALLOC-1")
    void aZonelistThatFallsBackGivesMemoryOfAnotherNode() {
        entry.nofallback = new ZoneView[] {entry.world.normal, n1};
        assertThat(n1.gave(entry.alloc(GFP_NOWAIT | __GFP_THISNODE, 0))).isTrue();
    }
}
