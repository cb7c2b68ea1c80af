package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.LineParser;
import org.mmtck.conformance.trace.read.TraceLine;

/**
 * Judges mm_page_free_batched. A batch first prints mm_page_free for each of its blocks and then this event for each in the
 * same sequence, before the block can be had again ({@code mm/page_alloc.c: free_unref_folios}): so the last event of the
 * frame is its free, by the same task.
 */
final class BatchJudge {
    private static final int WORD_BITS = 6;

    private final Knowledge knowledge;
    private final HistoryTeller teller;
    private final boolean knownOrders;
    /** Tasks whose batched events were matched by a free: one bit each, half a megabyte for all there can be. */
    private long[] matched = new long[(LineParser.MAX_PID >>> WORD_BITS) + 1];

    /** {@code knownOrders} says that the orders of the per-CPU lists are those of a kernel with the usual largest order. */
    BatchJudge(Knowledge knowledge, HistoryTeller teller, boolean knownOrders) {
        this.knowledge = knowledge;
        this.teller = teller;
        this.knownOrders = knownOrders;
    }

    void batched(TraceLine line) {
        long entry = knowledge.frames.newest(line.pfn());
        if (!knowledge.isValid(entry)) {
            withoutFree(line, entry);
            return;
        }
        knowledge.tally.exercised(TraceRule.BATCHED);
        String contradiction = contradiction(line, entry);
        if (!contradiction.isEmpty()) {
            report(line, contradiction);
            return;
        }
        knowledge.frames.amend(line.pfn(), Entry.batched(entry));
        knowledge.tally.odd(Entry.order(entry) > 0 ? Oddity.P3_LARGE : Oddity.P3, line.number());
        if (line.inTask()) {
            matched[line.pid() >>> WORD_BITS] |= 1L << line.pid();
        }
    }

    /** Forgets which tasks had a matched event: frees may have been lost. */
    void forget() {
        matched = new long[matched.length];
    }

    /**
     * Where a recording begins inside a batch, the first batched events lack their frees, and those that have one come after
     * them. So for a task that had one with a free, one without is wrong. Task 0 is several: one for each CPU.
     */
    private void withoutFree(TraceLine line, long entry) {
        if (Entry.kind(entry) == Entry.UNREADABLE) {
            return;
        }
        boolean begun = (matched[line.pid() >>> WORD_BITS] & 1L << line.pid()) != 0;
        if (begun && line.inTask() && line.pid() != 0 && !knowledge.frames.isFull()) {
            knowledge.tally.exercised(TraceRule.BATCHED);
            report(
                    line,
                    "no free of it was traced, although task " + line.pid()
                            + " was already past its first batch and events are printed in the sequence of their frees");
        } else {
            knowledge.oddUnknown(Oddity.P12, line.number());
        }
    }

    private String contradiction(TraceLine line, long entry) {
        String last = Words.event(entry) + " at line " + Entry.line(entry);
        if (Entry.kind(entry) != Entry.FREE) {
            return "its last event is " + last + ", not a free";
        }
        if (Entry.head(entry, line.pfn()) != line.pfn()) {
            return "the free at line " + Entry.line(entry) + " was of "
                    + Words.block(Entry.head(entry, line.pfn()), Entry.order(entry)) + ", which begins elsewhere";
        }
        if (Entry.isBatched(entry)) {
            return "its free at line " + Entry.line(entry) + " already had one";
        }
        if (Entry.pid(entry) != line.pid()) {
            return "it was freed by task " + Entry.pid(entry) + " at line " + Entry.line(entry) + ", not by task "
                    + line.pid();
        }
        if (knownOrders && !Shapes.isPcpOrder(Entry.order(entry))) {
            return "its free at line " + Entry.line(entry) + " was of order " + Entry.order(entry)
                    + ", which goes straight to the buddy lists and has no batched event";
        }
        return "";
    }

    private void report(TraceLine line, String contradiction) {
        knowledge.findings.add(
                TraceRule.BATCHED,
                () -> teller.about(
                        TraceRule.BATCHED,
                        line,
                        line.pfn(),
                        0,
                        "mm_page_free_batched of page frame " + Words.frame(line.pfn()) + " belongs to no free: "
                                + contradiction + knowledge.doubt(knowledge.frames.newest(line.pfn())) + ".",
                        "the last event of the frame must be its mm_page_free, by the same task"));
    }
}
