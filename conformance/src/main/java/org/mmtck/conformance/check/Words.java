package org.mmtck.conformance.check;

import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** Operations, replies and blocks in words. */
final class Words {
    private Words() {}

    static String of(Operation operation) {
        if (operation instanceof Operation.Alloc alloc) {
            return "alloc order " + alloc.order();
        }
        Operation.Free free = (Operation.Free) operation;
        return "free pfn " + free.pfn() + " order " + free.order();
    }

    static String of(Reply reply) {
        if (reply instanceof Reply.Block block) {
            return "block at pfn " + block.pfn();
        }
        if (reply instanceof Reply.NoMemory) {
            return "no memory";
        }
        if (reply instanceof Reply.Refused refused) {
            return refused.why().isEmpty() ? "refused" : "refused: " + refused.why();
        }
        return "ok";
    }

    /** For example {@code pages 4..7 (order 2)}. */
    static String block(long pfn, int order) {
        long last = pfn + (1L << order) - 1;
        return (order == 0 ? "page " + pfn : "pages " + pfn + ".." + last) + " (order " + order + ")";
    }
}
