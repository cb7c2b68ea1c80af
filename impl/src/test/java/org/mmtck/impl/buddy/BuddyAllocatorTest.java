package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** The front: misuse, limits, events. */
@Epic("impl")
@Feature("buddy: allocator")
class BuddyAllocatorTest {

    /** Pages 16..32: [16, order 2] is live; free are 20o2 and 24o3. */
    private static BuddyAllocator oneLiveBlock() {
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new ZoneShape(16, 32, 3));
        allocator.alloc(3, MOVABLE);
        allocator.alloc(3, MOVABLE);
        allocator.free(16, 3);
        assertThat(allocator.alloc(2, MOVABLE)).isEqualTo(16);
        allocator.free(24, 3);
        return allocator;
    }

    @ParameterizedTest(name = "free of pfn {0} order {1}: {2}")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            PFN, ORDER, ANSWER
            16,  1,     WRONG_ORDER
            16,  3,     WRONG_ORDER
            16,  -1,    WRONG_ORDER
            16,  11,    WRONG_ORDER
            17,  0,     NOT_FIRST_PAGE
            18,  1,     NOT_FIRST_PAGE
            19,  2,     NOT_FIRST_PAGE
            20,  2,     NOT_ALLOCATED
            21,  0,     NOT_ALLOCATED
            24,  3,     NOT_ALLOCATED
            31,  0,     NOT_ALLOCATED
            15,  0,     OUTSIDE_ZONE
            32,  0,     OUTSIDE_ZONE
            -1,  0,     OUTSIDE_ZONE
            0,   2,     OUTSIDE_ZONE
            """)
    @Verifies("FREE-7")
    void misuseIsRefusedAndChangesNothing(long pfn, int order, FreeResult answer) {
        BuddyAllocator allocator = oneLiveBlock();
        long before = allocator.zone().fingerprint();
        FreeResult result = allocator.free(pfn, order);
        assertThat(result).isEqualTo(answer);
        assertThat(result.refused()).isTrue();
        assertThat(allocator.zone().fingerprint()).isEqualTo(before);
    }

    @Test
    @Verifies("FREE-7")
    void theSecondFreeOfABlockIsRefused() {
        BuddyAllocator allocator = oneLiveBlock();
        assertThat(allocator.free(16, 2)).isEqualTo(FreeResult.FREED);
        assertThat(allocator.free(16, 2))
                .as("once it merged into [16, order 3]")
                .isEqualTo(FreeResult.NOT_ALLOCATED);
        assertThat(FreeResult.NOT_ALLOCATED.why()).isEqualTo("the page is not allocated");
        assertThat(FreeResult.FREED.refused()).isFalse();
    }

    private static String answersAboveTheLargest(BuddyAllocator allocator, Recorder recorder) {
        long next = allocator.alloc(11, MOVABLE);
        long farthest = allocator.alloc(Integer.MAX_VALUE, MOVABLE);
        return next + " and " + farthest + ", free " + allocator.freePages() + ", heard " + recorder.heard;
    }

    @Test
    @Verifies("GFP-60")
    void anOrderAboveTheLargestIsNeverFoundAndNotAnEvent() {
        Recorder recorder = new Recorder();
        BuddyAllocator allocator =
                new BuddyAllocator(CheckedSeam.plain(), new Zone(new ZoneShape(0, 4096, 10)), recorder);
        assertThat(answersAboveTheLargest(allocator, recorder)).isEqualTo("-1 and -1, free 4096, heard []");
        assertThat(allocator.alloc(10, MOVABLE)).as("the largest order itself").isZero();
    }

    @Test
    @Trips("GFP-60")
    void aLargerOrderServedWithTheLargestIsNoticed() {
        Recorder recorder = new Recorder();
        BuddyAllocator allocator =
                new WrongParts.ServesTheLargestInstead(new Zone(new ZoneShape(0, 4096, 10)), recorder);
        assertThat(answersAboveTheLargest(allocator, recorder)).startsWith("0 and 1024, free 2048");
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        BuddyAllocator allocator = oneLiveBlock();
        assertThatThrownBy(() -> allocator.alloc(-1, MOVABLE)).hasMessage("an order must not be negative, but is -1");
        assertThatThrownBy(() -> allocator.alloc(0, ISOLATE))
                .hasMessage("pages of isolated pageblocks cannot be allocated");
    }

    private static final class Recorder implements KmemEvents {
        final List<String> heard = new ArrayList<>();

        @Override
        public void mmPageAlloc(long pfn, int order, int migratetype) {
            heard.add("alloc " + pfn + " order " + order + " type " + migratetype);
        }

        @Override
        public void mmPageFree(long pfn, int order) {
            heard.add("free " + pfn + " order " + order);
        }

        @Override
        public void mmPageAllocZoneLocked(long pfn, int order, int migratetype, boolean percpuRefill) {
            heard.add("zone_locked " + pfn + " order " + order + " type " + migratetype + " refill " + percpuRefill);
        }
    }

    /** What is heard of a block that is freed twice. */
    private static List<String> heardOfADoubleFree(BuddyAllocator allocator, Recorder recorder) {
        allocator.alloc(3, MOVABLE);
        recorder.heard.clear();
        assertThat(allocator.free(0, 3)).isEqualTo(FreeResult.FREED);
        assertThat(allocator.free(0, 3)).isEqualTo(FreeResult.NOT_ALLOCATED);
        return recorder.heard;
    }

    @Test
    @Verifies("FREE-5")
    void everyFreeIsAnEventEvenIfItIsRefused() {
        Recorder recorder = new Recorder();
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new Zone(new ZoneShape(0, 16, 3)), recorder);
        assertThat(heardOfADoubleFree(allocator, recorder)).containsExactly("free 0 order 3", "free 0 order 3");
    }

    @Test
    @Trips("FREE-5")
    void aFreeThatIsOnlySometimesAnEventIsNoticed() {
        Recorder recorder = new Recorder();
        BuddyAllocator allocator = new WrongParts.TellsOfGoodFreesOnly(new Zone(new ZoneShape(0, 16, 3)), recorder);
        assertThat(heardOfADoubleFree(allocator, recorder)).containsExactly("free 0 order 3");
    }

    @Test
    @Verifies({"FREE-5", "BUDDY-31"})
    void eventsComeInTheKernelsOrder() {
        Recorder recorder = new Recorder();
        Zone zone = new Zone(new ZoneShape(0, 1024, 9));
        zone.setPageblockMigratetype(512, CMA);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, recorder);
        allocator.alloc(3, MOVABLE);
        allocator.alloc(4, MOVABLE);
        allocator.alloc(0, CMA);
        allocator.free(0, 3);
        allocator.free(0, 3);
        allocator.alloc(9, MOVABLE);
        allocator.free(16, 4);
        allocator.alloc(9, MOVABLE);
        assertThat(recorder.heard)
                .containsExactly(
                        "zone_locked 0 order 3 type 1 refill true",
                        "alloc 0 order 3 type 1",
                        "zone_locked 16 order 4 type 1 refill false",
                        "alloc 16 order 4 type 1",
                        "zone_locked 512 order 0 type 4 refill false",
                        "alloc 512 order 0 type 4",
                        "free 0 order 3",
                        "free 0 order 3",
                        "alloc -1 order 9 type 1",
                        "free 16 order 4",
                        "zone_locked 0 order 9 type 1 refill true",
                        "alloc 0 order 9 type 1");
    }

    @Test
    void zoneTypesAreSetBeforeMemoryIsHandedOver() {
        Zone zone = new Zone(new ZoneShape(16, 32, 3, 2));
        assertThat(zone.setPageblockMigratetype(20, ISOLATE)).isFalse();
        assertThatThrownBy(() -> zone.setPageblockMigratetype(32, CMA))
                .hasMessage("pfn 32 is outside the zone (pages 16..32, orders up to 3, pageblocks of order 2)");
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        assertThat(allocator.zone()).isSameAs(zone);
        assertThatThrownBy(() -> zone.setPageblockMigratetype(20, CMA))
                .hasMessage("the type of the pageblock of pfn 20 must be set before memory is handed over,"
                        + " but 16 pages were");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            START         | END           | MAX | BLOCK | MESSAGE
            -1            | 4             | 3   | 3     | a zone must lie in pages 0..1099511627776, not -1..4
            1099511627770 | 1099511627777 | 3   | 3     | a zone must lie in pages 0..1099511627776, not 1099511627770..1099511627777
            4             | 4             | 3   | 3     | a zone must span 1..16777216 pages, not 0 (4..4)
            0             | 16777217      | 3   | 3     | a zone must span 1..16777216 pages, not 16777217 (0..16777217)
            0             | 8             | 11  | 3     | the largest order must be 0..10, not 11
            0             | 8             | -1  | 0     | the largest order must be 0..10, not -1
            0             | 8             | 3   | 4     | the pageblock order must be 0..3 (the largest order), not 4
            0             | 8             | 3   | -1    | the pageblock order must be 0..3 (the largest order), not -1
            """)
    void impossibleShapesAreNamed(long start, long end, int maxOrder, int pageblockOrder, String message) {
        assertThatThrownBy(() -> new ZoneShape(start, end, maxOrder, pageblockOrder))
                .hasMessage(message);
    }

    @Test
    void theLargestAndTheHighestZoneWork() {
        long end = ZoneShape.MAX_PFN;
        BuddyAllocator high = new BuddyAllocator(new PlainSeam(1, 0), new ZoneShape(end - 1500, end, 10));
        assertThat(high.alloc(10, MOVABLE)).isEqualTo(end - 1024);
        assertThat(high.free(end - 1024, 10)).isEqualTo(FreeResult.FREED);
        assertThat(BuddyInvariants.check(high.zone())).isEmpty();
        assertThat(new ZoneShape(0, ZoneShape.MAX_PAGES, 10).spanned()).isEqualTo(1 << 24);
        assertThat(new ZoneShape(0, 8, 3).pageblockOrder()).isEqualTo(3);
        assertThat(new ZoneShape(0, 8, 10).pageblockOrder()).isEqualTo(9);
    }
}
