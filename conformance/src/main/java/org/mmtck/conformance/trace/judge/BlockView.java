package org.mmtck.conformance.trace.judge;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the frames of one block at one moment. One object serves for all events. The order of the orders: a
 * frame is unknown, allocated, on a per-CPU list (or on its way), or in the buddy lists.
 */
final class BlockView {
    private final FrameTable frames;

    int unknown;
    int live;
    int onPcp;
    int inBuddy;
    /** Frames that left the buddy lists and were not seen since: on a per-CPU list, or in an allocation under way. */
    int taken;
    /** First allocated frame, and its event. */
    long firstLive;

    long firstLiveEntry;
    /** Whether all allocated frames come from one allocation. */
    boolean oneAllocation;
    /** First frame that is known and not allocated. */
    long firstIdle;

    long firstIdleEntry;
    /** Time of the newest event of frames that are known and not allocated. */
    long newestIdleTime;

    BlockView(FrameTable frames) {
        this.frames = frames;
    }

    /** Frames known not to be allocated. */
    int idle() {
        return onPcp + inBuddy + taken;
    }

    /** Whether anything is known. */
    boolean isKnown() {
        return live + onPcp + inBuddy + taken > 0;
    }

    /**
     * Looks at the frames of a block.
     *
     * @param epoch events before this line count for nothing: others were lost since
     */
    void look(long pfn, int order, long epoch) {
        unknown = 0;
        live = 0;
        onPcp = 0;
        inBuddy = 0;
        taken = 0;
        oneAllocation = true;
        newestIdleTime = Long.MIN_VALUE;
        long at = pfn;
        long left = 1L << order;
        while (left > 0) {
            int first = FrameTable.indexOf(at);
            int count = (int) Math.min(FrameTable.GROUP - first, left);
            look(frames.find(at), at, count, epoch);
            at += count;
            left -= count;
        }
    }

    private void look(FrameTable.@Nullable Group group, long pfn, int count, long epoch) {
        if (group == null) {
            unknown += count;
            return;
        }
        int first = FrameTable.indexOf(pfn);
        for (int i = 0; i < count; i++) {
            long entry = group.events[(first + i) * FrameTable.DEPTH];
            if (Entry.line(entry) < epoch || Entry.kind(entry) == Entry.UNREADABLE || entry == 0) {
                unknown++;
            } else if (Entry.kind(entry) == Entry.ALLOC) {
                addLive(pfn + i, entry);
            } else {
                addIdle(pfn + i, entry, group.times[first + i]);
            }
        }
    }

    private void addLive(long pfn, long entry) {
        if (live == 0) {
            firstLive = pfn;
            firstLiveEntry = entry;
        } else {
            oneAllocation &= entry == firstLiveEntry;
        }
        live++;
    }

    private void addIdle(long pfn, long entry, long time) {
        if (idle() == 0) {
            firstIdle = pfn;
            firstIdleEntry = entry;
        }
        newestIdleTime = Math.max(newestIdleTime, time);
        int kind = Entry.kind(entry);
        if (kind == Entry.DRAIN || (kind == Entry.FREE && !Shapes.isPcpOrder(Entry.order(entry)))) {
            inBuddy++;
        } else if (kind == Entry.FREE) {
            onPcp++;
        } else {
            taken++;
        }
    }
}
