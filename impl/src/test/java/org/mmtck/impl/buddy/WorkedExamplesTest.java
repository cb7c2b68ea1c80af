package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** The worked examples of the reference document, literally: freeing, splitting, and the long sequences. */
@Epic("impl")
@Feature("buddy: worked examples")
class WorkedExamplesTest {

    /**
     * A zone of 2048 pages where nothing is free but what the example says in the lower half, and in the upper half one
     * marker on each list: a lone free block, so that head and tail of a list can be told apart. What is busy is busy as blocks of
     * the order that the example frees.
     */
    private static final class Bench {
        private static final int MARKERS = 1024;
        final BuddyAllocator allocator;

        Bench(Function<Zone, BuddySystem> steps, int busyOrder) {
            Zone zone = new Zone(new ZoneShape(0, 2 * MARKERS, 10));
            allocator = new BuddyAllocator(CheckedSeam.plain(), steps.apply(zone), null);
            List<Long> upper = new ArrayList<>();
            for (int i = 0; i < MARKERS >> busyOrder; i++) {
                assertThat(allocator.alloc(busyOrder, MOVABLE)).isEqualTo((long) i << busyOrder);
            }
            for (int i = 0; i < MARKERS >> busyOrder; i++) {
                upper.add(allocator.alloc(busyOrder, MOVABLE));
            }
            assertThat(allocator.freePages()).isZero();
            if (busyOrder > 0) {
                allocator.free(upper.get(0), busyOrder);
            } else {
                markersOfEachOrder();
            }
        }

        /** Free blocks of orders 0..2 at 1024, 1026 and 1028: none is the buddy of another. */
        private void markersOfEachOrder() {
            for (long pfn = MARKERS; pfn < MARKERS + 8; pfn++) {
                if (pfn != MARKERS + 1) {
                    allocator.free(pfn, 0);
                }
            }
        }

        void makeFree(String blocks, int busyOrder) {
            for (String block : blocks.split(" ", -1)) {
                if (!block.isEmpty()) {
                    long pfn = Long.parseLong(block.substring(0, block.indexOf('o')));
                    int order = Integer.parseInt(block.substring(block.indexOf('o') + 1));
                    for (long piece = pfn; piece < pfn + (1L << order); piece += 1L << busyOrder) {
                        assertThat(allocator.free(piece, busyOrder)).isEqualTo(FreeResult.FREED);
                    }
                }
            }
        }

        String lowerHalf() {
            List<String> blocks = new ArrayList<>();
            for (FreeListEntry entry : allocator.snapshot()) {
                if (entry.pfn() < MARKERS) {
                    blocks.add(entry.pfn() + "o" + entry.order());
                }
            }
            return String.join(" ", blocks);
        }

        /** Where the block at this pfn stands on its list, which holds at least one other block. */
        String placement(long pfn) {
            List<FreeListEntry> snapshot = allocator.snapshot();
            FreeListEntry block = snapshot.stream()
                    .filter(entry -> entry.pfn() == pfn)
                    .findFirst()
                    .orElseThrow();
            long others = snapshot.stream()
                    .filter(entry -> entry.order() == block.order() && entry.pfn() != pfn)
                    .count();
            if (others == 0) {
                return "alone";
            }
            return block.position() == 0 ? "head" : block.position() == others ? "tail" : "middle";
        }
    }

    private static String freed(Function<Zone, BuddySystem> steps, String before, long pfn, int order) {
        Bench bench = new Bench(steps, order);
        bench.makeFree(before, order);
        bench.makeFree(pfn + "o" + order, order);
        long merged = bench.lowerHalf().contains(pfn + "o") ? pfn : 0;
        return bench.lowerHalf() + ", " + bench.placement(merged);
    }

