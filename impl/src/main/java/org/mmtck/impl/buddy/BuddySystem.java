package org.mmtck.impl.buddy;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.buddy.Buddies;
import org.mmtck.spec.gfp.Migratetype;

/**
 * The steps of the buddy system on one zone ({@code mm/page_alloc.c}). All of them run under the zone lock. Pages are
 * indexes into the page table; since its first entry is aligned to the largest block, buddy arithmetic on indexes and on
 * pfns is the same.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class BuddySystem {
    /** Largest order that per-CPU lists take besides huge pages ({@code PAGE_ALLOC_COSTLY_ORDER}). */
    private static final int COSTLY_ORDER = 3;

    /** Order of a huge page of x86-64 ({@code HPAGE_PMD_ORDER}). */
    private static final int HPAGE_PMD_ORDER = 9;

    final Zone zone;
    private final PageTable pages;
    final @Nullable KmemEvents events;

    BuddySystem(Zone zone, @Nullable KmemEvents events) {
        this.zone = zone;
        this.pages = zone.pages;
        this.events = events;
    }

    /**
     * Hands a range of reserved pages to the buddy system at boot, as maximal naturally aligned blocks in ascending order
     * ({@code mm/memblock.c: __free_pages_memory}).
     *
     * @param startPfn first page, in the zone
     * @param endPfn first page after the range, at most the zone's end
     */
    void freePagesMemory(long startPfn, long endPfn) {
        if (startPfn < zone.shape.startPfn() || endPfn > zone.shape.endPfn()) {
            throw new IllegalArgumentException(
                    "pages " + startPfn + ".." + endPfn + " cannot be handed over to a zone of " + zone.shape);
        }
        long pfn = startPfn;
        while (pfn < endPfn) {
            int order = Buddies.largestOrder(pfn, endPfn, zone.maxOrder);
            freePagesCore(zone.pageOf(pfn), order);
            pfn += 1L << order;
        }
    }

    /** Hands one block over: it becomes managed and goes to the tail of its list ({@code __free_pages_core}). */
    final void freePagesCore(int page, int order) {
        for (int p = page; p < page + (1 << order); p++) {
            if (pages.type[p] != PageTable.RESERVED) {
                throw new IllegalArgumentException("pfn " + zone.pfnOf(p) + " cannot be handed over: it is "
                        + pages.typeName(p) + ", not reserved");
            }
            pages.type[p] = PageTable.INSIDE;
        }
        zone.managed += 1L << order;
        splitLargeBuddy(page, order, FpiFlags.TO_TAIL);
    }

    /**
     * Checks that an allocated block of this order starts at the page and drops its only reference ({@code
     * __free_pages_prepare}, as far as there is anything to do here; the kernel does it before it takes the lock).
     *
     * @return {@link FreeResult#FREED} if the block may go to a list; with any other answer nothing changed
     */
    FreeResult freePagesPrepare(int page, int order) {
        if (pages.type[page] != PageTable.ALLOCATED) {
            int first = pages.blockContaining(page, zone.maxOrder);
            boolean allocated = first != Zone.NONE && pages.type[first] == PageTable.ALLOCATED;
            return allocated ? FreeResult.NOT_FIRST_PAGE : FreeResult.NOT_ALLOCATED;
        }
        if (pages.order[page] != order) {
            return FreeResult.WRONG_ORDER;
        }
        pages.clearAllocated(page);
        return FreeResult.FREED;
    }

    /**
     * Frees a block in pieces of at most a pageblock, lowest first, each to the list of its own pageblock's type; the pieces
     * may merge again ({@code split_large_buddy}).
     */
    void splitLargeBuddy(int page, int order, int fpi) {
        int pieceOrder = Math.min(order, zone.pageblockOrder);
        int end = page + (1 << order);
        for (int piece = page; piece < end; piece += 1 << pieceOrder) {
            freeOnePage(piece, pieceOrder, zone.getPfnblockMigratetype(piece), fpi);
        }
    }

    /**
     * Frees one block and merges it with its buddy as long as that is free ({@code __free_one_page}).
     *
     * @param page first page; on no list, not Buddy, with no reference
     * @param order its order, 0..the largest
     * @param mt type of its pageblock
     * @param fpi flags of {@link FpiFlags}
     */
    void freeOnePage(int page, int order, int mt, int fpi) {
        if (pages.type[page] != PageTable.INSIDE || pages.refcount[page] != 0) {
            throw new AssertionError("pfn " + zone.pfnOf(page) + " is freed while it is " + pages.typeName(page)
                    + " with " + pages.refcount[page] + " references");
        }
        zone.accountFreepages(1L << order, mt);
        int first = page;
        int merged = order;
        int buddy = first ^ (1 << merged);
        while (merged < zone.maxOrder && canMerge(buddy, merged, mt)) {
            takeBuddy(buddy, merged, mt);
            first &= buddy;
            merged++;
            buddy = first ^ (1 << merged);
        }
        pages.setBuddyOrder(first, merged);
        boolean toTail = (fpi & FpiFlags.TO_TAIL) != 0 || buddyMergeLikely(first, buddy, merged);
        zone.rawAddToFreeList(first, merged, mt, toTail);
    }

    /**
     * Whether a block of this type may merge with this buddy. Below a pageblock both have the same type; from there on two
     * different types merge only if both are mergeable.
     */
    boolean canMerge(int buddy, int order, int mt) {
        if (!pageIsBuddy(buddy, order)) {
            return false;
        }
        if (order < zone.pageblockOrder) {
            return true;
        }
        int buddyMt = zone.getPfnblockMigratetype(buddy);
        return buddyMt == mt || (migratetypeIsMergeable(mt) && migratetypeIsMergeable(buddyMt));
    }

    /** Takes the buddy off its list and gives its pageblocks the type of the block that it merges with. */
    private void takeBuddy(int buddy, int order, int mt) {
        int buddyMt = order < zone.pageblockOrder ? mt : zone.getPfnblockMigratetype(buddy);
        zone.rawDelPageFromFreeList(buddy, order, buddyMt);
        if (buddyMt != mt) {
            zone.changePageblockRange(buddy, order, mt);
        }
    }

    /** Whether a free block of exactly this order, of this zone, starts at the page ({@code page_is_buddy}). */
    final boolean pageIsBuddy(int page, int order) {
        return pages.type[page] == PageTable.BUDDY && pages.order[page] == order;
    }

    /**
     * Whether the next larger merge is near: the buddy of the block's parent is free as a whole, so that this block waits at
     * the tail of its list for its own buddy ({@code buddy_merge_likely}). Never said of the two largest orders.
     */
    boolean buddyMergeLikely(int page, int buddy, int order) {
        if (order >= zone.maxOrder - 1) {
            return false;
        }
        int parent = page & buddy;
        int parentsBuddy = parent ^ (1 << (order + 1));
        return pageIsBuddy(parentsBuddy, order + 1);
    }

    /**
     * Halves a block until it has the wanted order; each upper half goes to the head of its list ({@code expand}).
     *
     * @param low wanted order
     * @param high the block's order
     * @return pages put on lists; the caller accounts for them
     */
    long expand(int page, int low, int high, int mt) {
        long added = 0;
        for (int order = high - 1; order >= low; order--) {
            int upperHalf = page + (1 << order);
            zone.rawAddToFreeList(upperHalf, order, mt, false);
            pages.setBuddyOrder(upperHalf, order);
            added += 1L << order;
        }
        return added;
    }

    /** Takes a block off its list and keeps its lowest 2^low pages ({@code page_del_and_expand}). */
    void pageDelAndExpand(int page, int low, int high, int mt) {
        zone.rawDelPageFromFreeList(page, high, mt);
        long kept = (1L << high) - expand(page, low, high, mt);
        zone.accountFreepages(-kept, mt);
    }

    /**
     * Removes a block of the wanted order from the lists of one type: the head of the smallest order that has any ({@code
     * __rmqueue_smallest}).
     *
     * @return its first page, the lowest of the block it was cut from, or -1 if the lists of that type have none
     */
    int rmqueueSmallest(int order, int mt) {
        for (int current = order; current <= zone.maxOrder; current++) {
            int page = zone.freeArea[current].getPageFromFreeArea(mt);
            if (page != Zone.NONE) {
                pageDelAndExpand(page, order, current, mt);
                if (events != null) {
                    boolean percpuRefill = pcpAllowedOrder(order) && mt < Migratetype.PCPTYPES;
                    events.mmPageAllocZoneLocked(zone.pfnOf(page), order, mt, percpuRefill);
                }
                return page;
            }
        }
        return Zone.NONE;
    }

    private static boolean pcpAllowedOrder(int order) {
        return order <= COSTLY_ORDER || order == HPAGE_PMD_ORDER;
    }

    static boolean migratetypeIsMergeable(int mt) {
        return mt < Migratetype.PCPTYPES;
    }
}
