package org.mmtck.impl.buddy;

import org.mmtck.impl.seam.Guarded;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.WatermarkBoost;
import org.mmtck.spec.zone.ZoneWatermarks;

/**
 * One zone: its span, its page table, its free lists and its counters ({@code struct zone}), with the primitives that keep
 * lists and counters in step. Everything here may be touched only under the zone lock once the zone is shared.
 *
 * <p>Counters are in pages. Not final, so that tests can plant a wrong step.
 */
public class Zone implements Guarded {
    static final int NONE = -1;
    private static final int CMA = Migratetype.CMA.value();
    private static final int HIGHATOMIC = Migratetype.HIGHATOMIC.value();
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    final ZoneShape shape;
    final int maxOrder;
    final int pageblockOrder;

    /** pfn of page table entry 0: the zone's start rounded down to a block of the largest order. */
    final long basePfn;

    final PageTable pages;
    final PageLinks links;
    final FreeArea[] freeArea;
    final Pageblocks pageblocks;

    /** Pages handed to the buddy system; allocation and free do not change it. */
    long managed;

    /** NR_FREE_PAGES: pages on free lists other than ISOLATE. */
    long nrFreePages;

    /** NR_FREE_PAGES_BLOCKS: those of them in blocks of at least a pageblock. */
    long nrFreePagesBlocks;

    /** NR_FREE_CMA_PAGES. */
    long nrFreeCmaPages;

    /** {@code nr_free_highatomic}. */
    long nrFreeHighatomic;

    /** {@code nr_reserved_highatomic}: pages of all pageblocks of type HIGHATOMIC, free or not. */
    long nrReservedHighatomic;

    /** Whether more was ever given back from the reserve than it held (the kernel warns once). */
    boolean highatomicClipped;

    /** {@code nr_isolate_pageblock}. */
    int nrIsolatePageblock;

    /** {@code _watermark[]} and {@code watermark_boost}; all 0 until somebody sets them. */
    ZoneWatermarks watermarks = ZoneWatermarks.of(0, 0, 0, 0);

    /** {@code vm.watermark_boost_factor}, in parts of 10000. */
    int watermarkBoostFactor = WatermarkBoost.DEFAULT_FACTOR;

    /** The factor when the boost was raised last; for the invariants. */
    int factorWhenBoosted = WatermarkBoost.DEFAULT_FACTOR;

    /** {@code ZONE_BOOSTED_WATERMARK}: somebody is to wake kswapd. Written under the zone lock, read without. */
    volatile boolean boostedWatermark;

    /** Whether the boost was raised since that flag was cleared; for the invariants. */
    boolean boostedSinceCleared;

    /** A zone with no memory yet: all its pages are reserved until {@link BuddySystem#freePagesMemory} hands them over. */
    public Zone(ZoneShape shape) {
        this.shape = shape;
        maxOrder = shape.maxOrder();
        pageblockOrder = shape.pageblockOrder();
        long largest = 1L << maxOrder;
        basePfn = shape.startPfn() & -largest;
        int size = Math.toIntExact(((shape.endPfn() + largest - 1) & -largest) - basePfn);
        pages = new PageTable(size, pageOf(shape.startPfn()), pageOf(shape.endPfn()));
        links = new PageLinks(size, (maxOrder + 1) * Migratetype.TYPES);
        freeArea = new FreeArea[maxOrder + 1];
        for (int order = 0; order <= maxOrder; order++) {
            freeArea[order] = new FreeArea(links, order);
        }
        pageblocks = new Pageblocks(size, pageblockOrder);
    }

    /** Index of this page in the page table ({@code pfn_to_page}); the page must lie in the zone or be its end. */
    final int pageOf(long pfn) {
        return (int) (pfn - basePfn);
    }

    /** The pfn of the page at this index ({@code page_to_pfn}). */
    final long pfnOf(int page) {
        return basePfn + page;
    }

    /** Span and sizes. */
    public final ZoneShape shape() {
        return shape;
    }

    /** Pages handed to the buddy system. */
    public final long managedPages() {
        return managed;
    }

    /** NR_FREE_PAGES. */
    public final long nrFreePages() {
        return nrFreePages;
    }

    /** NR_FREE_PAGES_BLOCKS: free pages in blocks of at least a pageblock. */
    public final long nrFreePagesBlocks() {
        return nrFreePagesBlocks;
    }

    /** NR_FREE_CMA_PAGES. */
    public final long nrFreeCmaPages() {
        return nrFreeCmaPages;
    }

    /** {@code nr_free_highatomic}. */
    public final long nrFreeHighatomic() {
        return nrFreeHighatomic;
    }

    /** {@code nr_reserved_highatomic}: pages of all pageblocks of type HIGHATOMIC, free or not. */
    public final long nrReservedHighatomic() {
        return nrReservedHighatomic;
    }

    /** {@code nr_isolate_pageblock}. */
    public final int nrIsolatePageblock() {
        return nrIsolatePageblock;
    }

    /** {@code watermark_boost}. */
    public final long watermarkBoost() {
        return watermarks.boost();
    }

