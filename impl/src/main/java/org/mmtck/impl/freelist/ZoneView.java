package org.mmtck.impl.freelist;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneCounters;

/** One zone as a request sees it: the counters of the watermark test, where it is, and how a block is taken from it. */
public interface ZoneView extends ZoneCounters {

    /** Index of the zone within its node, from 0 ({@code zone_idx}). */
    int zoneIdx();

    /** Number of the node, 0 to 63 ({@code zone_to_nid}). */
    int node();

    /** For explanations, for example {@code node 0 Normal}. */
    String label();

    /** Pages handed to the allocator; a zone with 0 is not managed. */
    long managed();

    /** ZONE_BELOW_HIGH: some request has found the zone below its HIGH mark since the flag was last cleared. */
    boolean belowHigh();

    /** Sets ZONE_BELOW_HIGH. Clearing it is the business of the per-CPU lists. */
    void setBelowHigh();

    /** NR_FREE_PAGES with what the CPUs hold back of it, never negative ({@code zone_page_state_snapshot}). */
    long nrFreePagesSnapshot();

    /** Pages that reclaim could free: file pages, anonymous ones if there is swap ({@code zone_reclaimable_pages}). */
    long reclaimablePages();

    /**
     * Takes a block, from the per-CPU lists or the free areas ({@code mm/page_alloc.c: rmqueue}).
     *
     * @param preferred the zone that the request would rather have had, for the statistics
     * @return first page, or {@link Freelist#NO_PAGE}
     */
    long rmqueue(ZoneView preferred, int order, int gfp, int allocFlags, Migratetype migratetype);

    /** Makes a block fit to be handed out; marks it pfmemalloc iff ALLOC_NO_WATERMARKS ({@code prep_new_page}). */
    void prepNewPage(long pfn, int order, int gfp, int allocFlags);

    /** Sets the block's pageblock aside for atomic requests, if the zone may ({@code reserve_highatomic_pageblock}). */
    void reserveHighatomicPageblock(long pfn, int order);
}
