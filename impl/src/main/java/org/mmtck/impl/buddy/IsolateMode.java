package org.mmtck.impl.buddy;

/** What a range is isolated for ({@code include/linux/page-isolation.h: enum pb_isolate_mode}). */
public enum IsolateMode {
    /** Memory is to be unplugged; pages that are bad anyway are no obstacle. */
    MEM_OFFLINE,
    /** A contiguous block is wanted from CMA memory. */
    CMA_ALLOC,
    /** Any other contiguous allocation. */
    OTHER
}
