package org.mmtck.impl.entry;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.PageGeometry.MAX_PAGE_ORDER;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.impl.freelist.Cpusets;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.impl.slowpath.Slowpath;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.RequestFlags;
import org.mmtck.spec.zone.ZoneConfig;

/** An allocation from its call to its end ({@code mm/page_alloc.c: __alloc_frozen_pages_noprof}). */
public final class AllocPages {

    private final AllocSettings settings;
    private final ZoneConfig zones;
    private final GfpZone gfpZone;
    private final Freelist freelist;
    private final Slowpath slowpath;
    private final EntryEnvironment environment;

    public AllocPages(
            AllocSettings settings,
            ZoneConfig zones,
            Freelist freelist,
            Slowpath slowpath,
            EntryEnvironment environment) {
        this.settings = settings;
        this.zones = zones;
        this.gfpZone = new GfpZone(zones);
        this.freelist = freelist;
        this.slowpath = slowpath;
        this.environment = environment;
    }

    /** {@link #allocFrozenPages} with one reference on the first page ({@code __alloc_pages_noprof}). */
    public long allocPages(int gfp, int order, int nid, long nodemask, @Nullable AllocSteps steps) {
        long pfn = allocFrozenPages(gfp, order, nid, nodemask, steps);
        if (pfn != NO_PAGE) {
            environment.setPageRefcounted(pfn);
        }
        return pfn;
    }

    /**
     * A block without references.
     *
     * @param order 2^order pages; an order above 10 is answered with {@link Freelist#NO_PAGE} and a warning
     * @param nid the node that is preferred
     * @param nodemask nodes that are allowed, {@link NodeSet#ALL} for no restriction
     * @param steps takes down what is decided and why, or null
     */
    public long allocFrozenPages(int gfp, int order, int nid, long nodemask, @Nullable AllocSteps steps) {
        if (order > MAX_PAGE_ORDER) {
            AllocSteps.note(steps, "ALLOC-1", "order", order, ">", MAX_PAGE_ORDER);
            environment.warnOrder(order, gfp);
            return NO_PAGE;
        }
        int mask = GfpMask.gfpAtEntry(
                gfp, environment.gfpAllowedMask(), environment.task().taskFlags());
        environment.mightAlloc(mask);
        if (environment.shouldFailAllocPage(mask, order)) {
            AllocSteps.note(steps, "ALLOC-3", "fault injection refuses");
            return NO_PAGE;
        }
        AllocContext ac = prepareAllocPages(mask, nid, nodemask, steps);
        int allocGfp = cpusetGfp(mask);
        long pfn = freelist.getPageFromFreelist(allocGfp, order, fastPathFlags(mask, nodemask, ac), ac);
        if (pfn == NO_PAGE) {
            AllocSteps.note(steps, "ALLOC-1", "no page in the fast path");
            allocGfp = mask;
            ac.setSpreadDirtyPages(false);
            ac.setNodemask(nodemask);
            pfn = slowpath.allocPagesSlowpath(allocGfp, order, ac);
        }
        pfn = charged(pfn, mask, order);
        environment.mmPageAlloc(pfn, order, allocGfp, ac.migratetype().value());
        return pfn;
    }

    /** {@code prepare_alloc_pages}, without what concerns the flags. */
    private AllocContext prepareAllocPages(int gfp, int nid, long nodemask, @Nullable AllocSteps steps) {
        Cpusets cpusets = environment.cpusets();
        long nodes = narrowed(nodemask) ? cpusets.memsAllowed() : nodemask;
        AllocContext ac = new AllocContext(
                environment.nodeZonelist(nid, GfpMask.gfpZonelist(gfp)),
                gfpZone.gfpZone(gfp),
                nodes,
                GfpMask.gfpMigratetype(gfp, settings.pageGroupByMobilityDisabled()),
                steps);
        ac.setSpreadDirtyPages((gfp & __GFP_WRITE) != 0);
        return ac;
    }

    /** A task's own cpuset can stand in the nodemask, where it costs nothing to check. */
    private boolean narrowed(long nodemask) {
        return environment.cpusets().enabled() && environment.task().inTask() && nodemask == NodeSet.ALL;
    }

    private int cpusetGfp(int gfp) {
        return environment.cpusets().enabled() ? gfp | __GFP_HARDWALL : gfp;
    }

    private int fastPathFlags(int gfp, long nodemask, AllocContext ac) {
        boolean cpuset = environment.cpusets().enabled() && !narrowed(nodemask);
        ZoneView preferred = ac.preferredZone();
        if (preferred == null) {
            return RequestFlags.fastPathAllocFlags(gfp, null, false, cpuset, settings);
        }
        boolean dma32 = environment.dma32Populated(preferred.node());
        return RequestFlags.fastPathAllocFlags(gfp, zones.type(preferred.zoneIdx()), dma32, cpuset, settings);
    }

    private long charged(long pfn, int gfp, int order) {
        if (pfn == NO_PAGE || (gfp & __GFP_ACCOUNT) == 0 || !environment.memcgKmemOnline()) {
            return pfn;
        }
        if (environment.memcgCharge(pfn, gfp, order)) {
            return pfn;
        }
        environment.freeFrozenPages(pfn, order);
        return NO_PAGE;
    }
}