    /** {@code ZONE_BOOSTED_WATERMARK}: the marks were raised for a request that may wake kswapd, and nobody has yet. */
    public final boolean boostedWatermark() {
        return boostedWatermark;
    }

    /** Number of free blocks of this order, 0..the largest order, of all types together ({@code nr_free}). */
    public final int nrFree(int order) {
        return freeArea[order].nrFree;
    }

    /** Books pages that become free (or, negative, cease to be) with this type ({@code account_freepages}). */
    void accountFreepages(long nrPages, int mt) {
        if (mt == ISOLATE) {
            return;
        }
        nrFreePages += nrPages;
        if (mt == CMA) {
            nrFreeCmaPages += nrPages;
        } else if (mt == HIGHATOMIC) {
            nrFreeHighatomic += nrPages;
        }
    }

    /** Puts a block on a list without booking its pages as free ({@code __add_to_free_list}). */
    void rawAddToFreeList(int page, int order, int mt, boolean tail) {
        if (pageblocks.get(page) != mt) {
            throw new AssertionError("block at pfn " + pfnOf(page) + " of order " + order
                    + " is put on the list of type " + mt + ", but its pageblock has type " + pageblocks.get(page));
        }
        FreeArea area = freeArea[order];
        if (tail) {
            links.addTail(page, area.freeList(mt));
        } else {
            links.add(page, area.freeList(mt));
        }
        area.nrFree++;
        if (order >= pageblockOrder && mt != ISOLATE) {
            nrFreePagesBlocks += 1L << order;
        }
    }

    /** Takes a block off its list without booking its pages ({@code __del_page_from_free_list}). */
    void rawDelPageFromFreeList(int page, int order, int mt) {
        if (pages.type[page] != PageTable.BUDDY || pages.order[page] != order) {
            throw new AssertionError("pfn " + pfnOf(page) + " is taken off a list as a free block of order " + order
                    + ", but is " + pages.typeName(page) + " with order " + pages.order[page]);
        }
        links.del(page);
        pages.clearBuddy(page);
        freeArea[order].nrFree--;
        if (order >= pageblockOrder && mt != ISOLATE) {
            nrFreePagesBlocks -= 1L << order;
        }
    }

    /** Takes a block off its list and books its pages as no longer free ({@code del_page_from_free_list}). */
    void delPageFromFreeList(int page, int order, int mt) {
        rawDelPageFromFreeList(page, order, mt);
        accountFreepages(-(1L << order), mt);
    }

    /**
     * Moves a free block to the tail of another type's list ({@code move_to_free_list}). Runs before the pageblock's type is
     * changed.
     */
    void moveToFreeList(int page, int order, int oldMt, int newMt) {
        if (pageblocks.get(page) != oldMt) {
            throw new AssertionError(
                    "block at pfn " + pfnOf(page) + " of order " + order + " is moved from the list of type " + oldMt
                            + ", but its pageblock has type " + pageblocks.get(page));
        }
        links.del(page);
        links.addTail(page, freeArea[order].freeList(newMt));
        accountFreepages(-(1L << order), oldMt);
        accountFreepages(1L << order, newMt);
        boolean isolationChanges = (oldMt == ISOLATE) != (newMt == ISOLATE);
        if (order >= pageblockOrder && isolationChanges) {
            nrFreePagesBlocks += newMt == ISOLATE ? -(1L << order) : 1L << order;
        }
    }

    /** The effective type of the pageblock of this page ({@code get_pfnblock_migratetype}). */
    final int getPfnblockMigratetype(int page) {
        return pageblocks.get(page);
    }

    /**
     * Stores a type for every pageblock under a block of at least that size ({@code change_pageblock_range}). Moves no page.
     */
    final void changePageblockRange(int page, int order, int mt) {
        for (int p = page; p < page + (1 << order); p += 1 << pageblockOrder) {
            pageblocks.set(p, mt);
        }
    }

    /**
     * Stores a type for one pageblock before its memory is handed over ({@code set_pageblock_migratetype}).
     *
     * @param pfn any page of the pageblock that lies in the zone
     * @param type the type; ISOLATE is refused, being no stored type
     * @return whether it was stored
     * @throws IllegalArgumentException if the page is outside the zone
     * @throws IllegalStateException if memory was handed over already
     */
    public final boolean setPageblockMigratetype(long pfn, Migratetype type) {
        if (!shape.spans(pfn)) {
            throw new IllegalArgumentException("pfn " + pfn + " is outside the zone (" + shape + ")");
        }
        if (managed > 0) {
            throw new IllegalStateException("the type of the pageblock of pfn " + pfn
                    + " must be set before memory is handed over, but " + managed + " pages were");
        }
        int page = pageOf(pfn);
        int before = pageblocks.get(page);
        boolean stored = pageblocks.set(page, type.value());
        int after = pageblocks.get(page);
        long size = 1L << pageblockOrder;
        nrReservedHighatomic += (after == HIGHATOMIC ? size : 0) - (before == HIGHATOMIC ? size : 0);
        pageblocks.rememberCma(page);
        return stored;
    }

    /** Every list in order, every live block, every pageblock type and every counter. */
    @Override
    public final long fingerprint() {
        return ZoneFingerprint.of(this);
    }
}
