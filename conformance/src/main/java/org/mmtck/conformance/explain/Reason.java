package org.mmtck.conformance.explain;

/**
 * Why a zone refused the last attempt, or did not. The order is that of nearness to success, which decides between zones:
 * see {@link Closing}.
 */
public enum Reason {
    /** The printed numbers would pass: the refusal happened at another moment, or for a reason the report does not show. */
    WOULD_PASS("passes"),
    /** Enough pages, but no free block of the order or a larger one. */
    FRAGMENTED("fragmentation"),
    /** Enough pages and large enough blocks, but only of kinds that the request may not take. */
    RESERVED_BLOCKS("only blocks of other kinds"),
    /** The free pages are CMA or HIGHATOMIC ones, which do not count for this request. */
    RESERVED_PAGES("only pages of other kinds"),
    /** Above the zone's own mark, but the zone protects itself from requests that could use higher zones. */
    LOWMEM_RESERVE("lowmem_reserve"),
    /** Too few free pages for the mark. */
    BELOW_WATERMARK("below the watermark"),
    /** The report does not hold what would decide. */
    CANNOT_TELL("cannot tell"),
    /** The request may not use the zone at all. */
    NOT_ELIGIBLE("not eligible");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** A few words for a heading. */
    public String words() {
        return words;
    }

    /** Whether the zone said no. */
    public boolean refused() {
        return this != WOULD_PASS && this != CANNOT_TELL;
    }
}
