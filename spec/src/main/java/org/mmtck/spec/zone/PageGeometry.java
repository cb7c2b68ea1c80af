package org.mmtck.spec.zone;

/** Sizes that are fixed when a kernel is built, for x86-64 with huge pages ({@code include/linux/mmzone.h}). */
public final class PageGeometry {

    /** A page has 2^12 bytes. */
    public static final int PAGE_SHIFT = 12;
    /** Bytes. */
    public static final int PAGE_SIZE = 1 << PAGE_SHIFT;
    /** kB in a page. */
    public static final int KB_PER_PAGE = PAGE_SIZE / 1024;
    /** The largest order of a block: 2^10 pages. */
    public static final int MAX_PAGE_ORDER = 10;
    /** Orders 0 to {@link #MAX_PAGE_ORDER}. */
    public static final int NR_PAGE_ORDERS = MAX_PAGE_ORDER + 1;
    /** Pages in a block of the largest order. */
    public static final int MAX_ORDER_NR_PAGES = 1 << MAX_PAGE_ORDER;
    /** Order of the unit that has one migratetype. */
    public static final int PAGEBLOCK_ORDER = 9;
    /** Pages of that unit. */
    public static final int PAGEBLOCK_NR_PAGES = 1 << PAGEBLOCK_ORDER;
    /** Orders above this one are costly: the allocator gives up earlier. */
    public static final int PAGE_ALLOC_COSTLY_ORDER = 3;

    private PageGeometry() {}

    /** Fails with both numbers if {@code order} is not one of 0 to {@link #MAX_PAGE_ORDER}. */
    static void checkOrder(int order) {
        if (order < 0 || order > MAX_PAGE_ORDER) {
            throw new IllegalArgumentException("order " + order + " is outside 0.." + MAX_PAGE_ORDER);
        }
    }

    /** Fails with name and number if {@code value} is negative. */
    static void checkNotNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + value);
        }
    }
}
