package org.mmtck.impl.buddy;

/**
 * How a block is freed ({@code mm/page_alloc.c: fpi_t}). The kernel's bit 0 (tell nothing to page reporting) has no use here
 * yet.
 */
public final class FpiFlags {
    public static final int NONE = 0;

    /** Put the block at the tail of its list. */
    public static final int TO_TAIL = 1 << 1;

    /** Locks may only be tried: the caller may be in any context. */
    public static final int TRYLOCK = 1 << 2;

    private FpiFlags() {}
}
