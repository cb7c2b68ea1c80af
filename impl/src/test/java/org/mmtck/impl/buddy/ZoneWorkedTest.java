package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_HIGHATOMIC;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_KSWAPD;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NOFRAGMENT;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneWatermarks;

/** The worked tables and sequences of the reference document for removal by type, literally: lists, counters, events. */
@Epic("impl")
@Feature("fallback, reserve, isolation: worked examples")
class ZoneWorkedTest {
    private long lruEnd;

    /** A zone of pageblocks of 512 pages; the marks are 0 but for HIGH. */
    private final class Bench {
        final KmemLog log = new KmemLog();
        final Zone zone;
        final BuddyAllocator allocator;

        Bench(long end, long high) {
            zone = new Zone(new ZoneShape(0, end, 10));
            MovablePages lru = pfn -> pfn < lruEnd;
            allocator = new BuddyAllocator(CheckedSeam.plain(), zone, lru, log);
            new ZoneMaintenance(allocator).setWatermarks(ZoneWatermarks.of(0, high / 2, high, high));
        }

        void takeMovable(int pages) {
            for (long pfn = 0; pfn < pages; pfn++) {
                assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(pfn);
            }
            log.clear();
        }

        void remove(int order, Migratetype type, int flags, long pfn, String events) {
            assertThat(allocator.alloc(order, type, flags)).isEqualTo(pfn);
            String answered = "alloc " + pfn + " " + order + " " + type.letter();
            assertThat(String.join("; ", log.lines()))
                    .isEqualTo(events.isEmpty() ? answered : events + "; " + answered);
            log.clear();
        }

        void expect(String lists, long nrFree, long blocks) {
            assertThat(Lists.of(allocator)).isEqualTo(lists);
            assertThat(allocator.freePages()).as("NR_FREE_PAGES").isEqualTo(nrFree);
            assertThat(zone.nrFreePagesBlocks()).as("NR_FREE_PAGES_BLOCKS").isEqualTo(blocks);
        }
    }

    @Test
    @Verifies({"MIGR-13", "MIGR-15", "MIGR-19", "BUDDY-31", "BUDDY-10", "TRACE-6", "TRACE-4", "TRACE-12"})
    void seq1ClaimOfTheLargestBlock() {
        Bench bench = new Bench(4096, 0);
        bench.expect("M10:[0, 1024, 2048, 3072]", 4096, 4096);
        bench.remove(0, UNMOVABLE, 0, 0, "extfrag 0 0 10 9 U M 1");
        bench.expect(
                "U0:[1] U1:[2] U2:[4] U3:[8] U4:[16] U5:[32] U6:[64] U7:[128] U8:[256] U9:[512] M10:[1024, 2048, 3072]",
                4095,
                3584);
        assertThat(bench.zone.getPfnblockMigratetype(0)).isEqualTo(UNMOVABLE.value());
        assertThat(bench.zone.getPfnblockMigratetype(512)).isEqualTo(UNMOVABLE.value());
        bench.remove(0, MOVABLE, 0, 1024, "zone_locked 1024 0 M refill");
        assertThat(bench.allocator.freePages()).isEqualTo(4094);
        assertThat(bench.zone.nrFreePagesBlocks()).isEqualTo(3072);
        bench.remove(3, UNMOVABLE, 0, 8, "zone_locked 8 3 U refill");
        assertThat(bench.allocator.freePages()).isEqualTo(4086);
        bench.allocator.free(0, 0);
        assertThat(Lists.of(bench.allocator)).startsWith("M0:[1025] M1:[1026] M2:[1028] U3:[0] M3:[1032]");
        assertThat(bench.allocator.freePages()).isEqualTo(4087);
        bench.allocator.free(1024, 0);
        assertThat(Lists.of(bench.allocator)).endsWith("U9:[512] M10:[1024, 2048, 3072]");
        assertThat(bench.zone.nrFreePagesBlocks()).isEqualTo(3584);
        bench.allocator.free(8, 3);
        bench.expect("U10:[0] M10:[1024, 2048, 3072]", 4096, 4096);
    }

