package org.mmtck.conformance.trace.judge;

/** What correct kernels do and a checker must not take for a fault; the codes are those of the recorded data's own list. */
public enum Oddity {
    P0("P0", "failed allocation: no block was handed out"),
    P1("P1", "free of frames never seen: allocated before the recording"),
    P2("P2", "free of a frame last seen free: allocated by a path without an event"),
    P3("P3", "batched event: the second event of one free"),
    P3_LARGE("P3+", "batched event of a block above order 0, printed as order 0"),
    P4("P4", "left the buddy lists although it was last seen on a per-CPU list: its way back was not traced"),
    P5("P5", "drain of a frame never seen: freed before the recording"),
    P6("P6", "extfrag that itself takes the block: no zone_locked before it"),
    P6B("P6b", "extfrag right after the zone_locked of the same block"),
    P7("P7", "free of the largest order of frames never seen, interrupts off: the zone grows"),
    P10("P10", "free of a part of an allocated block: it was split"),
    P12("P12", "batched event without its free: the recording began inside a batch"),
    P14("P14", "drain of a frame that the buddy lists held: its refill was not traced"),
    P16("P16", "allocation of a frame that the buddy lists held: its removal was not traced");

    private final String code;
    private final String words;

    Oddity(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** Short name, for example {@code P2}. */
    public String code() {
        return code;
    }

    /** What it is, without a period. */
    public String words() {
        return words;
    }
}
