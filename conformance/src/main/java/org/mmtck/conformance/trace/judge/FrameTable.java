package org.mmtck.conformance.trace.judge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last events of every page frame seen: memory grows with the frames, not with the recording. Frames lie in groups of
 * 64 neighbours, found by open addressing on the frame number, since blocks are runs of neighbours.
 */
final class FrameTable {
    /** Events kept for each frame, the newest first. */
    static final int DEPTH = 4;

    /** Frames of one group. */
    static final int GROUP = 64;

    /** Bytes a frame costs: its events, its time, and its share of the table. */
    static final int BYTES_PER_FRAME = DEPTH * Long.BYTES + Long.BYTES + 2;

    private static final int GROUP_SHIFT = 6;
    private static final int FIRST_SLOTS = 1 << 10;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Neighbouring frames: {@code DEPTH} events each, and the time of the newest. */
    static final class Group {
        final long[] events = new long[GROUP * DEPTH];
        final long[] times = new long[GROUP];
    }

    private final long maxGroups;
    private long[] keys = new long[FIRST_SLOTS];
    private @Nullable Group[] groups = new @Nullable Group[FIRST_SLOTS];
    private int used;
    private long seen;
    private boolean full;
    private long lastKey = -1;
    private @Nullable Group lastGroup;

    /** A table with room for so many frames, rounded up to whole groups. */
    FrameTable(long maxFrames) {
        if (maxFrames < 1) {
            throw new IllegalArgumentException("room must be for 1 frame or more, not " + maxFrames);
        }
        maxGroups = (maxFrames + GROUP - 1) / GROUP;
    }

    /** Frames that had an event. */
    long seen() {
        return seen;
    }

    /** Whether a frame was refused because there was no room. */
    boolean isFull() {
        return full;
    }

    /** The group of a frame, or null if none of its frames was seen. */
    @Nullable
    Group find(long pfn) {
        long key = pfn >>> GROUP_SHIFT;
        if (key == lastKey) {
            return lastGroup;
        }
        Group group = groups[slot(key)];
        if (group != null) {
            lastKey = key;
            lastGroup = group;
        }
        return group;
    }

    /** Newest event of a frame, 0 if there is none. */
    long newest(long pfn) {
        return event(pfn, 0);
    }

    /** The event of a frame that is {@code age} events back, 0 if there is none. */
    long event(long pfn, int age) {
        Group group = find(pfn);
        return group == null ? 0 : group.events[indexOf(pfn) * DEPTH + age];
    }

    /** Time of the newest event of a frame, 0 if there is none. */
    long time(long pfn) {
        Group group = find(pfn);
        return group == null ? 0 : group.times[indexOf(pfn)];
    }

    /** Replaces the newest event of a frame that has one. */
    void amend(long pfn, long entry) {
        Group group = find(pfn);
        if (group == null) {
            throw new IllegalStateException("frame " + pfn + " was never seen");
        }
        group.events[indexOf(pfn) * DEPTH] = entry;
    }

    /**
     * Adds an event to all {@code frames} frames from {@code pfn} on; leaves out those that there is no room for.
     *
     * @return whether there was room for all
     */
    boolean push(long pfn, long frames, long entry, long time) {
        long at = pfn;
        long left = frames;
        boolean placed = true;
        while (left > 0) {
            int first = indexOf(at);
            int count = (int) Math.min(GROUP - first, left);
            Group group = findOrAdd(at);
            if (group != null) {
                push(group, first, count, entry, time);
            }
            placed &= group != null;
            at += count;
            left -= count;
        }
        return placed;
    }

    static int indexOf(long pfn) {
        return (int) pfn & (GROUP - 1);
    }

    private void push(Group group, int first, int count, long entry, long time) {
        long[] events = group.events;
        int base = first * DEPTH;
        int end = base + count * DEPTH;
        for (int i = base; i < end; i += DEPTH) {
            seen += events[i] == 0 ? 1 : 0;
        }
        // Moves every event one place back; the oldest of a frame lands on the next frame's newest and is overwritten.
        System.arraycopy(events, base, events, base + 1, count * DEPTH - 1);
        for (int i = base; i < end; i += DEPTH) {
            events[i] = entry;
        }
        Arrays.fill(group.times, first, first + count, time);
    }

    private @Nullable Group findOrAdd(long pfn) {
        Group group = find(pfn);
        return group != null ? group : add(pfn >>> GROUP_SHIFT);
    }

    private @Nullable Group add(long key) {
        if (used >= maxGroups) {
            full = true;
            return null;
        }
        if (used * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        Group group = new Group();
        keys[slot] = key;
        groups[slot] = group;
        used++;
        lastKey = key;
        lastGroup = group;
        return group;
    }

    /** Where a key is, or where it would be put. The table is never more than half full, so the search ends. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * GOLDEN) >>> 32) & mask;
        while (groups[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Group[] oldGroups = groups;
        keys = new long[oldKeys.length * 2];
        groups = new @Nullable Group[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldGroups[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                groups[slot] = oldGroups[i];
            }
        }
    }
}
