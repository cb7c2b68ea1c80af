package org.mmtck.conformance.check;

import static org.mmtck.reports.outcome.MemoryMap.State.BAD;

import org.jspecify.annotations.Nullable;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.spec.history.Reply;

/** Judges the answer to a free, rightful or not, and enters a rightful one into the ledger. */
final class FreeJudge {
    private final Ledger ledger;
    private final Exercise exercise;

    FreeJudge(Ledger ledger, Exercise exercise) {
        this.ledger = ledger;
        this.exercise = exercise;
    }

    @Nullable
    Violation judge(long pfn, int order, Reply reply) {
        boolean taken = !(reply instanceof Reply.Refused);
        if (ledger.liveOrder(pfn) == order) {
            return rightful((int) pfn, order, taken);
        }
        boolean touches = ledger.inside(pfn) && ledger.liveBlockTouching(pfn, 0) >= 0;
        return touches ? wrongShape(pfn, order, taken) : notLive(pfn, order, taken);
    }

    private @Nullable Violation rightful(int pfn, int order, boolean taken) {
        exercise.add(Judged.FREE_4);
        if (!taken) {
            return new Violation(
                    Judged.FREE_4,
                    "the free of " + Words.block(pfn, order) + " was refused although the block is live",
                    Words.block(pfn, order) + " was handed out and not freed since, so its free must be accepted",
                    new MemoryMap.Block(pfn, order, BAD));
        }
        ledger.free(pfn);
        return null;
    }

    private @Nullable Violation wrongShape(long pfn, int order, boolean taken) {
        exercise.add(Judged.FREE_7);
        if (!taken) {
            return null;
        }
        int head = ledger.liveBlockTouching(pfn, 0);
        String live = Words.block(head, ledger.liveOrder(head));
        return new Violation(
                Judged.FREE_7,
                "the free of " + Words.block(pfn, order) + " was accepted although the live block is " + live,
                "a block must be freed from its first page and with its own order: " + live,
                new MemoryMap.Block(pfn, order, BAD));
    }

    private @Nullable Violation notLive(long pfn, int order, boolean taken) {
        exercise.add(Judged.FREE_5);
        if (!taken) {
            return null;
        }
        return new Violation(
                Judged.FREE_5,
                "the free of " + Words.block(pfn, order) + " was accepted although no page of it is live",
                "no live block holds page " + pfn + ", so the free must be refused",
                ledger.inside(pfn) ? new MemoryMap.Block(pfn, order, BAD) : null);
    }
}
