package org.mmtck.conformance.trace.judge;

import java.util.Locale;
import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.conformance.trace.read.TraceLine;

/** Frames, blocks, times and histories in words. */
final class Words {
    private static final long MICRO = 1_000L;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private Words() {}

    static String frame(long pfn) {
        return "0x" + Long.toHexString(pfn);
    }

    /** {@code page frame 0x32748a} or {@code the order-3 block of page frames 0x8-0xf}. */
    static String block(long pfn, long order) {
        if (order == 0) {
            return "page frame " + frame(pfn);
        }
        return "the order-" + order + " block of page frames " + frame(pfn) + "-" + frame(pfn + (1L << order) - 1);
    }

    /** The text with a capital letter, to begin a sentence. */
    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The kernel's name of the event in a frame's history. */
    static String event(long entry) {
        return switch (Entry.kind(entry)) {
            case Entry.ALLOC -> PageEvent.ALLOC.word();
            case Entry.FREE -> PageEvent.FREE.word();
            case Entry.DRAIN -> PageEvent.PCPU_DRAIN.word();
            case Entry.ZONE_LOCKED -> PageEvent.ZONE_LOCKED.word();
            case Entry.EXTFRAG -> PageEvent.EXTFRAG.word();
            default -> "an event that could not be read";
        };
    }

    /** What a frame is after an event of its history. */
    static String state(long entry) {
        return switch (Entry.kind(entry)) {
            case Entry.ALLOC -> "allocated";
            case Entry.FREE ->
                Shapes.isPcpOrder(Entry.order(entry))
                        ? "free, on a per-CPU list or in the buddy lists"
                        : "free, in the buddy lists";
            case Entry.DRAIN -> "free, in the buddy lists";
            case Entry.ZONE_LOCKED, Entry.EXTFRAG -> "free, out of the buddy lists";
            default -> "not known";
        };
    }

    /** When a line happened: {@code 2643.683270 s}. */
    static String time(TraceLine line) {
        if (!line.hasSeconds()) {
            return "tick " + line.time();
        }
        return String.format(Locale.ROOT, "%d.%06d s", line.time() / SECOND, line.time() % SECOND / MICRO);
    }

    /** A span of nanoseconds in the unit that suits it. */
    static String span(long nanos) {
        if (nanos < MILLI) {
            return nanos / MICRO + " \u00b5s";
        }
        return nanos < SECOND ? nanos / MILLI + " ms" : nanos / SECOND + " s";
    }
}
