package org.mmtck.impl.buddy;

import org.mmtck.spec.buddy.Buddies;

/** The span of a zone and the sizes that its buddy system works with. */
public final class ZoneShape {
    /** Most pages a zone may span: 2^24 (64 GiB of 4 KiB pages). The page table then takes about 235 MB. */
    public static final long MAX_PAGES = 1L << 24;

    /** No zone reaches beyond this pfn: 2^40, which is 4 EiB of 4 KiB pages. */
    public static final long MAX_PFN = 1L << 40;

    /** {@code pageblock_order} of x86-64 with huge pages of 2 MiB; lowered to the zone's largest order where that is less. */
    public static final int DEFAULT_PAGEBLOCK_ORDER = 9;

    private final long startPfn;
    private final long endPfn;
    private final int maxOrder;
    private final int pageblockOrder;

    /**
     * A zone of the pages {@code [startPfn, endPfn)}.
     *
     * @param startPfn first page, 0 or more; it need not be aligned to anything
     * @param endPfn first page after the zone; at least 1 and at most {@link #MAX_PAGES} pages after the start
     * @param maxOrder largest order of a block (MAX_PAGE_ORDER), 0..10
     * @param pageblockOrder order of a pageblock, 0..maxOrder
     */
    public ZoneShape(long startPfn, long endPfn, int maxOrder, int pageblockOrder) {
        if (startPfn < 0 || endPfn > MAX_PFN) {
            throw new IllegalArgumentException(
                    "a zone must lie in pages 0.." + MAX_PFN + ", not " + startPfn + ".." + endPfn);
        }
        if (endPfn <= startPfn || endPfn - startPfn > MAX_PAGES) {
            throw new IllegalArgumentException("a zone must span 1.." + MAX_PAGES + " pages, not " + (endPfn - startPfn)
                    + " (" + startPfn + ".." + endPfn + ")");
        }
        if (maxOrder < 0 || maxOrder > Buddies.MAX_PAGE_ORDER) {
            throw new IllegalArgumentException(
                    "the largest order must be 0.." + Buddies.MAX_PAGE_ORDER + ", not " + maxOrder);
        }
        if (pageblockOrder < 0 || pageblockOrder > maxOrder) {
            throw new IllegalArgumentException(
                    "the pageblock order must be 0.." + maxOrder + " (the largest order), not " + pageblockOrder);
        }
        this.startPfn = startPfn;
        this.endPfn = endPfn;
        this.maxOrder = maxOrder;
        this.pageblockOrder = pageblockOrder;
    }

    /** The same with the default pageblock order. */
    public ZoneShape(long startPfn, long endPfn, int maxOrder) {
        this(startPfn, endPfn, maxOrder, Math.min(DEFAULT_PAGEBLOCK_ORDER, Math.max(0, maxOrder)));
    }

    /** First page. */
    public long startPfn() {
        return startPfn;
    }

    /** First page after the zone. */
    public long endPfn() {
        return endPfn;
    }

    /** How many pages it spans. */
    public long spanned() {
        return endPfn - startPfn;
    }

    /** Largest order of a block. */
    public int maxOrder() {
        return maxOrder;
    }

    /** Order of a pageblock. */
    public int pageblockOrder() {
        return pageblockOrder;
    }

    /** Whether the page lies in the span ({@code include/linux/mmzone.h: zone_spans_pfn}). */
    public boolean spans(long pfn) {
        return pfn >= startPfn && pfn < endPfn;
    }

    /** For people, for example {@code pages 16..1000, orders up to 10, pageblocks of order 9}. */
    @Override
    public String toString() {
        return "pages " + startPfn + ".." + endPfn + ", orders up to " + maxOrder + ", pageblocks of order "
                + pageblockOrder;
    }
}
