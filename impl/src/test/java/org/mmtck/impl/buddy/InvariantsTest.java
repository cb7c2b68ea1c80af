package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneWatermarks;

/** A zone that is corrupted in one place is told to be wrong, in the right words; one that is not, is not. */
@Epic("impl")
@Feature("buddy: invariants")
class InvariantsTest {

    /** Pages 16..32, pageblocks of 4: [16 live o0] 17o0 18o1 20o2 24o3. */
    private final BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), new ZoneShape(16, 32, 3, 2));

    private final Zone zone = allocator.zone();

    {
        allocator.alloc(3, MOVABLE);
        allocator.alloc(3, MOVABLE);
        allocator.free(16, 3);
        allocator.alloc(0, MOVABLE);
        allocator.free(24, 3);
    }

    private List<String> found() {
        return BuddyInvariants.check(zone);
    }

    @Test
    @Verifies({"INV-1", "INV-2", "INV-3", "INV-4", "INV-5", "INV-6", "INV-7", "INV-8", "INV-25"})
    void nothingIsSaidOfARightZone() {
        assertThat(Lists.of(allocator)).isEqualTo("M0:[17] M1:[18] M2:[20] M3:[24]");
        assertThat(found()).isEmpty();
    }

    @Test
    @Trips({"INV-1", "BUDDY-2"})
    void aListedBlockThatIsNotBuddy() {
        zone.pages.type[zone.pageOf(20)] = PageTable.INSIDE;
        assertThat(found())
                .containsExactly(
                        "INV-1: the block at pfn 20 on free_list[MOVABLE] of order 2 is inside a block, not Buddy");
    }

    @Test
    @Trips({"INV-1", "BUDDY-2"})
    void aListedBlockThatSaysAnotherOrder() {
        zone.pages.order[zone.pageOf(20)] = 1;
        assertThat(found())
                .containsExactly("INV-1: the block at pfn 20 on free_list[MOVABLE] of order 2 says order 1, not 2");
    }

    @Test
    @Trips({"INV-1", "BUDDY-2"})
    void aBuddyPageOnNoList() {
        zone.pages.setBuddyOrder(zone.pageOf(22), 1);
        assertThat(found()).containsExactly("INV-1: pfn 22 is Buddy with order 1, but no block on a list starts there");
    }

    @Test
    @Trips({"INV-1", "BUDDY-2"})
    void anUnalignedBlock() {
        replace(18, 1, 19, 1);
        assertThat(found())
                .contains("INV-1: the block at pfn 19 on free_list[MOVABLE] of order 1 is not aligned to 2 pages");
    }

    @Test
    @Trips("INV-1")
    void aBlockBeyondTheZone() {
        Zone odd = new BuddyAllocator(new PlainSeam(1, 0), new ZoneShape(0, 6, 3, 2)).zone();
        int page = odd.pageOf(4);
        odd.rawDelPageFromFreeList(page, 1, MOVABLE.value());
        odd.rawAddToFreeList(page, 2, MOVABLE.value(), false);
        odd.pages.setBuddyOrder(page, 2);
        assertThat(BuddyInvariants.check(odd))
                .contains("INV-1: the block at pfn 4 on free_list[MOVABLE] of order 2 reaches beyond the zone"
                        + " (pages 0..6, orders up to 3, pageblocks of order 2)");
    }

    @Test
    @Trips("INV-1")
    void linksThatLeadAstray() {
        zone.links.next[zone.pageOf(17)] = PageLinks.UNLINKED;
        assertThat(found().get(0)).startsWith("INV-1: free_list[MOVABLE] of order 0 leads to link -1 after 1 blocks");
    }

    @Test
    @Trips("INV-1")
    void aListThatBitesItself() {
        zone.links.next[zone.pageOf(17)] = zone.pageOf(17);
        assertThat(found().get(0)).startsWith("INV-1: free_list[MOVABLE] of order 0 is no circle at pfn 17");
    }

    @Test
    @Trips("INV-1")
    void aTailLinkThatIsStale() {
        int head = zone.freeArea[0].freeList(MOVABLE.value());
        zone.links.prev[head] = head;
        assertThat(found().get(0)).startsWith("INV-1: free_list[MOVABLE] of order 0 is no circle: its tail link is");
    }

    @Test
    @Trips("INV-2")
    void overlappingFreeBlocks() {
        add(22, 1);
        assertThat(found()).contains("INV-2: the free block at pfn 20 of order 2 overlaps the free block at pfn 22");
    }

    @Test
    @Trips({"INV-3", "BUDDY-1"})
    void aWrongBlockCounter() {
        zone.freeArea[1].nrFree = 5;
        assertThat(found()).containsExactly("INV-3: nr_free of order 1 is 5, but its lists hold 1 blocks");
    }

    @Test
    @Trips("INV-4")
    void aWrongPageCounter() {
        zone.nrFreePages--;
        assertThat(found()).containsExactly("INV-4: NR_FREE_PAGES is 14, but the lists it counts hold 15 pages");
    }

    @Test
    @Trips("INV-5")
    void aBlockOnTheListOfAnotherType() {
        zone.pageblocks.set(zone.pageOf(28), UNMOVABLE.value());
        assertThat(found())
                .containsExactly(
                        "INV-5: the block at pfn 24 on free_list[MOVABLE] of order 3 has type UNMOVABLE at pfn 28,"
                                + " not MOVABLE");
    }

    @Test
    @Trips("INV-6")
    void wrongCountersOfTypes() {
        zone.nrFreeCmaPages = 4;
        zone.nrFreeHighatomic = -1;
        assertThat(found())
                .containsExactly(
                        "INV-6: NR_FREE_CMA_PAGES is 4, but the lists it counts hold 0 pages",
                        "INV-6: nr_free_highatomic is -1, but the lists it counts hold 0 pages");
    }

    @Test
    @Trips("INV-7")
    void aWrongCounterOfLargeBlocks() {
        zone.nrFreePagesBlocks = 8;
        assertThat(found()).containsExactly("INV-7: NR_FREE_PAGES_BLOCKS is 8, but the lists it counts hold 12 pages");
    }

    @Test
    @Trips({"INV-8", "BUDDY-10"})
    void buddiesThatWereNotMerged() {
        zone.delPageFromFreeList(zone.pageOf(18), 1, MOVABLE.value());
        zone.accountFreepages(2, MOVABLE.value());
        add(18, 0);
        add(19, 0);
        assertThat(found())
                .containsExactly(
                        "INV-8: the free blocks at pfns 18 and 19 of order 0 are buddies that were not merged");
    }

    /** From a pageblock on two buddies may both be free: their types may have differed. */
    @Test
    @Verifies("INV-8")
    void unmergedBuddiesOfPageblockSizeAreAllowed() {
        Zone mixed = new Zone(new ZoneShape(0, 16, 3, 2));
        mixed.setPageblockMigratetype(0, CMA);
        mixed.setPageblockMigratetype(8, HIGHATOMIC);
        BuddyAllocator boot = new BuddyAllocator(new PlainSeam(1, 0), mixed, null);
        assertThat(Lists.of(boot)).isEqualTo("M2:[4, 12] H2:[8] C2:[0]");
        assertThat(BuddyInvariants.check(mixed)).isEmpty();
    }

    @Test
    void aReferenceToAFreePage() {
        zone.pages.refcount[zone.pageOf(21)] = 2;
        assertThat(found())
                .containsExactly(
                        "INV-16: the block at pfn 20 on free_list[MOVABLE] of order 2 has 2 references to its pfn 21,"
                                + " not 0");
    }

    @Test
    void anOrderAboveTheLargest() {
        zone.pages.order[zone.pageOf(24)] = 11;
        assertThat(found())
                .contains("INV-17: the block at pfn 24 on free_list[MOVABLE] of order 3 says order 11,"
                        + " above the largest order 3");
    }

    @Test
    @Trips("INV-25")
    void aLostBlock() {
        zone.delPageFromFreeList(zone.pageOf(18), 1, MOVABLE.value());
        assertThat(found())
                .containsExactly(
                        "INV-26: pfn 18 is in 0 states, not 1: free false, allocated false, reserved false",
                        "INV-26: pfn 19 is in 0 states, not 1: free false, allocated false, reserved false",
                        "INV-25: the zone manages 16 pages, but 13 are free and 1 allocated, together 14");
    }

    @Test
    @Trips({"INV-25", "INV-29"})
    void aBlockHandedOutTwice() {
        zone.pages.setAllocated(zone.pageOf(18), 1);
        zone.delPageFromFreeList(zone.pageOf(20), 2, MOVABLE.value());
        zone.pages.setAllocated(zone.pageOf(20), 2);
        zone.pages.setAllocated(zone.pageOf(22), 1);
        assertThat(found())
                .contains(
                        "INV-26: pfn 18 is in 2 states, not 1: free true, allocated true, reserved false",
                        "INV-29: the allocated block at pfn 22 of order 1 overlaps the allocated block at pfn 20",
                        "INV-25: the zone manages 16 pages, but 11 are free and 9 allocated, together 20");
    }

    @Test
    @Trips("INV-28")
    void anAllocatedBlockThatCannotBe() {
        zone.pages.setAllocated(zone.pageOf(16), 4);
        zone.pages.setAllocated(zone.pageOf(31), 2);
        assertThat(found())
                .contains(
                        "INV-28: the allocated block at pfn 31 of order 2 is not aligned to 4 pages",
                        "INV-28: the allocated block at pfn 31 of order 2 reaches beyond the zone"
                                + " (pages 16..32, orders up to 3, pageblocks of order 2)");
    }

    @Test
    void theNumberOfSentencesIsLimited() {
        Zone large = new BuddyAllocator(new PlainSeam(1, 0), new ZoneShape(0, 1024, 10)).zone();
        large.delPageFromFreeList(0, 10, MOVABLE.value());
        assertThat(BuddyInvariants.check(large)).hasSize(Violations.LIMIT);
    }

    /** Every order byte, even a negative one, in a listed page is survived and told. */
    @Test
    @Trips("INV-1")
    void anyOrderByteIsSurvived() {
        for (int order = Byte.MIN_VALUE; order <= Byte.MAX_VALUE; order++) {
            zone.pages.order[zone.pageOf(20)] = (byte) order;
            if (order != 2) {
                assertThat(found().get(0)).startsWith("INV-1: the block at pfn 20");
            }
        }
    }

    @Test
    @Trips({"INV-10", "INV-12", "INV-13"})
    void pageblocksThatAreNotWhatTheCountersSay() {
        zone.nrReservedHighatomic = 8;
        zone.nrFreeHighatomic = 9;
        zone.nrIsolatePageblock = -1;
        zone.pageblocks.set(zone.pageOf(16), CMA.value());
        assertThat(found())
                .contains(
                        "INV-10: nr_reserved_highatomic is 8, but the HIGHATOMIC pageblocks have 0 pages",
                        "INV-11: nr_free_highatomic is 9, more than nr_reserved_highatomic, 8",
                        "INV-12: nr_isolate_pageblock is -1, but 0 pageblocks have the isolate bit",
                        "INV-13: the pageblock at pfn 16 has the stored type CMA, but was not CMA when the zone was set up");
    }

    /** Nothing is said of the reserve while a pageblock of it is isolated, or once it gave back more than it had. */
    @Test
    @Verifies("INV-10")
    void theReserveIsComparedOnlyWhileItCanBe() {
        zone.nrReservedHighatomic = 8;
        zone.highatomicClipped = true;
        assertThat(found()).isEmpty();
    }

    @Test
    @Trips({"INV-14", "INV-15"})
    void aBoostThatCannotBe() {
        zone.watermarks = ZoneWatermarks.of(2, 4, 6, 8).withBoost(10);
        zone.boostedWatermark = true;
        assertThat(found())
                .containsExactly(
                        "INV-14: watermark_boost is 10, not in 0..9",
                        "INV-15: ZONE_BOOSTED_WATERMARK is set, but the boost was not raised since it was cleared");
    }

    private void add(long pfn, int order) {
        zone.rawAddToFreeList(zone.pageOf(pfn), order, MOVABLE.value(), false);
        zone.pages.setBuddyOrder(zone.pageOf(pfn), order);
    }

    private void replace(long pfn, int order, long newPfn, int newOrder) {
        zone.rawDelPageFromFreeList(zone.pageOf(pfn), order, MOVABLE.value());
        add(newPfn, newOrder);
    }
}
