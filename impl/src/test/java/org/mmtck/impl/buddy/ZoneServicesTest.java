package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.RECLAIMABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_CMA;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_HIGHATOMIC;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NON_BLOCK;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneWatermarks;

/** CMA balance, batches, isolation and the taking of chosen pages, each on a zone small enough to be read. */
@Epic("impl")
@Feature("fallback, reserve, isolation: single steps")
class ZoneServicesTest {
    /** More than half of the free pages are CMA: they go first; at half or less they go last. */
    @Test
    @Verifies("MIGR-10")
    void cmaBalance() {
        Zone zone = new Zone(new ZoneShape(0, 16, 3, 2));
        zone.setPageblockMigratetype(8, CMA);
        zone.setPageblockMigratetype(12, CMA);
        KmemLog log = new KmemLog();
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, MovablePages.NONE, log);
        assertThat(allocator.alloc(0, MOVABLE, ALLOC_CMA))
                .as("8 of 16: not more than half")
                .isZero();
        assertThat(allocator.alloc(0, MOVABLE, ALLOC_CMA)).as("8 of 15").isEqualTo(8);
        assertThat(allocator.alloc(0, MOVABLE, ALLOC_CMA)).as("7 of 14").isEqualTo(1);
        assertThat(allocator.alloc(0, MOVABLE)).as("without the flag").isEqualTo(2);
        assertThat(log.lines()).contains("zone_locked 8 0 C");
    }

    /** In one batch: the own type, CMA whenever it holds more than half, the rest of CMA, and after a claim the own type again. */
    @Test
    @Verifies("MIGR-23")
    void aBatchRemembersWhereItFound() {
        Zone zone = new Zone(new ZoneShape(0, 16, 2, 2));
        zone.setPageblockMigratetype(4, CMA);
        zone.setPageblockMigratetype(8, UNMOVABLE);
        zone.setPageblockMigratetype(12, UNMOVABLE);
        KmemLog log = new KmemLog();
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, MovablePages.NONE, log);
        assertThat(allocator.alloc(1, UNMOVABLE)).isEqualTo(8);
        assertThat(allocator.alloc(1, UNMOVABLE)).isEqualTo(10);
        assertThat(allocator.alloc(1, UNMOVABLE)).isEqualTo(12);
        log.clear();
        long[] list = new long[10];
        assertThat(allocator.rmqueueBulk(0, MOVABLE, ALLOC_CMA, list)).isEqualTo(10);
        assertThat(list).containsExactly(0, 1, 2, 4, 3, 5, 6, 7, 14, 15);
        assertThat(log.lines().subList(8, 11))
                .as("the claim of 14 needs 2 free pages and has them")
                .containsExactly("zone_locked 14 0 M refill", "extfrag 14 0 1 2 M U 1", "zone_locked 15 0 M refill");
        assertThat(allocator.rmqueueBulk(0, MOVABLE, ALLOC_CMA, list)).isZero();
    }

    /** A request that cannot wait gets at the reserve when nothing else is left; an ordinary one does not. */
    @Test
    @Verifies("WMARK-51")
    void theReserveIsTheLastResort() {
        Zone zone = new Zone(new ZoneShape(0, 4, 2, 2));
        zone.setPageblockMigratetype(0, HIGHATOMIC);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        assertThat(allocator.alloc(0, UNMOVABLE, 0)).isEqualTo(-1);
        assertThat(allocator.alloc(0, UNMOVABLE, ALLOC_NON_BLOCK)).isZero();
        assertThat(allocator.alloc(0, UNMOVABLE, ALLOC_HIGHATOMIC)).isEqualTo(1);
    }

    /** Isolating one of two pageblocks of a free block splits it; ending the isolation merges it again. */
    @Test
    @Verifies({"MIGR-24", "MIGR-25", "MIGR-26", "MIGR-27", "INV-12"})
    void isolationSplitsAndMerges() {
        Zone zone = new Zone(new ZoneShape(0, 2048, 10));
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        PageIsolation isolation = new PageIsolation(allocator, MovablePages.NONE, false);
        assertThat(isolation.startIsolatePageRange(600, 700, IsolateMode.OTHER)).isTrue();
        assertThat(Lists.of(allocator)).isEqualTo("M9:[0] I9:[512] M10:[1024]");
        assertThat(allocator.freePages()).isEqualTo(1536);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(1536);
        assertThat(zone.nrIsolatePageblock()).isEqualTo(1);
        assertThat(isolation.startIsolatePageRange(0, 2048, IsolateMode.OTHER))
                .as("512 is isolated")
                .isFalse();
        assertThat(Lists.of(allocator)).isEqualTo("M9:[0] I9:[512] M10:[1024]");
        assertThat(allocator.freePages()).isEqualTo(1536);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(1536);
        isolation.undoIsolatePageRange(512, 1024);
        assertThat(Lists.of(allocator)).isEqualTo("M10:[1024, 0]");
        assertThat(allocator.freePages()).isEqualTo(2048);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(2048);
        assertThat(zone.nrIsolatePageblock()).isZero();
    }

    @Test
    @Verifies({"MIGR-25", "MIGR-36"})
    void whatCannotBeIsolated() {
        Zone zone = new Zone(new ZoneShape(0, 14, 3, 2));
        zone.setPageblockMigratetype(4, CMA);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        MovablePages ten = pfn -> pfn == 10;
        PageIsolation isolation = new PageIsolation(allocator, ten, false);
        assertThat(isolation.startIsolatePageRange(4, 8, IsolateMode.OTHER))
                .as("CMA")
                .isFalse();
        assertThat(isolation.startIsolatePageRange(4, 8, IsolateMode.CMA_ALLOC)).isTrue();
        assertThat(isolation.startIsolatePageRange(12, 14, IsolateMode.OTHER))
                .as("straddles")
                .isFalse();
        assertThat(allocator.alloc(3, MOVABLE)).isEqualTo(-1);
        for (int i = 0; i < 10; i++) {
            assertThat(allocator.alloc(0, MOVABLE)).isNotEqualTo(-1);
        }
        assertThat(isolation.startIsolatePageRange(10, 11, IsolateMode.OTHER))
                .as("10 can be moved")
                .isTrue();
        isolation.undoIsolatePageRange(10, 11);
        assertThat(isolation.startIsolatePageRange(10, 12, IsolateMode.OTHER))
                .as("11 cannot")
                .isFalse();
        assertThat(new PageIsolation(allocator, ten, true).startIsolatePageRange(8, 12, IsolateMode.OTHER))
                .as("in a movable zone everything can")
                .isTrue();
    }

    /** Freed pages of an isolated pageblock stay out of reach until it is let go. */
    @Test
    @Verifies("MIGR-25")
    void pagesFreedIntoAnIsolatedPageblockAreNotAllocated() {
        Zone zone = new Zone(new ZoneShape(0, 4, 2, 2));
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        assertThat(allocator.alloc(2, MOVABLE)).isZero();
        PageIsolation isolation = new PageIsolation(allocator, pfn -> true, false);
        assertThat(isolation.startIsolatePageRange(0, 4, IsolateMode.OTHER)).isTrue();
        allocator.free(0, 2);
        assertThat(allocator.alloc(0, MOVABLE, ALLOC_NON_BLOCK)).isEqualTo(-1);
        assertThat(allocator.freePages()).isZero();
        isolation.undoIsolatePageRange(0, 4);
        assertThat(allocator.alloc(0, MOVABLE)).isZero();
    }

    /** MIN 10: an order-3 block may go while more than 18 pages are free. */
    @Test
    @Verifies("BUDDY-57")
    void isolatingAFreePageObeysTheMark() {
        Zone zone = new Zone(new ZoneShape(0, 24, 3, 3));
        zone.setPageblockMigratetype(8, RECLAIMABLE);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        ZoneMaintenance maintenance = new ZoneMaintenance(allocator);
        maintenance.setWatermarks(ZoneWatermarks.of(10, 10, 10, 10));
        assertThat(allocator.alloc(2, RECLAIMABLE)).isEqualTo(8);
        assertThat(maintenance.isolateFreePage(13)).as("no block starts there").isEqualTo(-1);
        assertThat(maintenance.isolateFreePage(12)).as("20 > 10 + 4").isEqualTo(2);
        assertThat(zone.getPfnblockMigratetype(8)).as("half a pageblock").isEqualTo(MOVABLE.value());
        assertThat(maintenance.isolateFreePage(0))
                .as("16 is not more than 10 + 8")
                .isEqualTo(-1);
        assertThat(allocator.free(12, 2)).isEqualTo(FreeResult.FREED);
        assertThat(Lists.of(allocator)).isEqualTo("M2:[12] M3:[0, 16]");
    }

    @Test
    @Verifies("BUDDY-58")
    void takingABadPageOffLeavesTheRest() {
        Zone zone = new Zone(new ZoneShape(0, 16, 3, 3));
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        ZoneMaintenance maintenance = new ZoneMaintenance(allocator);
        assertThat(maintenance.takePageOffBuddy(5)).isTrue();
        assertThat(Lists.of(allocator)).isEqualTo("M0:[4] M1:[6] M2:[0] M3:[8]");
        assertThat(allocator.freePages()).isEqualTo(15);
        assertThat(maintenance.takePageOffBuddy(5)).isFalse();
        assertThat(allocator.free(5, 0)).isEqualTo(FreeResult.NOT_ALLOCATED);
    }

    /**
     * A gap of the kernel's algorithm where free blocks can be larger than two pageblocks: if two isolated pageblocks merged
     * and the first of them is let go beside a free buddy, the block as a whole goes back to that type's list, the second
     * pageblock, still isolated, with it. Only when that is let go too are list and type one again.
     */
    @Test
    @Verifies("MIGR-27")
    void lettingGoTheFirstOfTwoMergedPageblocksTakesTheSecondAlong() {
        Zone zone = new Zone(new ZoneShape(0, 16, 4, 2));
        BuddyAllocator allocator = new BuddyAllocator(new org.mmtck.impl.seam.PlainSeam(1, 0), zone, null);
        assertThat(allocator.alloc(3, MOVABLE)).isZero();
        PageIsolation isolation = new PageIsolation(allocator, pfn -> true, false);
        assertThat(isolation.startIsolatePageRange(0, 8, IsolateMode.OTHER)).isTrue();
        allocator.free(0, 3);
        assertThat(Lists.of(allocator)).isEqualTo("M3:[8] I3:[0]");
        isolation.undoIsolatePageRange(0, 4);
        assertThat(Lists.of(allocator)).isEqualTo("M4:[0]");
        assertThat(BuddyInvariants.check(zone))
                .containsExactly("INV-5: the block at pfn 0 on free_list[MOVABLE] of order 4 has type ISOLATE at pfn 4,"
                        + " not MOVABLE");
        isolation.undoIsolatePageRange(4, 8);
        assertThat(Lists.of(allocator)).isEqualTo("M4:[0]");
        assertThat(BuddyInvariants.check(zone)).isEmpty();
    }
}
