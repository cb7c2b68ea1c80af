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
     * A request was served from the blocks of another type; called under the zone lock, for a claim below a pageblock after
     * the {@code mmPageAllocZoneLocked} of the same page. Who does not override this does not hear of it.
     *
     * @param pfn first page of what is handed out
     * @param allocOrder order of the request
     * @param fallbackOrder order of the free block that was chosen
     * @param pageblockOrder the zone's; the event is fragmenting if fallbackOrder is below it
     * @param allocMigratetype number of the requested type
     * @param fallbackMigratetype number of the type that the block was listed under
     * @param changeOwnership whether the pageblock has the requested type now: true for a claim, false for a steal
     */
    default void mmPageAllocExtfrag(
            long pfn,
            int allocOrder,
            int fallbackOrder,
            int pageblockOrder,
            int allocMigratetype,
            int fallbackMigratetype,
            boolean changeOwnership) {}

    /**
     * A block goes from a per-CPU list back to the zone; called under the zone lock, before it is freed there.
     *
     * @param pfn first page
     * @param order 2^order pages
     * @param migratetype number of its pageblock's type now, whatever list it was on
     */
    default void mmPagePcpuDrain(long pfn, int order, int migratetype) {}
}
