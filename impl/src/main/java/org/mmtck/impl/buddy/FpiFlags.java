package org.mmtck.impl.buddy;

/**
 * How a block is freed ({@code mm/page_alloc.c: fpi_t}). The kernel's bit 0 (tell nothing to page reporting) and bit 2 (only
 * try the zone lock) have no use here yet.
 */
final class FpiFlags {
    static final int NONE = 0;

    /** Put the block at the tail of its list. */
    static final int TO_TAIL = 1 << 1;

    private FpiFlags() {}
}
