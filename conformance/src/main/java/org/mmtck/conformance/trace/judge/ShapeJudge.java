package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.conformance.trace.read.TraceLine;

/** Judges whether the block of an event can exist: order, alignment, and what only per-CPU lists hold. */
final class ShapeJudge {
    private final Knowledge knowledge;
    private final int maxOrder;

    ShapeJudge(Knowledge knowledge, int maxOrder) {
        this.knowledge = knowledge;
        this.maxOrder = maxOrder;
    }

    /** Judges an event with a block; false if the block cannot exist, so that nothing can be said of its frames. */
    boolean isPossible(TraceLine line) {
        knowledge.tally.exercised(TraceRule.SHAPE);
        if (!blockExists(line)) {
            return false;
        }
        if (maxOrder == Shapes.MAX_PAGE_ORDER) {
            perCpuLists(line);
        }
        return true;
    }

    private boolean blockExists(TraceLine line) {
        long order = line.order();
        if (order < 0 || order > maxOrder) {
            return impossible(line, "the order is " + order + ", but orders are 0.." + maxOrder);
        }
        if (line.pfn() < 0 || line.pfn() >= Shapes.MAX_PFN) {
            return impossible(line, "there is no page frame " + Words.frame(line.pfn()));
        }
        if ((line.pfn() & (1L << order) - 1) != 0) {
            return impossible(
                    line,
                    "a block of order " + order + " begins at a multiple of " + (1L << order) + ", which page frame "
                            + Words.frame(line.pfn()) + " is not");
        }
        if (line.event() == PageEvent.EXTFRAG && line.fallbackOrder() > maxOrder) {
            return impossible(line, "fallback_order is " + line.fallbackOrder() + ", but orders are 0.." + maxOrder);
        }
        return true;
    }

    private void perCpuLists(TraceLine line) {
        boolean pcpOrder = Shapes.isPcpOrder(line.order());
        if (line.event() == PageEvent.PCPU_DRAIN && !pcpOrder) {
            impossible(
                    line, "a block of order " + line.order() + " is drained, but per-CPU lists hold orders 0..3 and 9");
        } else if (line.event() == PageEvent.ZONE_LOCKED && line.percpuRefill() != 0) {
            refill(line, pcpOrder);
        }
    }

    private void refill(TraceLine line, boolean pcpOrder) {
        if (line.percpuRefill() != 1) {
            impossible(line, "percpu_refill is " + line.percpuRefill() + ", but it is 0 or 1");
        } else if (!pcpOrder) {
            impossible(
                    line,
                    "percpu_refill is 1 for order " + line.order() + ", but per-CPU lists hold orders 0..3 and 9");
        } else if (line.migratetype() >= Shapes.MIGRATE_PCPTYPES || line.migratetype() < 0) {
            impossible(
                    line,
                    "percpu_refill is 1 for migratetype " + line.migratetype()
                            + ", but per-CPU lists hold migratetypes 0..2");
        }
    }

    private boolean impossible(TraceLine line, String what) {
        knowledge.findings.add(
                TraceRule.SHAPE,
                () -> HistoryTeller.aboutLine(
                        TraceRule.SHAPE,
                        line,
                        line.event().word() + " names a block that cannot be: " + what + ".",
                        "order 0.." + maxOrder + ", and a page frame number that is a multiple of 2^order"));
        return false;
    }
}
