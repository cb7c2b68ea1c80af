package org.mmtck.conformance.check;

import static org.mmtck.reports.outcome.MemoryMap.State.BAD;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.reports.outcome.MemoryMap;

/** Judges what a subject shows of its state: the counter of free pages and the list of free blocks. */
final class StateJudge {
    private final Ledger ledger;
    private final Exercise exercise;

    StateJudge(Ledger ledger, Exercise exercise) {
        this.ledger = ledger;
        this.exercise = exercise;
    }

    @Nullable
    Violation judgeFreePages(long shown) {
        exercise.add(Judged.INV_25);
        if (shown == ledger.freePages()) {
            return null;
        }
        return new Violation(
                Judged.INV_25,
                "the subject counts " + shown + " free pages, but " + ledger.freePages() + " of " + ledger.pages()
                        + " are not handed out",
                ledger.livePages() + " pages are live, so " + ledger.freePages() + " must be free, not " + shown,
                null);
    }

    /** Judges a snapshot; {@code counted} is the free counter, or -1 without one. */
    @Nullable
    Violation judgeFreeBlocks(List<FreeBlock> shown, long counted, boolean afterReset) {
        List<FreeBlock> blocks = new ArrayList<>(shown);
        blocks.sort(Comparator.comparingLong(FreeBlock::pfn).thenComparing(FreeBlock::order));
        exercise.add(Judged.INV_2);
        long sum = 0;
        long end = 0;
        for (FreeBlock block : blocks) {
            Violation violation = judgePlace(block, end);
            if (violation != null) {
                return violation;
            }
            end = block.pfn() + (1L << block.order());
            sum += 1L << block.order();
        }
        Violation violation = counted < 0 ? null : judgeSum(sum, counted, blocks);
        if (violation == null) {
            violation = judgeMerged(blocks);
        }
        return violation != null ? violation : judgeWhole(blocks, afterReset);
    }

    private @Nullable Violation judgePlace(FreeBlock block, long previousEnd) {
        if (block.order() < 0 || block.order() > ledger.maxOrder()) {
            return new Violation(
                    Judged.INV_2,
                    "a free block has order " + block.order(),
                    "orders are 0.." + ledger.maxOrder(),
                    null);
        }
        String name = Words.block(block.pfn(), block.order());
        if (block.pfn() < 0 || block.pfn() + (1L << block.order()) > ledger.pages()) {
            String zone = "pages 0.." + (ledger.pages() - 1);
            return new Violation(
                    Judged.INV_2, "free block " + name + " is not in the zone", "the zone is " + zone, null);
        }
        MemoryMap.Block picture = new MemoryMap.Block(block.pfn(), block.order(), BAD);
        if ((block.pfn() & ((1L << block.order()) - 1)) != 0) {
            return new Violation(
                    Judged.INV_2,
                    "free block " + name + " is not aligned",
                    "its pfn must be a multiple of " + (1L << block.order()),
                    picture);
        }
        if (block.pfn() < previousEnd) {
            return new Violation(
                    Judged.INV_2,
                    "free block " + name + " overlaps another free block that ends before page " + previousEnd,
                    "a page can be in one free block only",
                    picture);
        }
        if (ledger.freeBlockAround(block.pfn(), block.order()) < 0) {
            int live = ledger.liveBlockTouching(block.pfn(), block.order());
            return new Violation(
                    Judged.INV_2,
                    "free block " + name + " overlaps the live block " + Words.block(live, ledger.liveOrder(live)),
                    "a page is free or live, not both",
                    picture);
        }
        return null;
    }

    private @Nullable Violation judgeSum(long sum, long counted, List<FreeBlock> blocks) {
        exercise.add(Judged.INV_4);
        if (sum == counted) {
            return null;
        }
        return new Violation(
                Judged.INV_4,
                "the free blocks hold " + sum + (sum == 1 ? " page" : " pages") + ", but the counter says " + counted,
                "the counter must equal the sum of the free blocks (pfn:order) " + list(blocks) + ": " + sum,
                null);
    }

    private @Nullable Violation judgeMerged(List<FreeBlock> blocks) {
        exercise.add(Judged.INV_8);
        for (int i = 1; i < blocks.size(); i++) {
            FreeBlock low = blocks.get(i - 1);
            FreeBlock high = blocks.get(i);
            int order = low.order();
            if (order == high.order() && order < ledger.maxOrder() && (low.pfn() ^ (1L << order)) == high.pfn()) {
                return new Violation(
                        Judged.INV_8,
                        Words.block(low.pfn(), order) + " and its buddy at pfn " + high.pfn()
                                + " are both free, not merged",
                        "two free buddies of order " + order + " must be one block of order " + (order + 1),
                        new MemoryMap.Block(low.pfn(), order + 1, BAD));
            }
        }
        return null;
    }

    /** With nothing live the free blocks must be those of a fresh machine. */
    private @Nullable Violation judgeWhole(List<FreeBlock> blocks, boolean afterReset) {
        if (ledger.liveCount() > 0) {
            return null;
        }
        Judged rule = afterReset ? Judged.ZONE_27 : Judged.INV_33;
        exercise.add(rule);
        List<FreeBlock> whole = new ArrayList<>();
        ledger.forEachFree((order, pfn) -> whole.add(new FreeBlock(pfn, order)));
        if (whole.equals(blocks)) {
            return null;
        }
        return new Violation(
                rule,
                afterReset
                        ? "a fresh machine does not show its memory as the largest aligned blocks"
                        : "everything was freed, but the memory is not again the blocks it started with",
                "with nothing live the free blocks (pfn:order) must be " + list(whole) + ", not " + list(blocks),
                null);
    }

    private static String list(List<FreeBlock> blocks) {
        StringBuilder text = new StringBuilder();
        for (FreeBlock block : blocks.subList(0, Math.min(blocks.size(), 16))) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(block.pfn())
                    .append(':')
                    .append(block.order());
        }
        return text.length() == 0 ? "none" : text + (blocks.size() > 16 ? " ..." : "");
    }
}
