package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmtck.impl.buddy.BuddyZoneLists;
import org.mmtck.impl.buddy.FreeResult;
import org.mmtck.impl.buddy.KmemEvents;
import org.mmtck.impl.buddy.Zone;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.impl.seam.CurrentCpu;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.pcp.PcpLists;

/** One zone, its free lists, the lists of some CPUs, and the CPU that the next step runs on. */
final class Machine {
    static final PcpLimits WORKED = new PcpLimits(63, 252, 53125);
    static final int MOVABLE = Migratetype.MOVABLE.value();

    /** Makes the steps, possibly with a wrong one. */
    interface Steps {
        PcpSystem make(
                ZoneLists zone, ZonePressure pressure, PcpLists layout, PerCpuPages[] pcps, CurrentCpu currentCpu);
    }

    /** What the tracepoints said. */
    static final class Events implements KmemEvents {
        final List<String> lines = new ArrayList<>();

        @Override
        public void mmPageAlloc(long pfn, int order, int migratetype) {
            lines.add("alloc " + pfn + " " + order + " " + migratetype);
        }

        @Override
        public void mmPageFree(long pfn, int order) {
            lines.add("free " + pfn + " " + order);
        }

        @Override
        public void mmPageAllocZoneLocked(long pfn, int order, int migratetype, boolean percpuRefill) {
            lines.add("zone_locked " + pfn + " " + order + " " + migratetype + " " + percpuRefill);
        }

        @Override
        public void mmPagePcpuDrain(long pfn, int order, int migratetype) {
            lines.add("pcpu_drain " + pfn + " " + order + " " + migratetype);
        }
    }

    final PcpSeam seam;
    final Zone zone;
    final BuddyZoneLists lists;
    final FakePressure pressure = new FakePressure();
    final Events events = new Events();
    final PcpAllocator pcps;
    final PcpSystem system;

    Machine(int cpus, ZoneShape shape, Map<Long, Migratetype> types, Steps steps) {
        seam = new PcpSeam(cpus);
        zone = new Zone(shape);
        types.forEach((block, type) ->
                zone.setPageblockMigratetype(Math.max(shape.startPfn(), block << shape.pageblockOrder()), type));
        lists = new BuddyZoneLists(seam, zone, events);
        seam.lists = lists;
        PcpLists layout = layout(shape);
        PerCpuPages[] made = PcpAllocator.makeLists(seam, lists, layout);
        system = steps.make(lists, pressure, layout, made, seam.currentCpu());
        pcps = new PcpAllocator(seam, layout, events, system);
    }

    /** A zone of 4096 MOVABLE pages and two CPUs with the limits of the worked examples. */
    static Machine worked() {
        return worked(PcpSystem::new);
    }

    static Machine worked(Steps steps) {
        Machine machine = new Machine(2, new ZoneShape(0, 4096, 10), Map.of(), steps);
        machine.limits(WORKED);
        return machine;
    }

    static PcpLists layout(ZoneShape shape) {
        return shape.maxOrder() >= 9 && shape.pageblockOrder() >= 9 ? PcpLists.D64 : PcpLists.WITHOUT_HUGE_PAGES;
    }

    void limits(PcpLimits limits) {
        seam.mostBatch = Math.max(seam.mostBatch, limits.batch());
        pcps.setPagesetHighAndBatch(limits);
    }

    PerCpuPages cpu(int cpu) {
        return pcps.pcp(cpu);
    }

    long alloc(int order) {
        return pcps.alloc(order, Migratetype.MOVABLE, 0);
    }

    /** Some blocks, in the order in which they came. */
    List<Long> alloc(int order, int times) {
        List<Long> pfns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            pfns.add(alloc(order));
        }
        assertThat(pfns).doesNotContain(-1L).doesNotHaveDuplicates();
        return pfns;
    }

    void free(long pfn, int order) {
        assertThat(pcps.free(pfn, order)).isEqualTo(FreeResult.FREED);
    }

    void free(List<Long> pfns, int order) {
        pfns.forEach(pfn -> free(pfn, order));
    }

    /** Pages on the lists of all CPUs. */
    long pcpPages() {
        long pages = 0;
        for (int cpu = 0; cpu < seam.currentCpu().count(); cpu++) {
            pages += cpu(cpu).count();
        }
        return pages;
    }

    /** Pages that belong to somebody. */
    long allocatedPages() {
        return zone.managedPages() - zone.nrFreePages() - pcpPages();
    }
}
