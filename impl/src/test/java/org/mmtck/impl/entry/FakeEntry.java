package org.mmtck.impl.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.impl.freelist.Cpusets;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.impl.slowpath.Slowpath;
import org.mmtck.impl.slowpath.World;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.TaskContext;
import org.mmtck.spec.zone.ZoneConfig;

/** A {@link World} with an entry: one node, its zones Normal and DMA, unless a test adds others. */
final class FakeEntry implements EntryEnvironment {
    static final int NORMAL_IDX = 2;

    final World world = new World();
    ZoneView[] fallback = {world.normal, world.dma};
    ZoneView[] nofallback = {world.normal, world.dma};
    int allowedMask = GfpConfig.D64.bitsMask();
    boolean injectFault;
    boolean memcg;
    boolean chargeFails;

    private AllocPages allocator() {
        Slowpath slowpath = new Slowpath(world.settings, NORMAL_IDX, world, world);
        return new AllocPages(world.settings, ZoneConfig.D64, world, slowpath, this);
    }

    long alloc(int gfp, int order) {
        return alloc(gfp, order, NodeSet.ALL, null);
    }

    long alloc(int gfp, int order, long nodemask, @Nullable AllocSteps steps) {
        return allocator().allocPages(gfp, order, 0, nodemask, steps);
    }

    private List<String> events() {
        return world.events;
    }

    @Override
    public int gfpAllowedMask() {
        return allowedMask;
    }

    @Override
    public TaskContext task() {
        return world.nodes.task;
    }

    @Override
    public Cpusets cpusets() {
        return world.nodes;
    }

    @Override
    public ZoneView[] nodeZonelist(int nid, int gfpZonelist) {
        return gfpZonelist == GfpMask.ZONELIST_NOFALLBACK ? nofallback : fallback;
    }

    @Override
    public boolean dma32Populated(int node) {
        return true;
    }

    @Override
    public void mightAlloc(int gfp) {}

    @Override
    public boolean shouldFailAllocPage(int gfp, int order) {
        return injectFault;
    }

    @Override
    public boolean memcgKmemOnline() {
        return memcg;
    }

    @Override
    public boolean memcgCharge(long pfn, int gfp, int order) {
        events().add("charge");
        return !chargeFails;
    }

    @Override
    public void freeFrozenPages(long pfn, int order) {
        events().add("free");
    }

    @Override
    public void warnOrder(int order, int gfp) {
        events().add("order " + order + " warned");
    }

    @Override
    public void setPageRefcounted(long pfn) {
        events().add("refcount 1");
    }

    @Override
    public void mmPageAlloc(long pfn, int order, int gfp, int migratetype) {
        events().add("trace " + (pfn < 0 ? "none" : "page") + " 0x" + Integer.toHexString(gfp) + " type "
                + migratetype);
    }
}
