package org.mmtck.conformance.trace.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.trace.read.TraceLine;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Step;

/** Tells the history of a page frame: its last events, oldest first, and then the line that breaks a rule. */
final class HistoryTeller {
    private final FrameTable frames;

    HistoryTeller(FrameTable frames) {
        this.frames = frames;
    }

    /**
     * A finding about a block.
     *
     * @param pfn the frame whose history is told
     * @param order order of the event's block
     * @param demand what the rule demands here, and because of what
     */
    Finding about(TraceRule rule, TraceLine line, long pfn, int order, String sentence, String demand) {
        List<Step> steps = history(pfn);
        long last = frames.newest(pfn);
        steps.add(new Step(
                steps.size() + 1, action(line), "page frame " + Words.frame(pfn), demand, map(line, order, pfn, last)));
        return new Finding(rule, line.number(), sentence, steps);
    }

    /** A finding about a line alone. */
    static Finding aboutLine(TraceRule rule, TraceLine line, String sentence, String demand) {
        Step step = new Step(1, "line " + line.number(), line.text(), demand, null);
        return new Finding(rule, line.number(), sentence, List.of(step));
    }

    private List<Step> history(long pfn) {
        List<Step> steps = new ArrayList<>();
        for (int age = FrameTable.DEPTH - 1; age >= 0; age--) {
            long entry = frames.event(pfn, age);
            if (entry != 0) {
                String state = "page frame " + Words.frame(pfn) + " is " + Words.state(entry);
                steps.add(new Step(steps.size() + 1, told(entry), state, null, null));
            }
        }
        return steps;
    }

    private static String told(long entry) {
        String text = "line " + Entry.line(entry) + ": " + Words.event(entry);
        if (Entry.kind(entry) == Entry.UNREADABLE) {
            return text;
        }
        String batched = Entry.isBatched(entry) ? " (and mm_page_free_batched)" : "";
        return text + " of order " + Entry.order(entry) + " by task " + Entry.pid(entry) + batched;
    }

    private static String action(TraceLine line) {
        return "line " + line.number() + ": " + line.event().word() + " of order " + line.order() + " by task "
                + line.pid() + " on CPU " + line.cpu() + " at " + Words.time(line);
    }

    /** The event's block over the block that the frame belonged to. */
    private static @Nullable MemoryMap map(TraceLine line, int order, long pfn, long last) {
        MemoryMap.Block bad = new MemoryMap.Block(line.pfn(), order, MemoryMap.State.BAD);
        if (last == 0 || Entry.kind(last) == Entry.UNREADABLE) {
            return new MemoryMap(line.pfn(), 1L << order, List.of(bad));
        }
        boolean live = Entry.kind(last) == Entry.ALLOC;
        MemoryMap.Block before = new MemoryMap.Block(
                Entry.head(last, pfn), Entry.order(last), live ? MemoryMap.State.LIVE : MemoryMap.State.FREE);
        long start = Math.min(bad.pfn(), before.pfn());
        long end = Math.max(bad.pfn() + (1L << order), before.pfn() + (1L << before.order()));
        return new MemoryMap(start, end - start, List.of(before, bad));
    }
}
