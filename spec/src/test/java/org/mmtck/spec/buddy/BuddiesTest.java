package org.mmtck.spec.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.rule.Verifies;

@Epic("spec")
@Feature("buddy: arithmetic")
class BuddiesTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            PFN,        ORDER, BUDDY,      PARENT
            0,          0,     1,          0
            1,          0,     0,          0
            6,          1,     4,          4
            4,          2,     0,          0
            512,        9,     0,          0
            256,        8,     0,          0
            768,        8,     512,        512
            1024,       10,    0,          0
            4294967296, 10,    4294968320, 4294967296
            """)
    @Verifies("BUDDY-10")
    void buddyAndParent(long pfn, int order, long buddy, long parent) {
        assertThat(Buddies.findBuddyPfn(pfn, order)).isEqualTo(buddy);
        assertThat(Buddies.findBuddyPfn(buddy, order)).as("the buddy's buddy").isEqualTo(pfn);
        assertThat(Buddies.parentPfn(pfn, order)).isEqualTo(parent);
        assertThat(Buddies.parentPfn(buddy, order)).as("the buddy's parent").isEqualTo(parent);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            PFN,  ORDER, ALIGNED
            0,    10,    true
            1024, 10,    true
            512,  10,    false
            3,    0,     true
            3,    1,     false
            -2,   1,     false
            """)
    @Verifies("BUDDY-2")
    void alignment(long pfn, int order, boolean aligned) {
        assertThat(Buddies.isAligned(pfn, order)).isEqualTo(aligned);
    }

    /** The zone of worked sequence SEQ-2: [16, 1000). */
    @Test
    @Verifies("ZONE-27")
    void handOverOfAZoneWithOddEnds() {
        assertThat(Buddies.maximalBlocks(16, 1000, 10))
                .extracting(PageBlock::pfn, PageBlock::order)
                .containsExactly(
                        tuple(16, 4),
                        tuple(32, 5),
                        tuple(64, 6),
                        tuple(128, 7),
                        tuple(256, 8),
                        tuple(512, 8),
                        tuple(768, 7),
                        tuple(896, 6),
                        tuple(960, 5),
                        tuple(992, 3));
    }

    @Test
    @Verifies("ZONE-27")
    void pageZeroMayStartABlockOfAnyOrder() {
        assertThat(Buddies.maximalBlocks(0, 4096, 10))
                .containsExactly(
                        new PageBlock(0, 10),
                        new PageBlock(1024, 10),
                        new PageBlock(2048, 10),
                        new PageBlock(3072, 10));
        assertThat(Buddies.maximalBlocks(0, 5, 10)).containsExactly(new PageBlock(0, 2), new PageBlock(4, 0));
        assertThat(Buddies.maximalBlocks(0, 3, 0))
                .containsExactly(new PageBlock(0, 0), new PageBlock(1, 0), new PageBlock(2, 0));
        assertThat(Buddies.maximalBlocks(7, 7, 10)).isEmpty();
    }

    /** For every small range: the blocks tile it, and no block could have been twice as large. */
    @Test
    @Verifies("ZONE-27")
    void everySmallRangeIsTiledByMaximalBlocks() {
        int ranges = 0;
        for (int maxOrder = 0; maxOrder <= 4; maxOrder++) {
            for (long start = 0; start <= 40; start++) {
                for (long end = start; end <= 72; end++) {
                    checkTiling(start, end, maxOrder, Buddies.maximalBlocks(start, end, maxOrder));
                    ranges++;
                }
            }
        }
        assertThat(ranges).isEqualTo(5 * 41 * (73 + 33) / 2);
    }

    private static void checkTiling(long start, long end, int maxOrder, List<PageBlock> blocks) {
        long next = start;
        for (PageBlock block : blocks) {
            String what = block + " of " + start + ".." + end + " with orders up to " + maxOrder;
            assertThat(block.pfn()).as(what).isEqualTo(next);
            assertThat(block.pfn() % (1L << block.order())).as(what).isZero();
            long doubled = 1L << (block.order() + 1);
            long parent = block.pfn() - block.pfn() % doubled;
            boolean couldBeLarger = block.order() < maxOrder && parent >= start && parent + doubled <= end;
            assertThat(couldBeLarger).as(what).isFalse();
            next += 1L << block.order();
        }
        assertThat(next).as("end of the tiling of " + start + ".." + end).isEqualTo(end);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Buddies.pages(11)).hasMessage("an order must be 0..10, not 11");
        assertThatThrownBy(() -> Buddies.findBuddyPfn(3, 1))
                .hasMessage("pfn 3 is not a multiple of 2, so no block of order 1 starts there");
        assertThatThrownBy(() -> Buddies.maximalBlocks(5, 4, 10)).hasMessage("a range of pages cannot go from 5 to 4");
        assertThatThrownBy(() -> Buddies.largestOrder(4, 4, 10))
                .hasMessage("no block starts in the range of pages 4..4 (end not included)");
        assertThatThrownBy(() -> new PageBlock(6, 2))
                .hasMessage("a block of order 2 must start at a multiple of 4, not at pfn 6");
    }

    private static org.assertj.core.groups.Tuple tuple(long pfn, int order) {
        return org.assertj.core.api.Assertions.tuple(pfn, order);
    }
}
