package org.mmtck.impl.pcp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.buddy.FpiFlags;
import org.mmtck.impl.buddy.FreeResult;
import org.mmtck.impl.buddy.KmemEvents;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.impl.seam.CpuLock;
import org.mmtck.impl.seam.CurrentCpu;
import org.mmtck.impl.seam.Seam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.pcp.PcpLists;

/** One zone with a set of page lists for each CPU in front of it: takes and gives back blocks on the CPU of the caller. */
public final class PcpAllocator {
    private final ZoneLists zone;
    private final PcpSystem system;
    private final PcpDrains drains;
    private final PcpLists layout;
    private final @Nullable KmemEvents events;

    /** {@code pcp_batch_high_lock}: a mutex, held from disable to enable. */
    private final CpuLock pcpBatchHighLock;

    /** What the CPUs' limits are while the lists are in use; guarded by that lock. */
    private PcpLimits limits = PcpLimits.BOOT;

    /**
     * Empty lists with the limits of boot: nothing is kept until {@link #setPagesetHighAndBatch} is called.
     *
     * @param seam locks, and the number of CPUs
     * @param zone the zone behind
     * @param layout which orders have lists; orders above the zone's largest are never asked for
     * @param pressure what the zone's state is
     * @param events who hears of allocations and frees, or null
     * @throws IllegalArgumentException if a block that has a list can span pageblocks: a drain frees it as one
     */
    public PcpAllocator(
            Seam seam, ZoneLists zone, PcpLists layout, ZonePressure pressure, @Nullable KmemEvents events) {
        this(seam, layout, events, makeSystem(seam, zone, layout, pressure));
    }

    PcpAllocator(Seam seam, PcpLists layout, @Nullable KmemEvents events, PcpSystem system) {
        this.zone = system.zone;
        this.system = system;
        this.layout = layout;
        this.events = events;
        String name = name(zone);
        drains = new PcpDrains(seam, system, name);
        pcpBatchHighLock = seam.cpuLock(name + " pcp_batch_high_lock", () -> 0);
    }

    private static PcpSystem makeSystem(Seam seam, ZoneLists zone, PcpLists layout, ZonePressure pressure) {
        return new PcpSystem(zone, pressure, layout, makeLists(seam, zone, layout), seam.currentCpu());
    }

    /** One set of lists for each CPU of the seam. */
    static PerCpuPages[] makeLists(Seam seam, ZoneLists zone, PcpLists layout) {
        for (int order = zone.shape().pageblockOrder() + 1;
                order <= zone.shape().maxOrder();
                order++) {
            if (layout.pcpAllowedOrder(order)) {
                throw new IllegalArgumentException(
                        "blocks of order " + order + " have per-CPU lists, but span pageblocks of order "
                                + zone.shape().pageblockOrder());
            }
        }
        CurrentCpu cpus = seam.currentCpu();
        PerCpuPages[] pcps = new PerCpuPages[cpus.count()];
        for (int cpu = 0; cpu < pcps.length; cpu++) {
            pcps[cpu] = new PerCpuPages(
                    seam, name(zone), cpu, layout, Math.toIntExact(zone.shape().spanned()));
        }
        return pcps;
    }

    private static String name(ZoneLists zone) {
        return "pcp " + zone.shape().startPfn() + ".." + zone.shape().endPfn();
    }

    /**
     * Takes a block ({@code rmqueue}): from this CPU's lists if they take that order, else, or if they are locked or empty and
     * the zone too, from the zone.
     *
     * @param order 0 or more; above the zone's largest order nothing is ever found
     * @param type not ISOLATE; a type without per-CPU lists is served by the zone
     * @param allocFlags of {@link org.mmtck.spec.zone.AllocFlags}; ALLOC_TRYLOCK is the one that matters here
     * @return its pfn, or -1
     */
    public long alloc(int order, Migratetype type, int allocFlags) {
        if (order < 0) {
            throw new IllegalArgumentException("an order must not be negative, but is " + order);
        }
        if (type == Migratetype.ISOLATE) {
            throw new IllegalArgumentException("pages of isolated pageblocks cannot be allocated");
        }
        if (order > zone.shape().maxOrder()) {
            return ZoneLists.NONE;
        }
        int page = rmqueue(order, type.value(), allocFlags);
        long pfn = page == ZoneLists.NONE ? ZoneLists.NONE : zone.pfnOf(page);
        if (events != null) {
            events.mmPageAlloc(pfn, order, type.value());
        }
        return pfn;
    }

    private int rmqueue(int order, int migratetype, int allocFlags) {
        if (layout.pcpAllowedOrder(order) && migratetype < Migratetype.PCPTYPES) {
            int page = system.rmqueuePcplist(order, migratetype, allocFlags);
            if (page != ZoneLists.NONE) {
                return page;
            }
        }
        return zone.rmqueueBuddy(order, migratetype, allocFlags);
    }

    /**
     * Gives a block back ({@code __free_frozen_pages}): to this CPU's lists, or past them if its order or its pageblock has no
     * list or the lists are locked. Misuse is refused and changes nothing.
     *
     * @param pfn first page
     * @param order the order it was allocated with
     */
    public FreeResult free(long pfn, int order) {
        return free(pfn, order, FpiFlags.NONE);
    }

