package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.TraceLine;

/** What all judges share: the frames and their events, what was found, what was counted. */
final class Knowledge {
    final FrameTable frames;
    final BlockView view;
    final Findings findings;
    final Tally tally = new Tally();
    /** Events before this line count for nothing: others were lost since. */
    private long epoch;

    private long blindLine;

    Knowledge(long maxFrames, int kept) {
        frames = new FrameTable(maxFrames);
        view = new BlockView(frames);
        findings = new Findings(kept);
    }

    /** Looks at the frames of an event's block before the event. */
    BlockView look(TraceLine line, int order) {
        view.look(line.pfn(), order, epoch);
        return view;
    }

    /** Whether this event is one of the present: known, and nothing was lost since. */
    boolean isValid(long entry) {
        return entry != 0 && Entry.line(entry) >= epoch && Entry.kind(entry) != Entry.UNREADABLE;
    }

    /** Adds the event to the history of the block's frames. */
    void record(TraceLine line, int order, int kind) {
        long entry = Entry.of(line.number(), kind, order, line.pid());
        if (!frames.push(line.pfn(), 1L << order, entry, line.time())) {
            tally.unplaced++;
        }
    }

    /** Forgets what a frame is: an event on it could not be read. */
    void blur(long pfn, long line) {
        frames.push(pfn, 1, Entry.of(line, Entry.UNREADABLE, 0, 0), 0);
    }

    /** Forgets what a frame and its neighbours of the largest block around it are, of those that were seen. */
    void blurAround(long pfn, int maxOrder, long line) {
        long head = pfn & -(1L << maxOrder);
        for (long at = head; at < head + (1L << maxOrder); at++) {
            if (at == pfn || frames.newest(at) != 0) {
                blur(at, line);
            }
        }
    }

    /** Remembers a torn line that does not even name a frame. */
    void tornBlindly(long line) {
        blindLine = line;
    }

    /** What must be added to a finding that rests on this event: such a torn line may have come after it. */
    String doubt(long entry) {
        boolean doubtful = blindLine > Entry.line(entry);
        return doubtful ? " (unless the torn line " + blindLine + ", which names no frame, did that)" : "";
    }

    /** Forgets everything before this line; the history stays, to be told. */
    void forgetBefore(long line) {
        epoch = line;
    }

    /** Counts an oddity that rests on frames never seen; not where there was no room to remember them. */
    void oddUnknown(Oddity oddity, long line) {
        if (!frames.isFull()) {
            tally.odd(oddity, line);
        }
    }
}
