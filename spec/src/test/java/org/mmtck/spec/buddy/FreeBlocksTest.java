package org.mmtck.spec.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Two brute-force definitions, neither of which knows of runs: filtering all aligned blocks, and merging buddies to the end. */
@Epic("spec")
@Feature("buddy: what must be free")
class FreeBlocksTest {
    private static final int WIDTH = 12;

    /** Every subset of live pages of zones of 12 pages at every alignment up to 16 and every largest order up to 4. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4"})
    @Verifies({"BUDDY-10", "INV-8", "INV-33"})
    void allSubsetsOfSmallZonesAgreeWithBothDefinitions(int maxOrder) {
        int[] starts = {0, 1, 2, 3, 4, 6, 8, 11, 12};
        for (int start : starts) {
            for (int livePages = 0; livePages < 1 << WIDTH; livePages++) {
                List<PageBlock> actual = FreeBlocks.of(start, start + WIDTH, maxOrder, pages(start, livePages))
                        .blocks();
                List<PageBlock> maximal = maximalAligned(start, livePages, maxOrder);
                if (!actual.equals(maximal)) {
                    assertThat(actual).as("start %s, live %x", start, livePages).isEqualTo(maximal);
                }
                List<PageBlock> merged = mergedToTheEnd(start, livePages, maxOrder, new Random(livePages));
                if (!actual.equals(merged)) {
                    assertThat(actual).as("start %s, live %x", start, livePages).isEqualTo(merged);
                }
            }
        }
    }

    /** All aligned blocks of free pages whose parent is not one. */
    private static List<PageBlock> maximalAligned(int start, int livePages, int maxOrder) {
        List<PageBlock> blocks = new ArrayList<>();
        for (int pfn = start; pfn < start + WIDTH; pfn++) {
            for (int order = 0; order <= maxOrder; order++) {
                int size = 1 << order;
                int parent = pfn - pfn % (2 * size);
                boolean parentFree = order < maxOrder && allFree(start, livePages, parent, 2 * size);
                if (pfn % size == 0 && allFree(start, livePages, pfn, size) && !parentFree) {
                    blocks.add(new PageBlock(pfn, order));
                }
            }
        }
        Collections.sort(blocks);
        return blocks;
    }

    private static boolean allFree(int start, int livePages, int pfn, int size) {
        for (int page = pfn; page < pfn + size; page++) {
            boolean inside = page >= start && page < start + WIDTH;
            if (!inside || (livePages >> (page - start) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Starts with free single pages and merges any two buddies, picked at random, until none are left. */
    private static List<PageBlock> mergedToTheEnd(int start, int livePages, int maxOrder, Random random) {
        List<PageBlock> blocks = pages(start, ~livePages);
        boolean merged = true;
        while (merged) {
            Collections.shuffle(blocks, random);
            merged = mergeOnce(blocks, maxOrder);
        }
        Collections.sort(blocks);
        return blocks;
    }

    private static boolean mergeOnce(List<PageBlock> blocks, int maxOrder) {
        for (PageBlock block : blocks) {
            PageBlock buddy = new PageBlock(block.pfn() ^ (1L << block.order()), block.order());
            if (block.order() < maxOrder && blocks.contains(buddy)) {
                blocks.remove(block);
                blocks.remove(buddy);
                blocks.add(new PageBlock(Math.min(block.pfn(), buddy.pfn()), block.order() + 1));
                return true;
            }
        }
        return false;
    }

    private static List<PageBlock> pages(int start, int bits) {
        List<PageBlock> pages = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            if ((bits >> i & 1) != 0) {
                pages.add(new PageBlock(start + i, 0));
            }
        }
        return pages;
    }

    @Test
    @Verifies({"INV-33", "ZONE-27"})
    void withNothingLiveItIsTheHandOver() {
        assertThat(FreeBlocks.of(16, 1000, 10, List.of()).blocks()).isEqualTo(Buddies.maximalBlocks(16, 1000, 10));
    }

    @Test
    void countsAndAnswers() {
        FreeBlocks free = FreeBlocks.of(0, 8, 3, List.of(new PageBlock(6, 1), new PageBlock(1, 0)));
        assertThat(free.blocks()).containsExactly(new PageBlock(0, 0), new PageBlock(2, 1), new PageBlock(4, 1));
        assertThat(free.pages()).isEqualTo(5);
        assertThat(free.count(0)).isEqualTo(1);
        assertThat(free.count(1)).isEqualTo(2);
        assertThat(free.count(2)).isZero();
        assertThat(free.count(10)).as("above the zone's largest order").isZero();
        assertThat(free.canAllocate(0)).isTrue();
        assertThat(free.canAllocate(1)).isTrue();
        assertThat(free.canAllocate(2)).isFalse();
        assertThat(free.canAllocate(10)).isFalse();
        assertThat(free).hasToString("[[0, order 0], [2, order 1], [4, order 1]]");
    }

    @Test
    void liveBlocksOfHigherOrdersCountWhole() {
        assertThat(FreeBlocks.of(0, 16, 2, List.of(new PageBlock(4, 2))).blocks())
                .containsExactly(new PageBlock(0, 2), new PageBlock(8, 2), new PageBlock(12, 2));
    }

    @Test
    @Trips({"INV-28", "INV-29"})
    void impossibleLiveBlocksAreRefused() {
        assertThatThrownBy(() -> FreeBlocks.of(0, 8, 3, List.of(new PageBlock(4, 1), new PageBlock(5, 0))))
                .hasMessage("live block [5, order 0] overlaps another one that ends at pfn 6");
        assertThatThrownBy(() -> FreeBlocks.of(0, 8, 3, List.of(new PageBlock(8, 0))))
                .hasMessage("live block [8, order 0] is not inside the zone of pages 0..8 (end not included)");
        assertThatThrownBy(() -> FreeBlocks.of(1, 8, 3, List.of(new PageBlock(0, 1))))
                .hasMessage("live block [0, order 1] is not inside the zone of pages 1..8 (end not included)");
        assertThatThrownBy(() -> FreeBlocks.of(0, 8, 2, List.of(new PageBlock(0, 3))))
                .hasMessage("live block [0, order 3] is larger than the largest order 2");
    }
}
