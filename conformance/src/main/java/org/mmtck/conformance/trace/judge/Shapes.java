package org.mmtck.conformance.trace.judge;

/** Which blocks exist ({@code include/linux/mmzone.h}, {@code mm/page_alloc.c: pcp_allowed_order}). */
public final class Shapes {
    /** The kernel's MAX_PAGE_ORDER unless it was configured otherwise. */
    public static final int MAX_PAGE_ORDER = 10;

    /** Frames have numbers below this: 2^52 bytes of 4 KiB pages. */
    public static final long MAX_PFN = 1L << 40;

    /** Types that per-CPU lists hold: unmovable, movable, reclaimable. */
    static final int MIGRATE_PCPTYPES = 3;

    private static final int PAGE_ALLOC_COSTLY_ORDER = 3;
    private static final int HPAGE_PMD_ORDER = 9;

    private Shapes() {}

    /** Whether blocks of this order may lie on a per-CPU list: orders 0..3, and 9, that of a huge page. */
    static boolean isPcpOrder(long order) {
        return order <= PAGE_ALLOC_COSTLY_ORDER || order == HPAGE_PMD_ORDER;
    }
}
