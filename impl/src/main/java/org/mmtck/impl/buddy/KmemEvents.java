package org.mmtck.impl.buddy;

/**
 * Hears what the kernel's {@code kmem} tracepoints would say ({@code include/trace/events/kmem.h}). Called by whatever
 * thread allocates or frees.
 */
public interface KmemEvents {

    /**
     * A request is answered; called without the zone lock, when the block is owned already. Not called for an order above the
     * largest.
     *
     * @param pfn first page, or -1 if there is none to be had
     * @param order 2^order pages
     * @param migratetype the requested type's number, not the pageblock's
     */
    void mmPageAlloc(long pfn, int order, int migratetype);

    /**
     * A block is about to be freed; called without the zone lock, before anything is checked, so also for misuse.
     *
     * @param pfn first page, as the caller gave it
     * @param order 2^order pages, as the caller gave it
     */
    void mmPageFree(long pfn, int order);

    /**
     * A block was taken from the list of its own type; called under the zone lock.
     *
     * @param pfn first page
     * @param order 2^order pages
     * @param migratetype number of the list's type
     * @param percpuRefill whether a per-CPU list could take a block of this order and type
     */
    void mmPageAllocZoneLocked(long pfn, int order, int migratetype, boolean percpuRefill);

    /**
     * A block goes from a per-CPU list back to the zone; called under the zone lock, before it is freed there.
     *
     * @param pfn first page
     * @param order 2^order pages
     * @param migratetype number of its pageblock's type now, whatever list it was on
     */
    default void mmPagePcpuDrain(long pfn, int order, int migratetype) {}
}
