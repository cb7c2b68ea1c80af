package org.mmtck.impl.freelist;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.zone.TaskContext;

/** What the scan meets, all of it a field; calls that matter are written down. */
public final class FakeNodes implements FreelistEnvironment, Cpusets, NodeReclaim.Nodes {
    public TaskContext task = TaskContext.NORMAL;
    public boolean cpusetsEnabled;
    public long memsAllowed = 1;
    public long ancestorMems = 1;
    public boolean insane;
    public long dirtyNodes;
    public long busyNodes;
    public int growths;
    public int nodeReclaimMode;
    public int distance = 20;
    public boolean worthReclaiming = true;
    public long nodesWithCpus;
    public boolean reclaimLocked;
    public long reclaims;
    /** Node reclaim of its node frees pages of this zone. */
    public FakeZone zone = new FakeZone(0, 2, "none");

    public final List<String> calls = new ArrayList<>();

    @Override
    public TaskContext task() {
        return task;
    }

    @Override
    public Cpusets cpusets() {
        return this;
    }

    @Override
    public boolean nodeDirtyOk(int node) {
        calls.add("dirty " + node);
        return !NodeSet.has(dirtyNodes, node);
    }

    @Override
    public boolean kswapdSleeping(int node) {
        return !NodeSet.has(busyNodes, node);
    }

    @Override
    public boolean condAcceptMemory(ZoneView zone, int order, int allocFlags) {
        return false;
    }

    @Override
    public boolean deferredGrowZone(ZoneView zone, int order) {
        if (growths == 0) {
            return false;
        }
        growths--;
        calls.add("grow " + zone.label());
        return true;
    }

    @Override
    public NodeReclaim nodeReclaim() {
        return new NodeReclaim(nodeReclaimMode, this);
    }

    @Override
    public boolean enabled() {
        return cpusetsEnabled;
    }

    @Override
    public long memsAllowed() {
        return memsAllowed;
    }

    @Override
    public long ancestorMemsAllowed() {
        return ancestorMems;
    }

    @Override
    public boolean insaneConfig() {
        return insane;
    }

    @Override
    public int distance(int from, int to) {
        return from == to ? 10 : distance;
    }

    @Override
    public int reclaimDistance() {
        return 30;
    }

    @Override
    public boolean worthReclaiming(int node) {
        return worthReclaiming;
    }

    @Override
    public boolean hasCpus(int node) {
        return NodeSet.has(nodesWithCpus, node);
    }

    @Override
    public int localNode() {
        return 0;
    }

    @Override
    public boolean tryLock(int node) {
        return !reclaimLocked;
    }

    @Override
    public void unlock(int node) {
        calls.add("unlock " + node);
    }

    @Override
    public long reclaim(int node, int gfp, int order) {
        calls.add("reclaim " + node);
        zone.free += zone.node() == node ? reclaims : 0;
        return reclaims;
    }
}
