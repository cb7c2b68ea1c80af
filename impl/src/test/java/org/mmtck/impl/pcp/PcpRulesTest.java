package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.buddy.FpiFlags;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.AllocFlags;

/** Each rule of the per-CPU lists: the right steps keep it, a wrong one is noticed by the same check. */
@Epic("impl")
@Feature("per-CPU lists: rules")
class PcpRulesTest {

    private static void trips(Runnable check) {
        assertThatThrownBy(check::run).isInstanceOf(AssertionError.class);
    }

    @Test
    @Verifies({"PCP-15", "PCP-19"})
    void listsAreStacks() {
        Checks.listsAreStacks(PcpSystem::new);
    }

    @Test
    @Trips("PCP-15")
    void aQueueIsNoticed() {
        trips(() -> Checks.listsAreStacks(WrongPcp.TakesTheTail::new));
    }

    @Test
    @Verifies("PCP-9")
    void limitsAreFollowedLazily() {
        Checks.limitsAreFollowedLazily(PcpSystem::new);
    }

    @Test
    @Trips("PCP-9")
    void aLimitThatIsNotFollowedIsNoticed() {
        trips(() -> Checks.limitsAreFollowedLazily(WrongPcp.KeepsItsHigh::new));
    }

    @Test
    @Verifies({"PCP-11", "PCP-10", "LOCK-30", "LOCK-9"})
    void disabledListsStayEmpty() {
        Checks.disabledListsStayEmpty(PcpSystem::new);
    }

    @Test
    @Trips("PCP-11")
    void aPageThatStaysOnADisabledListIsNoticed() {
        trips(() -> Checks.disabledListsStayEmpty(WrongPcp.NeverGivesBack::new));
    }

    @Test
    @Verifies({"PCP-14", "PCP-34", "LOCK-19"})
    void lockedListsAreGoneAround() {
        Checks.lockedListsAreGoneAround(PcpSystem::new);
    }

    @Test
    @Trips("PCP-14")
    void waitingForTheListsIsNoticed() {
        trips(() -> Checks.lockedListsAreGoneAround(WrongPcp.Waits::new));
    }

    @Test
    @Verifies("PCP-17")
    void anyPageOnTheListWillDo() {
        Checks.anyPageOnTheListWillDo(PcpSystem::new);
    }

    @Test
    @Trips("PCP-17")
    void lookingAtTheTypeIsNoticed() {
        trips(() -> Checks.anyPageOnTheListWillDo(WrongPcp.LooksAtTheType::new));
    }

    @Test
    @Verifies({"PCP-23", "PCP-25", "PCP-26", "LOCK-8", "LOCK-18"})
    void bulkFreeOrder() {
        Checks.bulkFreeOrder(PcpSystem::new);
    }

    @Test
    @Verifies({"PCP-24", "LOCK-25"})
    void theTypeIsReadAgain() {
        Checks.theTypeIsReadAgain(PcpSystem::new);
    }

    @Test
    @Trips("PCP-23")
    void anotherBulkFreeOrderIsNoticed() {
        trips(() -> Checks.bulkFreeOrder(WrongPcp.BeginsAtTheFirst::new));
        trips(() -> Checks.bulkFreeOrder(WrongPcp.GivesTheHeadBack::new));
        trips(() -> Checks.bulkFreeOrder(WrongPcp.TakesTurns::new));
        trips(() -> Checks.bulkFreeOrder(WrongPcp.EmptiesOneList::new));
    }

    @Test
    @Verifies({"PCP-27", "PCP-31"})
    void aDrainLeavesNothing() {
        Checks.aDrainLeavesNothing(PcpSystem::new);
    }

    @Test
    @Trips("PCP-27")
    void aDrainOfOneListIsNoticed() {
        trips(() -> Checks.aDrainLeavesNothing(WrongPcp.EmptiesOneList::new));
    }

    @Test
    @Verifies({"PCP-33", "LOCK-26"})
    void isolatedBlocksGoPast() {
        Checks.isolatedBlocksGoPast(PcpSystem::new);
    }

    @Test
    @Trips("PCP-33")
    void anIsolatedBlockOnAListIsNoticed() {
        trips(() -> Checks.isolatedBlocksGoPast(WrongPcp.KeepsIsolatedPages::new));
    }

    @Test
    @Verifies("PCP-28")
    void allCpusAreDrained() {
        Checks.allCpusAreDrained(Checks::rightDrains);
    }

    /** The mutex is held by this very drain when it asks again from inside: then a second one does not wait. */
    @Test
    @Verifies({"PCP-28", "LOCK-29"})
    void oneDrainAtATime() {
        Machine machine = Machine.worked();
        machine.alloc(0);
        boolean[] second = {true};
        PcpDrains drains = new PcpDrains(machine.seam, machine.system, "test") {
            @Override
            void drainPagesZone(PerCpuPages pcp) {
                second[0] = drainAllPages(false, true);
                super.drainPagesZone(pcp);
            }
        };
        assertThat(drains.drainAllPages(false, false)).isTrue();
        assertThat(second[0]).isFalse();
        assertThat(machine.pcpPages()).isZero();
    }

    @Test
    @Trips("PCP-28")
    void aDrainOfOneCpuIsNoticed() {
        trips(() -> Checks.allCpusAreDrained(WrongPcp.DrainsItsOwn::new));
    }

    @Test
    @Verifies("PCP-30")
    void remotePagesExpire() {
        Checks.remotePagesExpire(Checks::rightDrains);
    }

    @Test
    @Trips("PCP-30")
    void anotherExpiryIsNoticed() {
        trips(() -> Checks.remotePagesExpire(WrongPcp.ExpiresEverything::new));
    }

