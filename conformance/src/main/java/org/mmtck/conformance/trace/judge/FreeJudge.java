package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.TraceLine;

/** Judges mm_page_free: what is given back must have been handed out, and whole. */
final class FreeJudge {
    /**
     * Nanoseconds in which a free, an untraced allocation, a use and a second free do not fit. The shortest time between
     * the two frees in real recordings was about 6 ms.
     */
    static final long IMPOSSIBLE = 5_000;

    /** Nanoseconds below which such a second free is worth a look. */
    static final long SUSPICIOUS = 1_000_000;

    private final Knowledge knowledge;
    private final HistoryTeller teller;
    private final int maxOrder;

    FreeJudge(Knowledge knowledge, HistoryTeller teller, int maxOrder) {
        this.knowledge = knowledge;
        this.teller = teller;
        this.maxOrder = maxOrder;
    }

    void free(TraceLine line, int order) {
        BlockView view = knowledge.look(line, order);
        if (view.isKnown()) {
            knowledge.tally.exercised(TraceRule.FREE);
        }
        if (!view.isKnown()) {
            boolean growth = order == maxOrder && line.irqsOff();
            knowledge.oddUnknown(growth ? Oddity.P7 : Oddity.P1, line.number());
        } else if (view.live == 0) {
            again(line, order, view);
        } else if (view.idle() > 0) {
            mixed(line, order, view);
        } else {
            live(line, order, view);
        }
        knowledge.record(line, order, Entry.FREE);
    }

    private void live(TraceLine line, int order, BlockView view) {
        int allocated = Entry.order(view.firstLiveEntry);
        if (!view.oneAllocation || allocated < order) {
            String owner = Words.block(Entry.head(view.firstLiveEntry, view.firstLive), allocated);
            report(
                    TraceRule.FREE,
                    line,
                    order,
                    view.firstLive,
                    "is freed whole, but only " + owner
                            + " was allocated at line " + Entry.line(view.firstLiveEntry)
                            + ": a block cannot be freed with a larger order than it was allocated with");
        } else if (allocated > order) {
            knowledge.tally.odd(Oddity.P10, line.number());
        }
    }

    private void mixed(TraceLine line, int order, BlockView view) {
        report(
                TraceRule.FREE,
                line,
                order,
                view.firstIdle,
                "is freed whole, but page frame "
                        + Words.frame(view.firstIdle) + " of it is already free since line "
                        + Entry.line(view.firstIdleEntry)
                        + " while page frame " + Words.frame(view.firstLive) + " is allocated since line "
                        + Entry.line(view.firstLiveEntry));
    }

    /**
     * No frame of the block is allocated, as far as was traced. Single pages may come from the bulk allocator, which has
     * no event ({@code mm/page_alloc.c: alloc_pages_bulk_noprof}), which takes time. Larger blocks do so only in compaction
     * ({@code mm/page_alloc.c: __isolate_free_page}), which is rarer than a double free that nobody reports.
     */
    private void again(TraceLine line, int order, BlockView view) {
        knowledge.tally.exercised(TraceRule.REUSE);
        long gap = line.hasSeconds() ? line.time() - view.newestIdleTime : Long.MAX_VALUE;
        boolean timed = gap >= 0;
        String since = "is freed, but page frame " + Words.frame(view.firstIdle) + " is already free since line "
                + Entry.line(view.firstIdleEntry);
        if (order > 0) {
            report(
                    TraceRule.FREE,
                    line,
                    order,
                    view.firstIdle,
                    since
                            + ", and only single pages (and blocks that compaction moves) can be allocated without an event");
        } else if (timed && gap <= IMPOSSIBLE) {
            report(
                    TraceRule.FREE,
                    line,
                    order,
                    view.firstIdle,
                    since + ", only " + Words.span(gap) + " ago: too short for an allocation without an event");
        } else if (timed && gap < SUSPICIOUS) {
            report(
                    TraceRule.REUSE,
                    line,
                    order,
                    view.firstIdle,
                    since + ", " + Words.span(gap)
                            + " ago: a double free, or an allocation without an event that was given back very soon");
        } else {
            knowledge.tally.odd(Oddity.P2, line.number());
        }
    }

    private void report(TraceRule rule, TraceLine line, int order, long pfn, String what) {
        knowledge.findings.add(rule, () -> {
            String block = Words.block(line.pfn(), order);
            String sentence = Words.capital(block) + " " + what + knowledge.doubt(knowledge.frames.newest(pfn)) + ".";
            return teller.about(rule, line, pfn, order, sentence, "the whole block must be allocated when it is freed");
        });
    }
}
