package org.mmtck.conformance.trace.judge;

import org.mmtck.conformance.trace.read.TraceLine;

/**
 * Checks {@code page=} against {@code pfn=}. With a virtual memory map the one is a fixed base plus 64 bytes for each frame
 * ({@code include/asm-generic/memory_model.h: __pfn_to_page}), so that the two guard each other against damage. The base is
 * learned; where the recording shows hashed addresses, or none, there is nothing to check.
 */
final class PageColumn {
    /** Bytes of a struct page in nearly all configurations. */
    private static final long STRUCT_PAGE = 64;

    /** A memory map begins at a multiple of this. */
    private static final long BASE_ALIGNMENT = 1L << 20;

    /** Events that must agree before a deviation counts. */
    private static final int ENOUGH = 16;

    private long base;
    private int agreed;
    private boolean useless;

    /** Whether {@code page=} of this event names another frame than {@code pfn=}. */
    boolean contradicts(TraceLine line) {
        if (useless || !line.hasPage() || line.page() == 0) {
            return false;
        }
        long found = line.page() - line.pfn() * STRUCT_PAGE;
        if (agreed >= ENOUGH) {
            return found != base;
        }
        if ((found & (BASE_ALIGNMENT - 1)) != 0 || (agreed > 0 && found != base)) {
            useless = true;
            return false;
        }
        base = found;
        agreed++;
        return false;
    }

    /** Whether a frame number can be read from {@code page=}. */
    boolean knows(TraceLine line) {
        return agreed >= ENOUGH && line.hasPage() && line.page() != 0 && pfn(line) >= 0 && pfn(line) < Shapes.MAX_PFN;
    }

    /** The frame number that {@code page=} says. */
    long pfn(TraceLine line) {
        return (line.page() - base) / STRUCT_PAGE;
    }
}