    @ParameterizedTest(name = "{0}: free {2} order {3} with [{1}] free gives [{4}] at the {5}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ROW | BEFORE | PFN | ORDER | AFTER     | PLACEMENT
            1   | ''     | 0   | 0     | 0o0       | head
            2   | 2o1    | 0   | 0     | 0o0 2o1   | tail
            3   | 1o0 2o1| 0   | 0     | 0o2       | head
            4   | 2o0    | 0   | 0     | 0o0 2o0   | head
            5   | 512o9  | 0   | 9     | 0o10      | alone
            6   | ''     | 512 | 9     | 512o9     | head
            7   | 256o8  | 512 | 8     | 512o8 256o8 | head
            """)
    @Verifies({"BUDDY-10", "BUDDY-13", "BUDDY-14"})
    void freeingOneBlock(int row, String before, long pfn, int order, String after, String placement) {
        assertThat(freed(zone -> new BuddySystem(zone, null), before, pfn, order))
                .isEqualTo(after + ", " + placement);
    }

    /** Row 5 once more with another order-10 block free: order 10 has no likelihood test. */
    @Test
    @Verifies("BUDDY-14")
    void aBlockOfTheLargestOrderGoesToTheHead() {
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new ZoneShape(0, 2048, 10));
        allocator.alloc(9, MOVABLE);
        allocator.alloc(9, MOVABLE);
        allocator.free(512, 9);
        allocator.free(0, 9);
        assertThat(Lists.of(allocator)).isEqualTo("M10:[0, 1024]");
    }

    @Test
    @Trips({"BUDDY-13", "BUDDY-14"})
    void likelihoodThatLooksAtTheWrongOrderFailsRowFour() {
        assertThat(freed(WrongSteps.LikelyWhateverTheOrder::new, "2o0", 0, 0)).isNotEqualTo("0o0 2o0, head");
    }

    @Test
    @Trips({"BUDDY-13", "BUDDY-14"})
    void likelihoodThatForgetsTheParentFailsRowTwo() {
        assertThat(freed(WrongSteps.NeverLikely::new, "2o1", 0, 0)).isNotEqualTo("0o0 2o1, tail");
    }

    @Test
    @Verifies({"BUDDY-4", "BUDDY-19", "BUDDY-20", "BUDDY-21"})
    void splitting() {
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new ZoneShape(0, 8, 10));
        assertThat(Lists.of(allocator)).isEqualTo("M3:[0]");
        assertThat(allocator.alloc(0, MOVABLE)).isZero();
        assertThat(Lists.of(allocator)).isEqualTo("M0:[1] M1:[2] M2:[4]");
        assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(1);
        assertThat(Lists.of(allocator)).isEqualTo("M1:[2] M2:[4]");
        assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(2);
        assertThat(Lists.of(allocator)).isEqualTo("M0:[3] M2:[4]");
        assertThat(allocator.freePages()).isEqualTo(5);
    }

    @Test
    @Verifies("BUDDY-21")
    void singlePagesOfAFreshBlockComeInAscendingOrder() {
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new ZoneShape(0, 256, 8));
        for (int i = 0; i < 256; i++) {
            assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(i);
        }
        assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(-1);
    }

    /** SEQ-1. Its first step claims the first two pageblocks for UNMOVABLE; here they have that type from the start. */
    @Test
    @Verifies({"BUDDY-4", "BUDDY-10", "BUDDY-13", "BUDDY-19", "BUDDY-23", "BUDDY-28", "BUDDY-31", "ZONE-27"})
    void longSequence() {
        Zone zone = new Zone(new ZoneShape(0, 4096, 10));
        zone.setPageblockMigratetype(0, UNMOVABLE);
        zone.setPageblockMigratetype(512, UNMOVABLE);
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), zone, null);
        expect(allocator, "U10:[0] M10:[1024, 2048, 3072]", 4096, 4096);
        String u0to9 = "U0:[1] U1:[2] U2:[4] U3:[8] U4:[16] U5:[32] U6:[64] U7:[128] U8:[256] U9:[512]";
        assertThat(allocator.alloc(0, UNMOVABLE)).isZero();
        expect(allocator, u0to9 + " M10:[1024, 2048, 3072]", 4095, 3584);
        assertThat(allocator.alloc(0, MOVABLE)).isEqualTo(1024);
        expect(allocator, """
                U0:[1] M0:[1025] U1:[2] M1:[1026] U2:[4] M2:[1028] U3:[8] M3:[1032] U4:[16] M4:[1040] \
                U5:[32] M5:[1056] U6:[64] M6:[1088] U7:[128] M7:[1152] U8:[256] M8:[1280] U9:[512] M9:[1536] \
                M10:[2048, 3072]""", 4094, 3072);
        assertThat(allocator.alloc(3, UNMOVABLE)).isEqualTo(8);
        expect(allocator, """
                U0:[1] M0:[1025] U1:[2] M1:[1026] U2:[4] M2:[1028] M3:[1032] U4:[16] M4:[1040] \
                U5:[32] M5:[1056] U6:[64] M6:[1088] U7:[128] M7:[1152] U8:[256] M8:[1280] U9:[512] M9:[1536] \
                M10:[2048, 3072]""", 4086, 3072);
        allocator.free(0, 0);
        expect(allocator, """
                M0:[1025] M1:[1026] M2:[1028] U3:[0] M3:[1032] U4:[16] M4:[1040] \
                U5:[32] M5:[1056] U6:[64] M6:[1088] U7:[128] M7:[1152] U8:[256] M8:[1280] U9:[512] M9:[1536] \
                M10:[2048, 3072]""", 4087, 3072);
        allocator.free(1024, 0);
        expect(allocator, """
                U3:[0] U4:[16] U5:[32] U6:[64] U7:[128] U8:[256] U9:[512] M10:[1024, 2048, 3072]""", 4088, 3584);
        allocator.free(8, 3);
        expect(allocator, "U10:[0] M10:[1024, 2048, 3072]", 4096, 4096);
    }

    @Test
    @Verifies("ZONE-27")
    void handOverOfAZoneWithOddEnds() {
        BuddyAllocator allocator = new BuddyAllocator(CheckedSeam.plain(), new ZoneShape(16, 1000, 10));
        expect(allocator, "M3:[992] M4:[16] M5:[32, 960] M6:[64, 896] M7:[128, 768] M8:[256, 512]", 984, 0);
        assertThat(allocator.zone().managedPages()).isEqualTo(984);
    }

    private static void expect(BuddyAllocator allocator, String lists, long nrFree, long blocks) {
        assertThat(Lists.of(allocator)).isEqualTo(lists);
        assertThat(allocator.freePages()).as("NR_FREE_PAGES").isEqualTo(nrFree);
        assertThat(allocator.zone().nrFreePagesBlocks())
                .as("NR_FREE_PAGES_BLOCKS")
                .isEqualTo(blocks);
    }

    @Test
    @Verifies("BUDDY-1")
    void aSnapshotSaysTypeOrderAndPlace() {
        BuddyAllocator allocator = new BuddyAllocator(new PlainSeam(1, 0), new ZoneShape(16, 1000, 10));
        FreeListEntry last = allocator.snapshot().get(allocator.snapshot().size() - 1);
        assertThat(last.pfn()).isEqualTo(512);
        assertThat(last.order()).isEqualTo(8);
        assertThat(last.migratetype()).isEqualTo(Migratetype.MOVABLE);
        assertThat(last.position()).isEqualTo(1);
        assertThat(last).hasToString("M8[1]: 512");
    }
}
