package org.mmtck.impl.entry;

import org.mmtck.impl.freelist.Cpusets;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.zone.TaskContext;

/** What an allocation meets before and after it looks for a page. */
public interface EntryEnvironment {

    /** {@code gfp_allowed_mask}: less than all bits early in boot and during hibernation. */
    int gfpAllowedMask();

    TaskContext task();

    Cpusets cpusets();

    /**
     * The zones in the order in which a request tries them ({@code node_zonelist}).
     *
     * @param nid the node that the request prefers
     * @param gfpZonelist {@link org.mmtck.spec.gfp.GfpMask#ZONELIST_FALLBACK} or {@code ZONELIST_NOFALLBACK}
     */
    ZoneView[] nodeZonelist(int nid, int gfpZonelist);

    /** True if the DMA32 zone of the node has pages. */
    boolean dma32Populated(int node);

    /** The caller may sleep here, whether or not it will have to ({@code might_alloc}). */
    void mightAlloc(int gfp);

    /** Fault injection wants this one to fail ({@code should_fail_alloc_page}). */
    boolean shouldFailAllocPage(int gfp, int order);

    /** Memory cgroups account kernel memory ({@code memcg_kmem_online}). */
    boolean memcgKmemOnline();

    /** True if the block could be charged to the caller's memory cgroup ({@code __memcg_kmem_charge_page}). */
    boolean memcgCharge(long pfn, int gfp, int order);

    /** Frees a block that could not be charged. */
    void freeFrozenPages(long pfn, int order);

    /** An order above the largest: prints a warning once, unless NOWARN. */
    void warnOrder(int order, int gfp);

    /** {@code set_page_refcounted}: first page of the block, from 0 to 1. */
    void setPageRefcounted(long pfn);

    /** The tracepoint {@code mm_page_alloc}; {@code pfn} is -1 for none. */
    void mmPageAlloc(long pfn, int order, int gfp, int migratetype);
}
