package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.buddy.FreeResult;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.rule.Verifies;

/** The worked sequences and tables of the reference document about per-CPU lists. */
@Epic("impl")
@Feature("per-CPU lists: worked examples")
class WorkedExamplesTest {

    @Test
    @Verifies({"PCP-15", "PCP-16", "PCP-19", "INV-19", "INV-22"})
    void seq6() {
        Machine machine = Machine.worked();
        List<Long> pages = machine.alloc(0, 100);
        PerCpuPages pcp = machine.cpu(0);
        assertThat(zoneLocked(machine)).isEqualTo(63 + 126);
        assertThat(pcp.count()).isEqualTo(89);
        assertThat(pcp.high()).isEqualTo(441);
        assertThat(pcp.allocFactor()).isEqualTo(2);
        assertThat(pcp.freeCount()).isZero();

        machine.free(pages, 0);
        assertThat(pcp.count()).isEqualTo(189);
        assertThat(pcp.high()).isEqualTo(441);
        assertThat(pcp.allocFactor()).isZero();
        assertThat(pcp.freeCount()).isEqualTo(100);
        assertThat(machine.events.lines).noneMatch(line -> line.startsWith("pcpu_drain"));
    }

    private static long zoneLocked(Machine machine) {
        return machine.events.lines.stream()
                .filter(line -> line.startsWith("zone_locked"))
                .count();
    }

    /** Pages fetched by each refill, and what it leaves behind. The zone is large enough for the last one. */
    @Test
    @Verifies({"PCP-15", "PCP-16"})
    void refillsDouble() {
        Machine machine = new Machine(1, new ZoneShape(0, 8192, 10), Map.of(), PcpSystem::new);
        machine.limits(Machine.WORKED);
        PerCpuPages pcp = machine.cpu(0);
        List<String> refills = new ArrayList<>();
        while (refills.size() < 6) {
            long before = zoneLocked(machine);
            machine.alloc(0);
            long fetched = zoneLocked(machine) - before;
            if (fetched > 0) {
                refills.add(fetched + " " + pcp.high() + " " + pcp.allocFactor());
            }
        }
        assertThat(refills)
                .containsExactly("63 315 1", "126 441 2", "252 693 3", "504 1197 4", "1008 2205 5", "2016 4221 5");
    }

    @ParameterizedTest(name = "order {0}: {1} blocks")
    @CsvSource({"3, 7", "9, 2", "1, 31", "2, 15"})
    @Verifies({"PCP-15", "PCP-16", "PCP-3"})
    void refillsOfHighOrders(int order, int blocks) {
        Machine machine = Machine.worked();
        machine.alloc(order);
        assertThat(zoneLocked(machine)).isEqualTo(blocks);
        assertThat(machine.cpu(0).count()).isEqualTo((blocks - 1) << order);
    }

    @Test
    @Verifies({"PCP-7", "PCP-15", "PCP-16", "PCP-22"})
    void theBootPagesetKeepsNothing() {
        Machine machine = Machine.worked();
        machine.limits(PcpLimits.BOOT);
        long pfn = machine.alloc(0);
        assertThat(zoneLocked(machine)).isEqualTo(1);
        assertThat(machine.pcpPages()).isZero();
        machine.free(pfn, 0);
        assertThat(machine.pcpPages()).isZero();
        assertThat(machine.zone.nrFreePages()).isEqualTo(4096);
    }

    /** The 252nd free: 189 pages go back in three chunks, the lock given up between them. */
    @Test
    @Verifies({"PCP-19", "PCP-20", "PCP-21", "INV-23"})
    void the252ndFreeGivesBack189() {
        Machine machine = Machine.worked();
        List<Long> pages = past(machine, 252);
        machine.free(pages.subList(0, 251), 0);
        PerCpuPages pcp = machine.cpu(0);
        assertThat(pcp.count()).isEqualTo(251);
        assertThat(pcp.high()).isEqualTo(252);
        int locks = machine.seam.zoneLocks;
        int unlocks = machine.seam.pcpUnlocks;
        machine.free(pages.get(251), 0);
        assertThat(pcp.count()).isEqualTo(63);
        assertThat(pcp.high()).isEqualTo(315);
        assertThat(machine.seam.zoneLocks - locks).isEqualTo(3);
        assertThat(machine.seam.pcpUnlocks - unlocks).isEqualTo(3);
        assertThat(pcp.lock.isHeldByCurrentThread()).isFalse();
        // The oldest went, the newest are left.
        assertThat(machine.pcps.pfns(0, Machine.MOVABLE)).containsExactlyElementsOf(reversed(pages.subList(189, 252)));
    }

