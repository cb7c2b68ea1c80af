package org.mmtck.conformance.check;

import static org.mmtck.reports.outcome.MemoryMap.State.BAD;
import static org.mmtck.reports.outcome.MemoryMap.State.LOST;

import org.jspecify.annotations.Nullable;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.spec.history.Reply;

/** Judges the answer to an allocation, and enters a rightful block into the ledger. */
final class AllocJudge {
    private final Ledger ledger;
    private final Exercise exercise;

    AllocJudge(Ledger ledger, Exercise exercise) {
        this.ledger = ledger;
        this.exercise = exercise;
    }

    /** Returns the rule that the answer breaks, or null; the first operation after a reset says so. */
    @Nullable
    Violation judge(int order, Reply reply, boolean afterReset) {
        if (ledger.liveCount() == 0 && ledger.canServe(order)) {
            exercise.add(afterReset ? Judged.ZONE_27 : Judged.INV_33);
        }
        if (order > ledger.maxOrder()) {
            exercise.add(Judged.GFP_60);
            return reply instanceof Reply.Block block ? tooLarge(order, block.pfn()) : null;
        }
        return reply instanceof Reply.Block block ? handedOut(order, block.pfn()) : failed(order, afterReset);
    }

    private Violation tooLarge(int order, long pfn) {
        return new Violation(
                Judged.GFP_60,
                "order " + order + " was served although the largest order is " + ledger.maxOrder(),
                "an order above " + ledger.maxOrder() + " must be refused, but a block at pfn " + pfn
                        + " was handed out",
                null);
    }

    private @Nullable Violation handedOut(int order, long pfn) {
        exercise.add(Judged.INV_28);
        if (pfn < 0 || pfn + (1L << order) > ledger.pages()) {
            return new Violation(
                    Judged.INV_28,
                    Words.block(pfn, order) + " was handed out, but the zone is pages 0.." + (ledger.pages() - 1),
                    "every page of a block must lie in the zone, pages 0.." + (ledger.pages() - 1),
                    null);
        }
        exercise.add(Judged.BUDDY_2);
        long misaligned = pfn & ((1L << order) - 1);
        if (misaligned != 0) {
            return new Violation(
                    Judged.BUDDY_2,
                    Words.block(pfn, order) + " was handed out, but " + pfn + " is not a multiple of " + (1L << order),
                    "the pfn of an order-" + order + " block must be a multiple of " + (1L << order) + "; " + pfn
                            + " leaves " + misaligned,
                    new MemoryMap.Block(pfn, order, BAD));
        }
        exercise.add(Judged.INV_29);
        int head = ledger.freeBlockAround(pfn, order);
        if (head < 0) {
            return overlap(order, pfn);
        }
        return rightful(order, (int) pfn, head);
    }

    private Violation overlap(int order, long pfn) {
        int other = ledger.liveBlockTouching(pfn, order);
        String live = Words.block(other, ledger.liveOrder(other));
        return new Violation(
                Judged.INV_29,
                Words.block(pfn, order) + " was handed out while " + live + " is still live",
                "live blocks must not overlap; " + live + " was handed out before and not freed since",
                new MemoryMap.Block(pfn, order, BAD));
    }

    private @Nullable Violation rightful(int order, int pfn, int head) {
        int from = ledger.freeOrder(head);
        int smallest = ledger.smallestUnmerged(order);
        exercise.add(atStake(order));
        Origin cutFrom = ledger.originAt(head);
        ledger.allocate(pfn, order);
        if (cutFrom == Origin.MERGED) {
            // If the merge went wrong, what was cut is another block than the ledger thinks.
            return null;
        }
        exercise.add(Judged.BUDDY_21);
        if (smallest >= 0 && from > smallest) {
            return new Violation(
                    Judged.BUDDY_21,
                    "order " + order + " was cut from a free block of order " + from + " although one of order "
                            + smallest + " was free",
                    "the smallest sufficient free block is of order " + smallest + ", the one taken was "
                            + Words.block(head, from),
                    new MemoryMap.Block(pfn, order, BAD));
        }
        if (pfn != head) {
            return new Violation(
                    Judged.BUDDY_21,
                    "the block handed out is not at the low end of the free block it was cut from",
                    "the lowest pages of " + Words.block(head, from) + " start at pfn " + head + ", not " + pfn,
                    new MemoryMap.Block(pfn, order, BAD));
        }
        return null;
    }

    /** The rule that makes this allocation succeed, when a block is there. */
    private Judged atStake(int order) {
        Origin easiest = ledger.easiestOrigin(order);
        if (easiest == null) {
            throw new IllegalStateException("no free block of order " + order + " in the ledger");
        }
        return switch (easiest) {
            case WHOLE -> Judged.BUDDY_31;
            case SPLIT -> Judged.BUDDY_19;
            case MERGED -> Judged.BUDDY_10;
        };
    }

    private @Nullable Violation failed(int order, boolean afterReset) {
        if (!ledger.canServe(order)) {
            exercise.add(Judged.BUDDY_31);
            return null;
        }
        Judged rule = atStake(order);
        exercise.add(rule);
        int head = firstFree(order, rule);
        int free = ledger.freeOrder(head);
        String block = Words.block(head, free);
        Violation whole = ledger.liveCount() > 0 ? null : notWhole(order, head, afterReset);
        return new Violation(
                rule,
                "order " + order + " failed although " + block + " is free",
                switch (rule) {
                    case BUDDY_19 ->
                        block + " is what was left when a larger block was split; none of it has been handed "
                                + "out since, so it must be available";
                    case BUDDY_10 ->
                        block + " is free page by page, so it must have merged into one block, and " + "order " + order
                                + " must be served from it";
                    default -> block + " is free as a whole, so order " + order + " must be served";
                },
                new MemoryMap.Block(head, free, LOST),
                whole);
    }

    private Violation notWhole(int order, int head, boolean afterReset) {
        return new Violation(
                afterReset ? Judged.ZONE_27 : Judged.INV_33,
                afterReset
                        ? "a fresh machine cannot serve order " + order
                        : "everything was freed, but order " + order + " can no longer be had",
                "with nothing live the memory must be the largest aligned blocks that fit, "
                        + Words.block(head, ledger.freeOrder(head)) + " among them",
                new MemoryMap.Block(head, ledger.freeOrder(head), LOST));
    }

    private int firstFree(int order, Judged rule) {
        Origin wanted = switch (rule) {
            case BUDDY_19 -> Origin.SPLIT;
            case BUDDY_10 -> Origin.MERGED;
            default -> Origin.WHOLE;
        };
        for (int pfn = 0; pfn < ledger.pages(); pfn++) {
            if (ledger.freeOrder(pfn) >= order && ledger.originAt(pfn) == wanted) {
                return pfn;
            }
        }
        throw new IllegalStateException("no free block of order " + order + " and origin " + wanted);
    }
}
