package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmtck.impl.buddy.Isolation;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;

/** One check for each rule, for the right steps and for wrong ones: throws AssertionError where the rule is broken. */
final class Checks {
    private static final int U = Migratetype.UNMOVABLE.value();
    private static final int M = Migratetype.MOVABLE.value();

    private Checks() {}

    /** PCP-15: a refill keeps the zone's order, the head is handed out, and what was freed last comes first. */
    static void listsAreStacks(Machine.Steps steps) {
        Machine machine = Machine.worked(steps);
        assertThat(machine.alloc(0, 4)).containsExactly(0L, 1L, 2L, 3L);
        machine.free(List.of(1L, 3L, 0L), 0);
        assertThat(machine.alloc(0, 5)).containsExactly(0L, 3L, 1L, 4L, 5L);
    }

    /** PCP-9: lowered bounds are obeyed at the next refill and at the next free, raised ones as well, and not before. */
    static void limitsAreFollowedLazily(Machine.Steps steps) {
        Machine machine = Machine.worked(steps);
        PerCpuPages pcp = machine.cpu(0);
        List<Long> pages = machine.alloc(0, 63);
        assertThat(pcp.high()).isEqualTo(315);
        machine.limits(new PcpLimits(63, 252, 260));
        assertThat(pcp.high()).isEqualTo(315);
        machine.alloc(0);
        assertThat(pcp.high()).isEqualTo(260);
        machine.limits(new PcpLimits(63, 1000, 2000));
        assertThat(pcp.high()).isEqualTo(260);
        machine.free(pages, 0);
        assertThat(pcp.high()).isEqualTo(1000);
    }

    /** PCP-11: after the lists were switched off they are empty, and stay so; switched on they fill again. */
    static void disabledListsStayEmpty(Machine.Steps steps) {
        Machine machine = Machine.worked(steps);
        List<Long> pages = machine.alloc(0, 80);
        machine.seam.cpu = 1;
        List<Long> blocks = machine.alloc(3, 3);
        machine.pcps.zonePcpDisable();
        assertThat(machine.pcpPages()).isZero();
        machine.free(pages.subList(0, 40), 0);
        machine.free(blocks, 3);
        machine.alloc(2);
        assertThat(machine.pcpPages()).isZero();
        machine.pcps.zonePcpEnable();
        machine.free(pages.subList(40, 80), 0);
        assertThat(machine.pcpPages()).isEqualTo(40);
        assertThat(machine.cpu(0).batch()).isEqualTo(63);
    }

    /** PCP-14: where the lists are taken, allocation and free do not wait but go to the zone. */
    static void lockedListsAreGoneAround(Machine.Steps steps) {
        Machine machine = Machine.worked(steps);
        machine.alloc(0);
        PerCpuPages pcp = machine.cpu(0);
        int count = pcp.count();
        pcp.lock.lock();
        long pfn = machine.alloc(0);
        assertThat(pfn).isEqualTo(63);
        assertThat(pcp.count()).isEqualTo(count);
        machine.free(pfn, 0);
        assertThat(pcp.count()).isEqualTo(count);
        pcp.lock.unlock();
        assertThat(machine.zone.nrFreePages()).isEqualTo(4096 - 63);
    }

    /** PCP-17: a CMA page that a MOVABLE request finds on its list is handed out as any other. */
    static void anyPageOnTheListWillDo(Machine.Steps steps) {
        Machine machine = new Machine(1, new ZoneShape(0, 1024, 10, 9), Map.of(0L, Migratetype.CMA), steps);
        machine.limits(Machine.WORKED);
        long cma = machine.pcps.alloc(0, Migratetype.CMA, 0);
        assertThat(cma).isLessThan(512);
        machine.free(cma, 0);
        assertThat(machine.pcps.pfns(0, M)).containsExactly(cma);
        assertThat(machine.alloc(0)).isEqualTo(cma);
    }

    /** PCP-23: the wanted list first, from its tail, then cyclically the next, each until it is empty. */
    static void bulkFreeOrder(Machine.Steps steps) {
        Machine machine = new Machine(1, new ZoneShape(0, 64, 4, 4), Map.of(0L, Migratetype.UNMOVABLE), steps);
        machine.limits(new PcpLimits(63, 252, 252));
        long u = machine.pcps.alloc(0, Migratetype.UNMOVABLE, 0);
        List<Long> pages = WorkedExamplesTest.past(machine, 3);
        long pair = machine.alloc(1);
        machine.pcps.drainPagesZone(0);
        machine.events.lines.clear();
        machine.free(u, 0);
        machine.free(pages, 0);
        machine.free(pair, 1);
        machine.events.lines.clear();
        PerCpuPages pcp = machine.cpu(0);
        bulk(machine, pcp, 2, M);
        bulk(machine, pcp, 2, M);
        bulk(machine, pcp, 5, M);
        assertThat(machine.events.lines)
                .containsExactly(
                        "pcpu_drain " + pages.get(0) + " 0 1",
                        "pcpu_drain " + pages.get(1) + " 0 1",
                        "pcpu_drain " + pages.get(2) + " 0 1",
                        "pcpu_drain " + pair + " 1 1",
                        "pcpu_drain " + u + " 0 0");
        assertThat(pcp.count()).isZero();
    }