    @Test
    @Verifies("PCP-29")
    void highDecays() {
        Checks.highDecays(Checks::rightDrains);
    }

    @Test
    @Trips("PCP-29")
    void aDecayThatLeavesThePagesIsNoticed() {
        trips(() -> Checks.highDecays(WrongPcp.DecaysTheNumberOnly::new));
    }

    /** The task is moved to CPU 1 while the lock is given up: the free stops there and holds no lock. */
    @Test
    @Verifies({"PCP-19", "LOCK-28", "LOCK-20"})
    void aFreeThatLosesItsCpuStops() {
        Machine machine = Machine.worked();
        List<Long> pages = WorkedExamplesTest.past(machine, 252);
        machine.free(pages.subList(0, 251), 0);
        machine.seam.cpuAfterUnlock = 1;
        machine.free(pages.get(251), 0);
        assertThat(machine.cpu(0).count()).isEqualTo(252 - 63);
        assertThat(machine.cpu(0).lock.isHeldByCurrentThread()).isFalse();
        assertThat(machine.cpu(1).lock.isHeldByCurrentThread()).isFalse();
    }

    @Test
    @Verifies("PCP-19")
    void aFreeThatMayOnlyTryLeavesTheCountAboveTheLimit() {
        Machine machine = Machine.worked();
        List<Long> pages = WorkedExamplesTest.past(machine, 300);
        pages.forEach(pfn -> machine.pcps.free(pfn, 0, FpiFlags.TRYLOCK));
        assertThat(machine.cpu(0).count()).isEqualTo(300);
        assertThatThrownBy(() -> {
                    long pfn = machine.alloc(4);
                    machine.pcps.free(pfn, 4, FpiFlags.TRYLOCK);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may only try the zone lock");
    }

    /** 8 pages freed at a time: the 25th free of a burst (free_count 192 >= 63 + 126) empties the lists. */
    @Test
    @Verifies({"PCP-19", "PCP-20", "PCP-21", "PCP-12"})
    void aBurstOfHighOrdersEmptiesTheLists() {
        Machine machine = Machine.worked();
        machine.limits(new PcpLimits(63, 252, 252));
        machine.cpu(0).lock.lock();
        List<Long> blocks = machine.alloc(3, 26);
        machine.cpu(0).lock.unlock();
        machine.free(blocks.subList(0, 24), 3);
        assertThat(machine.cpu(0).count()).isEqualTo(192);
        machine.free(blocks.get(24), 3);
        assertThat(machine.cpu(0).count()).isZero();
        machine.pcps.zonePcpUpdateCacheinfo(0, 778240);
        machine.free(blocks.get(25), 3);
        assertThat(machine.cpu(0).count()).as("kept: the cache has room").isEqualTo(8);
        machine.pcps.zonePcpUpdateCacheinfo(0, 4096);
        assertThat(machine.cpu(0).flags).isEqualTo(PerCpuPages.PCPF_PREV_FREE_HIGH_ORDER);
    }

    @Test
    @Verifies({"PCP-19", "PCP-20", "PCP-41"})
    void aZoneThatIsShortGetsMoreBackAndIsTriedAgain() {
        Machine machine = Machine.worked();
        List<Long> pages = WorkedExamplesTest.past(machine, 260);
        machine.free(pages.subList(0, 250), 0);
        machine.pressure.belowHigh = true;
        machine.free(pages.get(250), 0);
        assertThat(machine.pressure.reached).isZero();
        assertThat(machine.cpu(0).count()).isEqualTo(251);
        machine.pressure.highWatermarkOk = true;
        machine.free(pages.get(251), 0);
        assertThat(machine.pressure.reached).isEqualTo(1);
        assertThat(machine.pressure.belowHigh).isFalse();
        machine.pressure.reclaimActive = true;
        machine.free(pages.get(252), 0);
        assertThat(machine.cpu(0).high()).isEqualTo(252);
    }

    @Test
    @Verifies({"PCP-15", "LOCK-24", "LOCK-27"})
    void aRefillTakesWhatThereIs() {
        Machine machine = new Machine(1, new ZoneShape(0, 16, 4, 4), Map.of(), PcpSystem::new);
        machine.limits(new PcpLimits(31, 124, 500));
        int locks = machine.seam.zoneLocks;
        assertThat(machine.alloc(0)).isZero();
        assertThat(machine.seam.zoneLocks - locks).isEqualTo(1);
        assertThat(machine.cpu(0).count()).isEqualTo(15);
        assertThat(machine.alloc(1)).isEqualTo(-1);
        assertThat(machine.pcps.alloc(0, Migratetype.MOVABLE, AllocFlags.ALLOC_TRYLOCK))
                .isEqualTo(1);
    }

    @Test
    @Verifies({"PCP-2", "PCP-32"})
    void otherOrdersGoPast() {
        Machine machine = Machine.worked();
        for (int order : new int[] {4, 8, 10}) {
            machine.free(machine.alloc(order), order);
        }
        assertThat(machine.pcpPages()).isZero();
        machine.limits(new PcpLimits(63, 2000, 53125));
        machine.free(machine.alloc(9), 9);
        assertThat(machine.pcpPages()).isEqualTo(1024);
        machine = Machine.worked();
        machine.free(machine.alloc(9), 9);
        assertThat(machine.pcpPages())
                .as("two huge pages are more than a small limit allows")
                .isZero();
    }

    @Test
    void blocksThatSpanPageblocksMayHaveNoList() {
        assertThatThrownBy(() -> new Machine(1, new ZoneShape(0, 64, 5, 2), Map.of(), PcpSystem::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blocks of order 3 have per-CPU lists, but span pageblocks of order 2");
        assertThatThrownBy(() -> Machine.worked().cpu(2)).hasMessage("there is no CPU 2, only 0..1");
    }
}
