package org.mmtck.conformance.trace.judge;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.trace.read.LineKind;
import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.conformance.trace.read.TraceLine;

/** Judges a recording line by line, in constant memory for each frame seen. Lines come in order. */
public final class TraceJudge {
    /** Largest MAX_PAGE_ORDER of any kernel that can be judged. */
    public static final int LARGEST_MAX_ORDER = Entry.MAX_ORDER;

    /** Bytes of memory that each page frame followed costs. */
    public static final int BYTES_PER_FRAME = FrameTable.BYTES_PER_FRAME;

    private static final int FIRST_CPUS = 8;

    private final Knowledge knowledge;
    private final TakingJudge taking;
    private final FreeJudge frees;
    private final BatchJudge batches;
    private final ShapeJudge shapes;
    private final TimeJudge times;
    private final PageColumn pages = new PageColumn();
    private final int maxOrder;
    /** For each CPU, the line of its last event: what it lost next came after that. */
    private long[] lastLine = new long[FIRST_CPUS];
    /** A torn line that is no finding yet, since it may turn out to be the last. */
    private @Nullable Finding torn;

    private @Nullable Finding tornFirst;

    /**
     * A judge that has seen nothing.
     *
     * @param maxFrames page frames that it follows at most
     * @param kept findings of each rule that it keeps whole
     * @param maxOrder the kernel's MAX_PAGE_ORDER, 0..15
     */
    public TraceJudge(long maxFrames, int kept, int maxOrder) {
        if (maxOrder < 0 || maxOrder > Entry.MAX_ORDER) {
            throw new IllegalArgumentException("the largest order must be 0.." + Entry.MAX_ORDER + ", not " + maxOrder);
        }
        knowledge = new Knowledge(maxFrames, kept);
        HistoryTeller teller = new HistoryTeller(knowledge.frames);
        taking = new TakingJudge(knowledge, teller);
        frees = new FreeJudge(knowledge, teller, maxOrder);
        batches = new BatchJudge(knowledge, teller, maxOrder == Shapes.MAX_PAGE_ORDER);
        shapes = new ShapeJudge(knowledge, maxOrder);
        times = new TimeJudge(knowledge);
        this.maxOrder = maxOrder;
    }

    /** Judges the next line. */
    public void accept(TraceLine line) {
        knowledge.tally.lines++;
        if (line.kind() == LineKind.COMMENT) {
            return;
        }
        knowledge.tally.exercised(TraceRule.READABLE);
        tornInTheMiddle();
        switch (line.kind()) {
            case PAGE_EVENT -> {
                header(line);
                pageEvent(line);
            }
            case OTHER_EVENT -> {
                knowledge.tally.otherEvents++;
                header(line);
            }
            case LOST, BUFFER_STARTED -> lost(line);
            case TORN -> torn(line);
            case COMMENT -> throw new IllegalStateException("comments were let pass above");
        }
    }

    public Findings findings() {
        return knowledge.findings;
    }

    public Tally tally() {
        return knowledge.tally;
    }

    /** Page frames that had an event. */
    public long framesSeen() {
        return knowledge.frames.seen();
    }

    /** Whether there was no room for some frames. */
    public boolean isFull() {
        return knowledge.frames.isFull();
    }

    /** Nanoseconds from the first event to the last. */
    public long span() {
        return times.span();
    }

    /** The torn line that ends the recording, if one does. */
    public Optional<Finding> tornAtEnd() {
        return Optional.ofNullable(torn);
    }

    /** The torn line that begins the recording, if one does. */
    public Optional<Finding> tornAtStart() {
        return Optional.ofNullable(tornFirst);
    }

    private void header(TraceLine line) {
        times.accept(line);
        int cpu = line.cpu();
        if (cpu >= lastLine.length) {
            lastLine = Arrays.copyOf(lastLine, Math.max(cpu + 1, lastLine.length * 2));
        }
        lastLine[cpu] = line.number();
    }

    private void pageEvent(TraceLine line) {
        knowledge.tally.event(line.event());
        if (line.isFailedAllocation()) {
            knowledge.tally.odd(Oddity.P0, line.number());
            return;
        }
        if (pages.contradicts(line)) {
            contradictsItself(line);
        }
        if (!shapes.isPossible(line)) {
            blurPfn(line);
            return;
        }
        int order = (int) line.order();
        switch (line.event()) {
            case ALLOC -> taking.alloc(line, order);
            case FREE -> frees.free(line, order);
            case FREE_BATCHED -> batches.batched(line);
            case ZONE_LOCKED -> taking.zoneLocked(line, order);
            case PCPU_DRAIN -> taking.drain(line, order);
            case EXTFRAG -> taking.extfrag(line, order);
        }
    }

    private void contradictsItself(TraceLine line) {
        knowledge.findings.add(
                TraceRule.READABLE,
                () -> HistoryTeller.aboutLine(
                        TraceRule.READABLE,
                        line,
                        "The line contradicts itself: pfn=" + Words.frame(line.pfn())
                                + (pages.knows(line)
                                        ? " but page= is that of page frame " + Words.frame(pages.pfn(line))
                                        : " but page= is that of no page frame")
                                + ".",
                        "page= and pfn= must name the same frame"));
        if (pages.knows(line) && line.event() != PageEvent.FREE_BATCHED) {
            knowledge.blur(pages.pfn(line), line.number());
        }
    }

    private void torn(TraceLine line) {
        if (line.hasTime()) {
            header(line);
        }
        Finding finding = HistoryTeller.aboutLine(
                TraceRule.READABLE,
                line,
                "The line is torn at column " + line.damageColumn() + ": " + line.damage() + ".",
                "an event line must be whole");
        if (line.number() == 1) {
            tornFirst = finding;
        } else {
            torn = finding;
        }
        blurAround(line);
    }

    /** The last torn line was not the end of the recording after all. */
    private void tornInTheMiddle() {
        Finding finding = torn;
        if (finding != null) {
            knowledge.findings.add(TraceRule.READABLE, () -> finding);
            torn = null;
        }
    }

    /** What a torn line did to its block is not known, nor how large that is: forgets the largest block around it. */
    private void blurAround(TraceLine line) {
        long pfn = pages.knows(line) ? pages.pfn(line) : line.hasPfn() ? line.pfn() : -1;
        if (pfn >= 0 && pfn < Shapes.MAX_PFN) {
            knowledge.blurAround(pfn, maxOrder, line.number());
        } else {
            knowledge.tornBlindly(line.number());
        }
    }

    private void blurPfn(TraceLine line) {
        if (line.pfn() >= 0 && line.pfn() < Shapes.MAX_PFN) {
            knowledge.blur(line.pfn(), line.number());
        }
    }

    /**
     * Events of one CPU are missing since its last line. Everything known before here may be stale, and what was found on
     * other CPUs meanwhile may rest on it.
     */
    private void lost(TraceLine line) {
        knowledge.tally.losses++;
        knowledge.tally.lostEvents += line.kind() == LineKind.LOST ? line.lost() : 0;
        long last = line.cpu() < lastLine.length ? lastLine[line.cpu()] : 0;
        knowledge.tally.withdrawn += knowledge.findings.withdrawAfter(last);
        knowledge.forgetBefore(line.number());
        batches.forget();
    }
}