    /** Pages taken from the zone while the lists are locked, so that these have seen nothing yet. */
    static List<Long> past(Machine machine, int pages) {
        PerCpuPages pcp = machine.cpu(machine.seam.cpu);
        pcp.lock.lock();
        List<Long> pfns = machine.alloc(0, pages);
        pcp.lock.unlock();
        return pfns;
    }

    private static List<Long> reversed(List<Long> pages) {
        List<Long> reversed = new ArrayList<>(pages);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Each row is one step of section 11.4: what it changes of the four numbers. */
    @Test
    @Verifies({"PCP-3", "PCP-15", "PCP-18", "PCP-19", "PCP-23", "PCP-5", "INV-24"})
    void deltas() {
        Machine machine = Machine.worked();
        assertThat(delta(machine, () -> machine.alloc(3))).as("refill and hit").isEqualTo("-56 48 8 0");
        assertThat(delta(machine, () -> machine.alloc(3))).as("hit").isEqualTo("0 -8 8 0");
        assertThat(delta(machine, () -> machine.alloc(4))).as("past the lists").isEqualTo("-16 0 16 0");
        long[] pfn = {0};
        machine.cpu(0).lock.lock();
        assertThat(delta(machine, () -> pfn[0] = machine.alloc(1)))
                .as("lists locked")
                .isEqualTo("-2 0 2 0");
        assertThat(delta(machine, () -> machine.free(pfn[0], 1)))
                .as("free, lists locked")
                .isEqualTo("2 0 0 2");
        pfn[0] = machine.alloc(2);
        machine.cpu(0).lock.unlock();
        assertThat(delta(machine, () -> machine.free(pfn[0], 2))).as("free").isEqualTo("0 4 0 4");
        assertThat(delta(machine, () -> machine.pcps.drainPagesZone(0)))
                .as("drain")
                .isEqualTo("44 -44 0 0");
        assertThat(delta(machine, () -> assertThat(machine.pcps.free(4095, 0)).isEqualTo(FreeResult.NOT_ALLOCATED)))
                .as("refused")
                .isEqualTo("0 0 0 0");
    }

    /** NR_FREE_PAGES, pcp count, PGALLOC, PGFREE. */
    private static String delta(Machine machine, Runnable step) {
        long[] before = numbers(machine);
        step.run();
        long[] after = numbers(machine);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < before.length; i++) {
            text.append(i == 0 ? "" : " ").append(after[i] - before[i]);
        }
        return text.toString();
    }

    private static long[] numbers(Machine machine) {
        return new long[] {machine.zone.nrFreePages(), machine.pcpPages(), machine.pcps.pgalloc(), machine.pcps.pgfree()
        };
    }

    /** A hit takes no zone lock and makes no zone event, though the zone has nothing left. */
    @Test
    @Verifies({"PCP-15", "PCP-18"})
    void aHitDoesNotTouchTheZone() {
        Machine machine = Machine.worked();
        machine.alloc(0);
        machine.pressure.belowHigh = true;
        int locks = machine.seam.zoneLocks;
        int events = machine.events.lines.size();
        long pfn = machine.pcps.alloc(0, Migratetype.MOVABLE, 0);
        assertThat(machine.seam.zoneLocks).isEqualTo(locks);
        assertThat(machine.events.lines.subList(events, machine.events.lines.size()))
                .containsExactly("alloc " + pfn + " 0 1");
    }
}