    @Test
    @Verifies({"MIGR-15", "MIGR-18", "MIGR-19", "WMARK-26", "WMARK-28"})
    void seq3ClaimsFailAndTheSmallestBlockIsStolen() {
        lruEnd = 1000;
        Bench bench = new Bench(1024, 100);
        bench.takeMovable(1000);
        bench.expect("M3:[1000] M4:[1008]", 24, 0);
        bench.remove(0, UNMOVABLE, ALLOC_NOFRAGMENT | ALLOC_KSWAPD, -1, "");
        bench.expect("M3:[1000] M4:[1008]", 24, 0);
        bench.remove(0, UNMOVABLE, ALLOC_KSWAPD, 1000, "extfrag 1000 0 3 9 U M 0");
        bench.expect("M0:[1001] M1:[1002] M2:[1004] M4:[1008]", 23, 0);
        assertThat(bench.zone.watermarkBoost())
                .as("4 pageblocks are more than managed")
                .isZero();
        assertThat(bench.zone.boostedWatermark()).isFalse();
        bench.remove(3, UNMOVABLE, ALLOC_KSWAPD, 1008, "extfrag 1008 3 4 9 U M 0");
        bench.expect("M0:[1001] M1:[1002] M2:[1004] M3:[1016]", 15, 0);
    }

    @Test
    @Verifies({"MIGR-15", "MIGR-19", "TRACE-6"})
    void seq4TheClaimedPageComesFromTheSmallestBlock() {
        lruEnd = 600;
        Bench bench = new Bench(1024, 100);
        bench.takeMovable(1000);
        bench.remove(0, UNMOVABLE, 0, 1000, "zone_locked 1000 0 U refill; extfrag 1000 0 4 9 U M 1");
        bench.expect("U0:[1001] U1:[1002] U2:[1004] U4:[1008]", 23, 0);
        assertThat(bench.zone.getPfnblockMigratetype(512)).isEqualTo(UNMOVABLE.value());
        assertThat(bench.zone.getPfnblockMigratetype(0)).isEqualTo(MOVABLE.value());
    }

    @Test
    @Verifies({"MIGR-15", "MIGR-18", "WMARK-26", "WMARK-28", "WMARK-29"})
    void seq5FailedClaimsBoostUpToTheCap() {
        lruEnd = 4000;
        Bench bench = new Bench(4096, 100);
        bench.takeMovable(4000);
        bench.expect("M5:[4000] M6:[4032]", 96, 0);
        bench.remove(0, UNMOVABLE, 0, 4000, "extfrag 4000 0 5 9 U M 0");
        bench.expect("M0:[4001] M1:[4002] M2:[4004] M3:[4008] M4:[4016] M6:[4032]", 95, 0);
        assertThat(bench.zone.watermarkBoost()).isEqualTo(512);
        assertThat(bench.zone.boostedWatermark())
                .as("the request must not wake kswapd")
                .isFalse();
        bench.remove(0, UNMOVABLE, ALLOC_KSWAPD, 4001, "extfrag 4001 0 0 9 U M 0");
        assertThat(bench.zone.watermarkBoost()).isEqualTo(512);
        ZoneMaintenance maintenance = new ZoneMaintenance(bench.allocator);
        assertThat(maintenance.testAndClearBoostedWatermark()).isTrue();
        assertThat(maintenance.testAndClearBoostedWatermark()).isFalse();
    }

