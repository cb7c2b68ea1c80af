package org.mmtck.impl.slowpath;

import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.spec.zone.TaskContext;

/** Direct reclaim, and what goes with it. */
public interface Reclaim {

    /**
     * Frees pages ({@code mm/vmscan.c: try_to_free_pages}).
     *
     * @param task the caller with PF_MEMALLOC set, for allocations that reclaim itself makes
     * @return pages freed, 0 for no progress
     */
    long tryToFreePages(int gfp, int order, AllocContext ac, TaskContext task);

    /** Gives one reserved pageblock back; true if one was moved ({@code unreserve_highatomic_pageblock}). */
    boolean unreserveHighatomicPageblock(AllocContext ac, boolean force);

    /** Empties the per-CPU lists of all zones ({@code drain_all_pages}). */
    void drainAllPages();
}
