package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Single steps under the zone lock: booking, moving between lists, merging across migratetypes. */
@Epic("impl")
@Feature("buddy: single steps")
class BuddySystemTest {
    private static final int M = MOVABLE.value();
    private static final int I = ISOLATE.value();

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            TYPE,        FREE, CMA, HIGHATOMIC
            UNMOVABLE,   7,    0,   0
            MOVABLE,     7,    0,   0
            RECLAIMABLE, 7,    0,   0
            HIGHATOMIC,  7,    0,   7
            CMA,         7,    7,   0
            ISOLATE,     0,    0,   0
            """)
    @Verifies("BUDDY-23")
    void booking(Migratetype type, long free, long cma, long highatomic) {
        Zone zone = new Zone(new ZoneShape(0, 16, 3));
        zone.accountFreepages(7, type.value());
        assertThat(zone.nrFreePages()).isEqualTo(free);
        assertThat(zone.nrFreeCmaPages()).isEqualTo(cma);
        assertThat(zone.nrFreeHighatomic()).isEqualTo(highatomic);
        zone.accountFreepages(-7, type.value());
        assertThat(zone.nrFreePages()).isZero();
        assertThat(zone.nrFreeCmaPages()).isZero();
        assertThat(zone.nrFreeHighatomic()).isZero();
    }

    /** Two blocks of type FROM, both pageblocks; the first is moved to TO, where another waits. */
    private static String moved(Function<ZoneShape, Zone> make, Migratetype from, Migratetype to) {
        Zone zone = make.apply(new ZoneShape(0, 12, 2, 2));
        zone.setPageblockMigratetype(0, from);
        zone.setPageblockMigratetype(4, from);
        zone.setPageblockMigratetype(8, to);
        BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), zone, null);
        zone.moveToFreeList(0, 2, from.value(), to.value());
        return Lists.of(allocator) + " free " + zone.nrFreePages() + " cma " + zone.nrFreeCmaPages() + " highatomic "
                + zone.nrFreeHighatomic() + " blocks " + zone.nrFreePagesBlocks() + " nr_free " + zone.nrFree(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FROM       | TO          | THEN
            UNMOVABLE  | MOVABLE     | U2:[4] M2:[8, 0] free 12 cma 0 highatomic 0 blocks 12 nr_free 3
            MOVABLE    | HIGHATOMIC  | M2:[4] H2:[8, 0] free 12 cma 0 highatomic 8 blocks 12 nr_free 3
            CMA        | RECLAIMABLE | E2:[8, 0] C2:[4] free 12 cma 4 highatomic 0 blocks 12 nr_free 3
            """)
    @Verifies("BUDDY-25")
    void movingBetweenLists(Migratetype from, Migratetype to, String then) {
        assertThat(moved(Zone::new, from, to)).isEqualTo(then);
    }

    @Test
    @Trips("BUDDY-25")
    void aMoveThatIsNotBookedOrGoesToTheHeadIsNoticed() {
        assertThat(moved(WrongParts.MovesUnbooked::new, MOVABLE, Migratetype.HIGHATOMIC))
                .isNotEqualTo("M2:[4] H2:[8, 0] free 12 cma 0 highatomic 8 blocks 12 nr_free 3")
                .isEqualTo("M2:[4] H2:[0, 8] free 12 cma 0 highatomic 4 blocks 12 nr_free 3");
    }

    @Test
    @Verifies({"BUDDY-23", "BUDDY-25", "INV-4", "INV-7"})
    void isolatedBlocksAreNotCountedAndComeBack() {
        Zone zone = new Zone(new ZoneShape(0, 12, 2, 2));
        BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), zone, null);
        zone.moveToFreeList(4, 2, M, I);
        zone.pageblocks.setIsolate(4, true);
        zone.nrIsolatePageblock = 1;
        assertThat(Lists.of(allocator)).isEqualTo("M2:[0, 8] I2:[4]");
        assertThat(zone.nrFreePages()).isEqualTo(8);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(8);
        assertThat(BuddyInvariants.check(zone)).isEmpty();
        zone.moveToFreeList(4, 2, I, M);
        zone.pageblocks.setIsolate(4, false);
        zone.nrIsolatePageblock = 0;
        assertThat(Lists.of(allocator)).isEqualTo("M2:[0, 8, 4]");
        assertThat(zone.nrFreePages()).isEqualTo(12);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(12);
        assertThat(BuddyInvariants.check(zone)).isEmpty();
    }

    @Test
    @Verifies({"BUDDY-10", "BUDDY-23"})
    void aBlockFreedIntoAnIsolatedPageblockGoesToItsListAndMergesWithNothingElse() {
        Zone zone = new Zone(new ZoneShape(0, 8, 3, 2));
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        allocator.alloc(2, MOVABLE);
        zone.pageblocks.setIsolate(0, true);
        zone.nrIsolatePageblock = 1;
        allocator.free(0, 2);
        assertThat(Lists.of(allocator)).isEqualTo("M2:[4] I2:[0]");
        assertThat(allocator.freePages()).isEqualTo(4);
        assertThat(allocator.alloc(2, MOVABLE)).isEqualTo(4);
        assertThat(allocator.alloc(2, MOVABLE))
                .as("pages of isolated pageblocks")
                .isEqualTo(-1);
    }

    @Test
    @Verifies({"BUDDY-26", "BUDDY-1"})
    void takingABlockOffItsList() {
        Zone zone = new Zone(new ZoneShape(0, 12, 2, 2));
        BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), zone, null);
        zone.rawDelPageFromFreeList(4, 2, M);
        assertThat(Lists.of(allocator)).isEqualTo("M2:[0, 8]");
        assertThat(zone.nrFree(2)).isEqualTo(2);
        assertThat(zone.nrFreePages()).as("not booked").isEqualTo(12);
        assertThat(zone.nrFreePagesBlocks()).isEqualTo(8);
        assertThat(zone.pages.typeName(4)).isEqualTo("inside a block");
        assertThat(zone.pages.order[4]).isZero();
        zone.delPageFromFreeList(8, 2, M);
        assertThat(zone.nrFreePages()).as("booked").isEqualTo(8);
        assertThatThrownBy(() -> zone.rawDelPageFromFreeList(8, 2, M))
                .isInstanceOf(AssertionError.class)
                .hasMessage("pfn 8 is taken off a list as a free block of order 2, but is inside a block with order 0");
    }

    /** Two pageblocks of 4 pages in a zone of one block of 8; the first is freed into the second, which is free. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FREED       | BUDDY       | LISTS
            MOVABLE     | MOVABLE     | M3:[0]
            UNMOVABLE   | MOVABLE     | U3:[0]
            MOVABLE     | UNMOVABLE   | M3:[0]
            RECLAIMABLE | UNMOVABLE   | E3:[0]
            CMA         | CMA         | C3:[0]
            HIGHATOMIC  | HIGHATOMIC  | H3:[0]
            CMA         | MOVABLE     | M2:[4] C2:[0]
            MOVABLE     | CMA         | M2:[0] C2:[4]
            HIGHATOMIC  | MOVABLE     | M2:[4] H2:[0]
            HIGHATOMIC  | CMA         | H2:[0] C2:[4]
            """)
    @Verifies({"BUDDY-10", "MIGR-2"})
    void mergingAcrossTypes(Migratetype freed, Migratetype buddy, String lists) {
        Zone zone = new Zone(new ZoneShape(0, 8, 3, 2));
        zone.setPageblockMigratetype(0, freed);
        zone.setPageblockMigratetype(4, buddy);
        BuddySystem system = new BuddySystem(zone, null);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), system, null);
        boolean bootMerged = zone.nrFree(3) == 1;
        if (bootMerged) {
            separate(system, freed, buddy);
        } else {
            assertThat(allocator.alloc(2, freed)).isZero();
        }
        allocator.free(0, 2);
        assertThat(Lists.of(allocator)).isEqualTo(lists);
        if (lists.contains("3:[0]")) {
            assertThat(zone.getPfnblockMigratetype(4))
                    .as("the buddy's pageblock takes the type")
                    .isEqualTo(freed.value());
        }
    }

    /** Undoes what hand-over merged: the lower half allocated with its type, the upper half free with its own. */
    private static void separate(BuddySystem system, Migratetype lower, Migratetype upper) {
        Zone zone = system.zone;
        zone.delPageFromFreeList(0, 3, zone.getPfnblockMigratetype(0));
        zone.pageblocks.set(0, lower.value());
        zone.pageblocks.set(4, upper.value());
        zone.pages.setAllocated(0, 2);
        system.freeOnePage(4, 2, upper.value(), FpiFlags.NONE);
    }

    @Test
    @Verifies("BUDDY-28")
    void aLargeBlockIsFreedByPageblocksEachWithItsOwnType() {
        Zone zone = new Zone(new ZoneShape(0, 16, 4, 2));
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        assertThat(allocator.alloc(4, MOVABLE)).isZero();
        zone.pageblocks.set(4, Migratetype.CMA.value());
        zone.pageblocks.rememberCma(4);
        zone.pageblocks.set(12, UNMOVABLE.value());
        allocator.free(0, 4);
        assertThat(Lists.of(allocator))
                .as("8 and 12 merge, and the later one's type wins")
                .isEqualTo("M2:[0] C2:[4] U3:[8]");
    }

    @Test
    @Verifies("BUDDY-19")
    void expandPutsUpperHalvesAtTheHeads() {
        assertThat(expanded(zone -> new BuddySystem(zone, null))).isEqualTo("M0:[1, 16] M1:[2, 18] M2:[4, 20]");
    }

    @Test
    @Trips("BUDDY-19")
    void expandToTheTailIsNoticed() {
        assertThat(expanded(WrongSteps.ExpandsToTheTail::new)).isEqualTo("M0:[16, 1] M1:[18, 2] M2:[20, 4]");
    }

    /** Expands the block [0, order 3] while all smaller lists have an entry, which no allocation of one type ever does. */
    private static String expanded(Function<Zone, BuddySystem> steps) {
        BuddySystem system = steps.apply(new Zone(new ZoneShape(0, 24, 3)));
        BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), system, null);
        Zone zone = system.zone;
        zone.delPageFromFreeList(8, 3, M);
        zone.delPageFromFreeList(16, 3, M);
        for (int order = 0; order <= 2; order++) {
            int page = order == 0 ? 16 : 16 + (1 << order);
            zone.rawAddToFreeList(page, order, M, false);
            zone.pages.setBuddyOrder(page, order);
        }
        zone.rawDelPageFromFreeList(0, 3, M);
        assertThat(system.expand(0, 0, 3, M)).as("pages put on lists").isEqualTo(7);
        return Lists.of(allocator);
    }

    @Test
    void listAndTypeMustAgree() {
        Zone zone = new Zone(new ZoneShape(0, 8, 3));
        assertThatThrownBy(() -> zone.rawAddToFreeList(0, 3, I, false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("block at pfn 0 of order 3 is put on the list of type 5, but its pageblock has type 1");
        assertThatThrownBy(() -> zone.moveToFreeList(0, 3, I, M))
                .isInstanceOf(AssertionError.class)
                .hasMessage("block at pfn 0 of order 3 is moved from the list of type 5, but its pageblock has type 1");
        assertThatThrownBy(() -> new BuddySystem(zone, null).freeOnePage(0, 0, M, FpiFlags.NONE))
                .isInstanceOf(AssertionError.class)
                .hasMessage("pfn 0 is freed while it is reserved with 0 references");
    }

    @Test
    void linksRefuseWhatWouldTearALists() {
        PageLinks links = new PageLinks(4, 1);
        assertThatThrownBy(() -> links.del(2)).hasMessage("page index 2 is taken off a list, but is on none");
        links.add(2, links.head(0));
        assertThatThrownBy(() -> links.add(2, links.head(0)))
                .hasMessage("page index 2 is put on a list, but is on one already, before index 4");
        links.next[4] = 3;
        assertThatThrownBy(() -> links.del(2))
                .hasMessage("page index 2 is taken off a list whose neighbours 4 and 4 name 3 and 2 instead");
    }

    @Test
    @Verifies("ZONE-27")
    void memoryIsHandedOverOnceAndOnlyInsideTheZone() {
        Zone zone = new Zone(new ZoneShape(0, 16, 3));
        BuddySystem system = new BuddySystem(zone, null);
        system.freePagesMemory(0, 6);
        system.freePagesMemory(9, 16);
        assertThat(zone.managedPages()).as("a hole of 3 pages stays reserved").isEqualTo(13);
        assertThat(BuddyInvariants.check(zone)).isEmpty();
        assertThatThrownBy(() -> system.freePagesMemory(5, 7))
                .hasMessage("pfn 5 cannot be handed over: it is inside a block, not reserved");
        assertThatThrownBy(() -> system.freePagesMemory(12, 17))
                .hasMessage("pages 12..17 cannot be handed over to a zone of pages 0..16, orders up to 3,"
                        + " pageblocks of order 3");
    }
}
