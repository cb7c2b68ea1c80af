package org.mmtck.spec.history;

/** What a page allocator answered. */
public sealed interface Reply {

    /**
     * The block that was handed out.
     *
     * @param pfn its first page
     */
    record Block(long pfn) implements Reply {}

    /** The allocation failed: no block of that size can be had. */
    record NoMemory() implements Reply {}

    /** The block was taken back. */
    record Done() implements Reply {}

    /**
     * The allocator noticed misuse and did nothing.
     *
     * @param why its own words, possibly empty
     */
    record Refused(String why) implements Reply {}
}
