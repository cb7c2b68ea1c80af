package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.TraceLine;

/**
 * Judges the four events by which a block changes hands without being freed: none of its frames may be allocated then.
 * They are mm_page_alloc, mm_page_alloc_zone_locked, mm_page_pcpu_drain and mm_page_alloc_extfrag.
 */
final class TakingJudge {
    private final Knowledge knowledge;
    private final HistoryTeller teller;

    TakingJudge(Knowledge knowledge, HistoryTeller teller) {
        this.knowledge = knowledge;
        this.teller = teller;
    }

    void alloc(TraceLine line, int order) {
        BlockView view = look(TraceRule.ALLOCATION, line, order);
        if (view.live > 0) {
            report(TraceRule.ALLOCATION, line, order, view, allocatedTwice(line, order, view));
        } else if (view.inBuddy > 0) {
            knowledge.tally.odd(Oddity.P16, line.number());
        }
        knowledge.record(line, order, Entry.ALLOC);
    }

    void zoneLocked(TraceLine line, int order) {
        BlockView view = look(TraceRule.ZONE_LOCKED, line, order);
        if (view.live > 0) {
            report(TraceRule.ZONE_LOCKED, line, order, view, "leaves the buddy lists");
        } else if (view.onPcp + view.taken > 0) {
            knowledge.tally.odd(Oddity.P4, line.number());
        }
        knowledge.record(line, order, Entry.ZONE_LOCKED);
    }

    void drain(TraceLine line, int order) {
        BlockView view = look(TraceRule.DRAIN, line, order);
        if (view.live > 0) {
            report(TraceRule.DRAIN, line, order, view, "goes from a per-CPU list to the buddy lists");
        } else if (!view.isKnown()) {
            knowledge.oddUnknown(Oddity.P5, line.number());
        } else if (view.inBuddy > 0) {
            knowledge.tally.odd(Oddity.P14, line.number());
        }
        knowledge.record(line, order, Entry.DRAIN);
    }

    void extfrag(TraceLine line, int order) {
        // The numbers of the event are judged even where nothing is known of the frames.
        knowledge.tally.exercised(TraceRule.EXTFRAG);
        numbersAgree(line);
        BlockView view = knowledge.look(line, order);
        if (view.live > 0) {
            report(TraceRule.EXTFRAG, line, order, view, "is taken from another migratetype's buddy list");
        } else {
            boolean announced = isAnnounced(line, order);
            knowledge.tally.odd(announced ? Oddity.P6B : Oddity.P6, line.number());
        }
        knowledge.record(line, order, Entry.EXTFRAG);
    }

    private BlockView look(TraceRule rule, TraceLine line, int order) {
        BlockView view = knowledge.look(line, order);
        if (view.isKnown()) {
            knowledge.tally.exercised(rule);
        }
        return view;
    }

    /** Whether the same task's zone_locked of the same block is the last that was seen of it. */
    private boolean isAnnounced(TraceLine line, int order) {
        long entry = knowledge.frames.newest(line.pfn());
        return knowledge.isValid(entry)
                && Entry.kind(entry) == Entry.ZONE_LOCKED
                && Entry.order(entry) == order
                && Entry.pid(entry) == line.pid();
    }

    private void numbersAgree(TraceLine line) {
        boolean fragmenting = line.fallbackOrder() < line.pageblockOrder();
        if (line.fallbackOrder() < line.order()) {
            numbers(
                    line,
                    "the block found, fallback_order=" + line.fallbackOrder() + ", is smaller than alloc_order="
                            + line.order());
        } else if (line.fragmenting() != (fragmenting ? 1 : 0)) {
            numbers(
                    line,
                    "fragmenting=" + line.fragmenting() + " although fallback_order=" + line.fallbackOrder()
                            + (fragmenting ? " is below" : " is not below") + " pageblock_order="
                            + line.pageblockOrder());
        }
    }

    private void numbers(TraceLine line, String what) {
        knowledge.findings.add(
                TraceRule.EXTFRAG,
                () -> HistoryTeller.aboutLine(
                        TraceRule.EXTFRAG,
                        line,
                        "The numbers of mm_page_alloc_extfrag contradict each other: " + what + ".",
                        "alloc_order <= fallback_order, and fragmenting = 1 exactly below pageblock_order"));
    }

    private static String allocatedTwice(TraceLine line, int order, BlockView view) {
        boolean same = Entry.order(view.firstLiveEntry) == order
                && Entry.head(view.firstLiveEntry, view.firstLive) == line.pfn();
        return same ? "is allocated a second time" : "is allocated over a block that is in use";
    }

    private void report(TraceRule rule, TraceLine line, int order, BlockView view, String what) {
        knowledge.findings.add(rule, () -> {
            long pfn = view.firstLive;
            long entry = view.firstLiveEntry;
            String block = Words.block(line.pfn(), order);
            String owner = Words.block(Entry.head(entry, pfn), Entry.order(entry));
            String whole = block.equals(owner) ? "it" : owner;
            String sentence = Words.capital(block) + " " + what + ": " + whole + " is still allocated since line "
                    + Entry.line(entry) + ", and no free of it was traced"
                    + knowledge.doubt(entry) + ".";
            return teller.about(
                    rule, line, pfn, order, sentence, "page frame " + Words.frame(pfn) + " must have been freed first");
        });
    }
}
