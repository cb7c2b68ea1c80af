package org.mmtck.impl.freelist;

import org.mmtck.spec.zone.TaskContext;

/** What the scan asks of the rest of the kernel. Tests choose the answers. */
public interface FreelistEnvironment {

    /** The task that allocates, as it is now. */
    TaskContext task();

    Cpusets cpusets();

    /** False if the node has more dirty file pages than its share ({@code mm/page-writeback.c: node_dirty_ok}). */
    boolean nodeDirtyOk(int node);

    /** False while the node's kswapd works ({@code waitqueue_active(&pgdat->kswapd_wait)}). */
    boolean kswapdSleeping(int node);

    /** Accepts memory of a confidential guest if the zone is short of it; true if some was ({@code cond_accept_memory}). */
    boolean condAcceptMemory(ZoneView zone, int order, int allocFlags);

    /** Initialises more page structures late in boot; true if the zone grew ({@code _deferred_grow_zone}). */
    boolean deferredGrowZone(ZoneView zone, int order);

    /** Reclaim from a single near node before going to the next. */
    NodeReclaim nodeReclaim();
}
