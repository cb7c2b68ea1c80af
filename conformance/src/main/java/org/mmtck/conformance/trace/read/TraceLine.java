package org.mmtck.conformance.trace.read;

import java.nio.charset.StandardCharsets;

/**
 * One line of a recording, read. One object serves for all lines: what must live longer is copied. Fields that the kind
 * of line does not have keep a value of an earlier line and must not be asked for.
 */
public final class TraceLine {
    /** Characters of a line that a message shows. */
    private static final int SHOWN = 160;

    LineKind kind = LineKind.COMMENT;
    long number;
    boolean terminated;
    int cpu;
    int pid;
    boolean hasFlags;
    boolean irqsOff;
    boolean inTask;
    long time;
    boolean hasSeconds;
    boolean hasTime;
    PageEvent event = PageEvent.ALLOC;
    boolean hasPage;
    long page;
    boolean hasPfn;
    long pfn;
    long order;
    long migratetype;
    long percpuRefill;
    long fallbackOrder;
    long pageblockOrder;
    long fragmenting;
    long lost;
    String damage = "";
    int damageAt;

    private byte[] buffer = new byte[0];
    private int start;
    private int end;

    void begin(LineReader in) {
        number = in.number();
        terminated = in.terminated();
        buffer = in.buffer();
        start = in.start();
        end = in.end();
        hasPage = false;
        hasPfn = false;
        hasTime = false;
    }

    public LineKind kind() {
        return kind;
    }

    /** From 1. */
    public long number() {
        return number;
    }

    /** False only for the last line of a file that does not end with a line feed. */
    public boolean terminated() {
        return terminated;
    }

    /** CPU of an event, of a LOST line or of a buffer's start, 0..{@link LineParser#MAX_CPU}. */
    public int cpu() {
        return cpu;
    }

    /** Task of an event, 0..{@link LineParser#MAX_PID}; 0 is the idle task of any CPU. */
    public int pid() {
        return pid;
    }

    /** Whether the event has the column of flags, on which {@link #irqsOff()} and {@link #inTask()} rest. */
    public boolean hasFlags() {
        return hasFlags;
    }

    /** Whether interrupts were off; false where there are no flags. */
    public boolean irqsOff() {
        return irqsOff;
    }

    /** Whether the task itself ran, and no interrupt on top of it; false where there are no flags. */
    public boolean inTask() {
        return inTask;
    }

    /** Time of an event: nanoseconds where {@link #hasSeconds()}, else ticks of an unknown clock. */
    public long time() {
        return time;
    }

    /** Whether the clock counts seconds. */
    public boolean hasSeconds() {
        return hasSeconds;
    }

    /** Whether a torn line was whole up to its time. */
    public boolean hasTime() {
        return hasTime;
    }

    /** Kind of a page event. */
    public PageEvent event() {
        return event;
    }

    /** Whether {@link #page()} was printed as a number. */
    public boolean hasPage() {
        return hasPage;
    }

    /** Address of the struct page, 0 for none. */
    public long page() {
        return page;
    }

    /** Whether {@link #pfn()} could be read; on a torn line perhaps only this much. */
    public boolean hasPfn() {
        return hasPfn;
    }

    /** First frame of the block. */
    public long pfn() {
        return pfn;
    }

    /** Order as printed: not yet known to be one that exists. For extfrag the order asked for. */
    public long order() {
        return order;
    }

    /** Migratetype of a zone_locked or a drain. */
    public long migratetype() {
        return migratetype;
    }

    /** {@code percpu_refill} of a zone_locked. */
    public long percpuRefill() {
        return percpuRefill;
    }

    /** Order of the block that an extfrag found. */
    public long fallbackOrder() {
        return fallbackOrder;
    }

    /** {@code pageblock_order} of an extfrag. */
    public long pageblockOrder() {
        return pageblockOrder;
    }

    /** {@code fragmenting} of an extfrag. */
    public long fragmenting() {
        return fragmenting;
    }

    /** Events that a LOST line counts, 0 if it does not say. */
    public long lost() {
        return lost;
    }

    /** What is wrong with a torn line, as the end of a sentence. */
    public String damage() {
        return damage;
    }

    /** Column of the damage, from 1. */
    public int damageColumn() {
        return damageAt - start + 1;
    }

    /** A failed allocation: no block, and so nothing to follow. */
    public boolean isFailedAllocation() {
        return event == PageEvent.ALLOC && hasPage && page == 0 && pfn == 0;
    }

    /** The line as text for a message: at most 160 characters, what cannot be printed as a question mark. */
    public String text() {
        int shown = Math.min(end - start, SHOWN);
        String text = new String(buffer, start, shown, StandardCharsets.ISO_8859_1).strip();
        return text.replaceAll("[^ -~]", "?") + (shown < end - start ? " ..." : "");
    }
}