    private static void bulk(Machine machine, PerCpuPages pcp, int pages, int pindex) {
        pcp.lock.lock();
        try {
            machine.system.freePcppagesBulk(pcp, pages, pindex);
        } finally {
            pcp.lock.unlock();
        }
    }

    /** PCP-24: the list that a page waits on may be out of date; its pageblock decides. */
    static void theTypeIsReadAgain(Machine.Steps steps) {
        Machine machine = new Machine(1, new ZoneShape(0, 32, 4, 4), Map.of(), steps);
        machine.limits(new PcpLimits(1, 100, 100));
        List<Long> pages = WorkedExamplesTest.past(machine, 16);
        machine.free(pages, 0);
        Isolation.retype(machine.zone, 0, U);
        machine.pcps.drainPagesZone(0);
        assertThat(machine.events.lines.stream().filter(line -> line.startsWith("pcpu_drain")))
                .hasSize(16)
                .allMatch(line -> line.endsWith(" 0 0"));
        assertThat(machine.pcps.alloc(4, Migratetype.UNMOVABLE, 0)).isZero();
    }

    /** PCP-27: however much there is on however many lists, nothing is left, and 32 batches are the most in one go. */
    static void aDrainLeavesNothing(Machine.Steps steps) {
        Machine machine = Machine.worked(steps);
        machine.limits(new PcpLimits(3, 1000, 1000));
        List<Long> pages = WorkedExamplesTest.past(machine, 200);
        machine.free(pages, 0);
        machine.alloc(3);
        machine.alloc(9);
        int count = machine.cpu(0).count();
        int locks = machine.seam.zoneLocks;
        machine.pcps.drainPagesZone(0);
        assertThat(count).isEqualTo(200 + 8 + 512);
        assertThat(machine.cpu(0).count()).isZero();
        assertThat(machine.zone.nrFreePages()).isEqualTo(4096 - 8 - 512);
        // 96 pages at a time: order-0 pages, then the order-3 block with those, then the huge page in one go, six holes
        // counted.
        assertThat(machine.seam.zoneLocks - locks).isBetween(3, 8);
    }

    /** PCP-33: a block of an isolated pageblock goes past the lists, whatever its order. */
    static void isolatedBlocksGoPast(Machine.Steps steps) {
        Machine machine = new Machine(1, new ZoneShape(0, 32, 4, 4), Map.of(), steps);
        machine.limits(new PcpLimits(7, 28, 28));
        List<Long> pages = WorkedExamplesTest.past(machine, 16);
        Isolation.set(machine.zone, 0, true);
        machine.free(pages, 0);
        assertThat(machine.pcpPages()).isZero();
        assertThat(machine.zone.nrFreePages()).isEqualTo(16);
        Isolation.set(machine.zone, 0, false);
    }

    /** PCP-28: the lists of every CPU are emptied, and a drain that is going on is waited for or not as wished. */
    static void allCpusAreDrained(Drains drains) {
        Machine machine = Machine.worked();
        for (int cpu = 0; cpu < 2; cpu++) {
            machine.seam.cpu = cpu;
            machine.alloc(0);
        }
        assertThat(machine.pcpPages()).isEqualTo(124);
        assertThat(drains.make(machine).drainAllPages(false, false)).isTrue();
        assertThat(machine.pcpPages()).isZero();
    }

    /** PCP-30: three rounds after a remote zone was last of use a batch of its pages goes back; a local zone keeps its own. */
    static void remotePagesExpire(Drains drains) {
        Machine machine = Machine.worked();
        PcpDrains periodic = drains.make(machine);
        List<Long> pages = WorkedExamplesTest.past(machine, 100);
        machine.free(pages, 0);
        PerCpuPages pcp = machine.cpu(0);
        List<Integer> counts = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            periodic.refreshCpuVmStats(pcp, round < 2, true);
            counts.add(pcp.count());
        }
        assertThat(counts).containsExactly(100, 100, 100, 37, 37, 37);
        for (int round = 0; round < 6; round++) {
            periodic.refreshCpuVmStats(pcp, true, false);
        }
        assertThat(pcp.count()).isEqualTo(37);
    }

    /** PCP-29: an eighth less each round; the excess goes a batch at a time. */
    static void highDecays(Drains drains) {
        Machine machine = Machine.worked();
        machine.limits(new PcpLimits(63, 100, 1000));
        machine.alloc(0, 64);
        PerCpuPages pcp = machine.cpu(0);
        assertThat(pcp.high()).isEqualTo(289);
        assertThat(pcp.count()).isEqualTo(125);
        List<String> rounds = new ArrayList<>();
        PcpDrains periodic = drains.make(machine);
        for (int round = 0; round < 10; round++) {
            boolean busy = periodic.decayPcpHigh(pcp);
            rounds.add(pcp.high() + " " + pcp.count() + " " + busy);
        }
        assertThat(rounds)
                .containsExactly(
                        "253 125 true",
                        "222 125 true",
                        "195 125 true",
                        "171 125 true",
                        "150 125 true",
                        "132 125 true",
                        "116 116 true",
                        "102 102 true",
                        "100 100 true",
                        "100 100 false");
    }

    interface Drains {
        PcpDrains make(Machine machine);
    }

    static PcpDrains rightDrains(Machine machine) {
        return new PcpDrains(machine.seam, machine.system, "test");
    }
}
