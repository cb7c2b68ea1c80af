package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.LineParser;
import org.mmtck.conformance.trace.read.LineReader;

/**
 * One event in the history of a frame, packed into a long so that a history costs no objects: 34 bits of line, 3 of kind,
 * 4 of order, 22 of task, 1 that says that the batched event was seen. 0 is no event. The block needs no bits: it begins at
 * the frame's number rounded down to a multiple of 2^order.
 */
final class Entry {
    static final int ALLOC = 1;
    static final int FREE = 2;
    static final int DRAIN = 3;
    static final int ZONE_LOCKED = 4;
    static final int EXTFRAG = 5;
    /** An event that could not be read or cannot be: what it did to the frame is not known. */
    static final int UNREADABLE = 6;

    static final int MAX_ORDER = 15;

    private static final int LINE_SHIFT = 30;
    private static final int KIND_SHIFT = 27;
    private static final int ORDER_SHIFT = 23;
    private static final int PID_SHIFT = 1;
    private static final long BATCHED = 1;

    private Entry() {}

    static long of(long line, int kind, int order, int pid) {
        assert line > 0 && line <= LineReader.MAX_LINES : "line " + line;
        assert order >= 0 && order <= MAX_ORDER : "order " + order;
        assert pid >= 0 && pid <= LineParser.MAX_PID : "pid " + pid;
        return line << LINE_SHIFT | (long) kind << KIND_SHIFT | (long) order << ORDER_SHIFT | (long) pid << PID_SHIFT;
    }

    static long line(long entry) {
        return entry >>> LINE_SHIFT;
    }

    static int kind(long entry) {
        return (int) (entry >>> KIND_SHIFT) & 7;
    }

    static int order(long entry) {
        return (int) (entry >>> ORDER_SHIFT) & MAX_ORDER;
    }

    static int pid(long entry) {
        return (int) (entry >>> PID_SHIFT) & LineParser.MAX_PID;
    }

    static boolean isBatched(long entry) {
        return (entry & BATCHED) != 0;
    }

    static long batched(long entry) {
        return entry | BATCHED;
    }

    /** First frame of the block that the event was about. */
    static long head(long entry, long pfn) {
        return pfn & -(1L << order(entry));
    }
}