    FreeResult free(long pfn, int order, int fpi) {
        if (events != null) {
            events.mmPageFree(pfn, order);
        }
        if (!zone.shape().spans(pfn)) {
            return FreeResult.OUTSIDE_ZONE;
        }
        int page = zone.pageOf(pfn);
        FreeResult result = zone.freePagesPrepare(page, order);
        if (result == FreeResult.FREED) {
            freePrepared(page, order, fpi);
        }
        return result;
    }

    private void freePrepared(int page, int order, int fpi) {
        int migratetype = system.pcpMigratetype(page, order);
        PerCpuPages pcp = migratetype == ZoneLists.NONE ? null : system.pcpSpinTrylock();
        if (pcp == null) {
            zone.freeOnePage(page, order, fpi);
        } else if (system.freeFrozenPageCommit(pcp, page, migratetype, order, fpi)) {
            pcp.lock.unlock();
        }
    }

    /** New limits for all CPUs, written only if one of them differs ({@code zone_set_pageset_high_and_batch}). */
    public void setPagesetHighAndBatch(PcpLimits next) {
        pcpBatchHighLock.lock();
        try {
            if (!next.equals(limits)) {
                limits = next;
                update(next);
            }
        } finally {
            pcpBatchHighLock.unlock();
        }
    }

    /**
     * Switches the lists off and empties them; after it no block stays on a list ({@code zone_pcp_disable}). The limits stay
     * locked until the same thread calls {@link #zonePcpEnable}.
     */
    public void zonePcpDisable() {
        pcpBatchHighLock.lock();
        update(PcpLimits.BOOT);
        boolean drained = drains.drainAllPages(true, true);
        assert drained : "a drain that waits is not given up";
    }

    /** Switches the lists on again ({@code zone_pcp_enable}). */
    public void zonePcpEnable() {
        update(limits);
        pcpBatchHighLock.unlock();
    }

    private void update(PcpLimits next) {
        for (PerCpuPages pcp : system.pcps) {
            pcp.pagesetUpdate(next);
        }
    }

    /** Sets or clears PCPF_FREE_HIGH_BATCH by the CPU's share of its data cache, in bytes ({@code zone_pcp_update_cacheinfo}). */
    public void zonePcpUpdateCacheinfo(int cpu, long dataSliceBytes) {
        PerCpuPages pcp = pcp(cpu);
        pcp.lock.lock();
        try {
            if (PcpLimits.freeHighBatch(dataSliceBytes, pcp.batch())) {
                pcp.flags |= PerCpuPages.PCPF_FREE_HIGH_BATCH;
            } else {
                pcp.flags &= ~PerCpuPages.PCPF_FREE_HIGH_BATCH;
            }
        } finally {
            pcp.lock.unlock();
        }
    }

    /** Empties one CPU's lists, as when it goes offline ({@code drain_pages_zone}). */
    public void drainPagesZone(int cpu) {
        drains.drainPagesZone(pcp(cpu));
    }

    /** Empties the lists of all CPUs that seem to have any; waits for a drain that is going on ({@code drain_all_pages}). */
    public void drainAllPages() {
        drains.drainAllPages(true, false);
    }

    /** The same for a caller without a zone in mind: false, and nothing done, if a drain is going on. */
    public boolean tryDrainAllPages() {
        return drains.drainAllPages(false, false);
    }

    /** Periodic work; whether there was any ({@code decay_pcp_high}). */
    public boolean decayPcpHigh(int cpu) {
        return drains.decayPcpHigh(pcp(cpu));
    }

    /** Periodic work for a zone that may be remote ({@code refresh_cpu_vm_stats}). */
    public void refreshCpuVmStats(int cpu, boolean folded, boolean remote) {
        drains.refreshCpuVmStats(pcp(cpu), folded, remote);
    }

    /** One CPU's lists; exact only while that CPU is at rest. */
    public PerCpuPages pcp(int cpu) {
        if (cpu < 0 || cpu >= system.pcps.length) {
            throw new IllegalArgumentException("there is no CPU " + cpu + ", only 0.." + (system.pcps.length - 1));
        }
        return system.pcps[cpu];
    }

    /** The pfns on one list, from its head to its tail. */
    public List<Long> pfns(int cpu, int pindex) {
        PageList list = pcp(cpu).lists[pindex];
        List<Long> pfns = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            pfns.add(zone.pfnOf(list.get(i)));
        }
        return pfns;
    }

    /** PGALLOC: pages allocated so far; exact while nobody allocates. */
    public long pgalloc() {
        long sum = zone.pgalloc();
        for (PerCpuPages pcp : system.pcps) {
            sum += pcp.pgalloc;
        }
        return sum;
    }

    /** PGFREE: pages freed so far; exact while nobody frees. */
    public long pgfree() {
        long sum = zone.pgfree();
        for (PerCpuPages pcp : system.pcps) {
            sum += pcp.pgfree;
        }
        return sum;
    }
}
