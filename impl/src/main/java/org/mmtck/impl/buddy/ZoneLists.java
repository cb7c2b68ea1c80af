package org.mmtck.impl.buddy;

/**
 * What the per-CPU lists see of their zone: its free lists, and the state of the pages that travel between the two. Pages are
 * indexes into the zone's page table.
 */
public interface ZoneLists {

    /** The answer where there is no page. */
    int NONE = -1;

    /** Span and sizes. */
    ZoneShape shape();

    /** Index of a page that the zone spans. */
    int pageOf(long pfn);

    /** The pfn of a page. */
    long pfnOf(int page);

    /** The type of a page's pageblock; read without a lock, so it may change before the caller has looked at it. */
    int getPfnblockMigratetype(int page);

    /**
     * Takes up to {@code count} blocks off the free lists in one hold of the zone lock and marks them as being on a per-CPU
     * list ({@code rmqueue_bulk}).
     *
     * @param list where they go, in the order in which they were taken
     * @param allocFlags of {@link org.mmtck.spec.zone.AllocFlags}; with ALLOC_TRYLOCK nothing is taken if somebody holds the
     *     lock
     * @return how many, 0..count
     */
    int rmqueueBulk(int order, int count, PageSink list, int migratetype, int allocFlags);

    /**
     * Takes one block off the free lists for the caller to own ({@code rmqueue_buddy}); counts PGALLOC.
     *
     * @return its first page, or {@link #NONE}
     */
    int rmqueueBuddy(int order, int migratetype, int allocFlags);

    /** Checks and ends the ownership of a block that its owner gives up ({@code __free_pages_prepare}). */
    FreeResult freePagesPrepare(int page, int order);

    /**
     * Frees a block to the free lists, past the per-CPU lists ({@code free_one_page}); counts PGFREE.
     *
     * @param fpi of {@link FpiFlags}
     */
    void freeOnePage(int page, int order, int fpi);

    /** A block that {@link #freePagesPrepare} let go is put on a per-CPU list. */
    void setPcp(int page, int order);

    /** A block is taken off a per-CPU list and belongs to the caller. */
    void setAllocated(int page, int order);

    /** Takes the zone lock. */
    void lock();

    /** Gives the zone lock back. */
    void unlock();

    /**
     * A block leaves a per-CPU list for the free list of the type that its pageblock has now; the caller holds the zone lock
     * ({@code free_pcppages_bulk}: the body of its loop).
     */
    void freePcpPage(int page, int order);

    /** The order of the block on a per-CPU list that starts at this page, with no reference; -1 if none does. */
    int pcpOrder(int page);

    /** What the page is, for a message. */
    String describe(int page);

    /** PGALLOC of what went past the per-CPU lists; exact while nobody allocates. */
    long pgalloc();

    /** PGFREE of what went past the per-CPU lists; exact while nobody frees. */
    long pgfree();
}