    /**
     * The rows of the table about an UNMOVABLE request of order 0 that finds nothing of its type. One pageblock is looked at, at
     * 512; the pageblocks around it are in use.
     */
    @ParameterizedTest(name = "{0}: order {1} of {2} free, {3} on an LRU list, flags {4}: {5}")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            ROW, ORDER, TYPE,        LRU, NOFRAGMENT, EVENTS,                                       BOOST
            2,   5,     MOVABLE,     100, false,      zone_locked 512 0 U refill; extfrag 512 0 5 9 U M 1, 512
            3,   5,     MOVABLE,     480, false,      extfrag 512 0 5 9 U M 0,                      512
            4,   5,     MOVABLE,     480, true,       '',                                           0
            5,   8,     RECLAIMABLE, 0,   false,      zone_locked 512 0 U refill; extfrag 512 0 8 9 U E 1, 512
            6,   7,     RECLAIMABLE, 0,   false,      extfrag 512 0 7 9 U E 0,                      512
            """)
    @Verifies({"MIGR-13", "MIGR-15", "MIGR-18", "MIGR-19", "WMARK-26"})
    void unmovableRequest(
            int row, int order, Migratetype type, int lru, boolean nofragment, String events, long boost) {
        Bench bench = new Bench(4096, 300);
        lruEnd = 512 + (1L << order) + lru;
        leaveFree(bench, order, type);
        int flags = nofragment ? ALLOC_NOFRAGMENT : 0;
        bench.remove(0, UNMOVABLE, flags, events.isEmpty() ? -1 : 512, events);
        assertThat(bench.zone.watermarkBoost()).isEqualTo(boost);
    }

    /** Row 1: also with NOFRAGMENT a whole free block is claimed. */
    @Test
    @Verifies({"MIGR-13", "MIGR-15"})
    void aWholeBlockIsClaimedDespiteNofragment() {
        Bench bench = new Bench(1024, 100);
        bench.remove(0, UNMOVABLE, ALLOC_NOFRAGMENT, 0, "extfrag 0 0 10 9 U M 1");
        assertThat(bench.allocator.freePages()).isEqualTo(1023);
        assertThat(bench.zone.watermarkBoost()).isZero();
    }

    @ParameterizedTest(name = "MOVABLE order 0, free UNMOVABLE order {0}, {1} LRU pages: {2}")
    @CsvSource(textBlock = """
            3, 0,   extfrag 512 0 3 9 M U 0
            4, 240, zone_locked 512 0 M refill; extfrag 512 0 4 9 M U 1
            4, 239, extfrag 512 0 4 9 M U 0
            """)
    @Verifies({"MIGR-8", "MIGR-15", "MIGR-18"})
    void movableRequest(int order, int lru, String events) {
        Bench bench = new Bench(4096, 300);
        lruEnd = 512 + (1L << order) + lru;
        leaveFree(bench, order, UNMOVABLE);
        bench.remove(0, MOVABLE, 0, 512, events);
        assertThat(bench.zone.watermarkBoost())
                .as("only a claim that is tried boosts")
                .isEqualTo(order == 3 ? 0 : 512);
    }

    /** Everything is allocated but the first 2^order pages of the pageblock at 512, which has this type. */
    private static void leaveFree(Bench bench, int order, Migratetype type) {
        for (int i = 0; i < 4; i++) {
            assertThat(bench.allocator.alloc(10, MOVABLE)).isEqualTo(1024L * i);
        }
        bench.log.clear();
        Zone zone = bench.zone;
        zone.pages.clearAllocated(0);
        zone.pages.setAllocated(0, 9);
        zone.pageblocks.set(512, type.value());
        for (int o = order; o < 9; o++) {
            zone.pages.setAllocated(512 + (1 << o), o);
        }
        zone.accountFreepages(1L << order, type.value());
        zone.rawAddToFreeList(512, order, type.value(), false);
        zone.pages.setBuddyOrder(512, order);
        assertThat(BuddyInvariants.check(zone)).isEmpty();
    }

    /** 51200 pages is the least zone with a reserve; the second request finds it full. */
    @Test
    @Verifies({"WMARK-51", "WMARK-53", "WMARK-55", "WMARK-56"})
    void reserveAndRelease() {
        assertThat(reservedAfterOneAllocation(51199)).isZero();
        Bench bench = new Bench(51200, 0);
        BuddyAllocator allocator = bench.allocator;
        assertThat(allocator.alloc(3, UNMOVABLE, ALLOC_HIGHATOMIC)).isZero();
        assertThat(bench.zone.nrReservedHighatomic()).isEqualTo(512);
        assertThat(bench.zone.nrFreeHighatomic()).isEqualTo(504);
        assertThat(bench.zone.getPfnblockMigratetype(0)).isEqualTo(HIGHATOMIC.value());
        assertThat(allocator.alloc(3, UNMOVABLE, ALLOC_HIGHATOMIC)).isEqualTo(8);
        assertThat(allocator.alloc(9, UNMOVABLE, ALLOC_HIGHATOMIC)).isEqualTo(512);
        assertThat(bench.zone.nrReservedHighatomic()).as("full").isEqualTo(512);
        ZoneMaintenance maintenance = new ZoneMaintenance(allocator);
        assertThat(maintenance.unreserveHighatomicPageblock(MOVABLE, false))
                .as("the last one")
                .isFalse();
        assertThat(maintenance.unreserveHighatomicPageblock(MOVABLE, true)).isTrue();
        assertThat(bench.zone.nrReservedHighatomic()).isZero();
        assertThat(bench.zone.nrFreeHighatomic()).isZero();
        assertThat(bench.zone.getPfnblockMigratetype(0)).isEqualTo(MOVABLE.value());
        assertThat(maintenance.unreserveHighatomicPageblock(MOVABLE, true)).isFalse();
    }

    private long reservedAfterOneAllocation(long end) {
        Bench bench = new Bench(end, 0);
        bench.allocator.alloc(3, UNMOVABLE, ALLOC_HIGHATOMIC);
        return bench.zone.nrReservedHighatomic();
    }
}
