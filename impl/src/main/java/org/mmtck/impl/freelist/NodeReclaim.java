package org.mmtck.impl.freelist;

import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.zone.TaskContext;

/** Reclaim from one node instead of going to a farther one ({@code mm/vmscan.c: node_reclaim}). Off by default. */
public class NodeReclaim {

    /** {@code RECLAIM_ZONE | RECLAIM_WRITE | RECLAIM_UNMAP}: any of them switches node reclaim on. */
    public static final int RECLAIM_BITS = 7;

    /** What a try came to. */
    public enum Result {
        /** Not tried. */
        NOSCAN,
        /** Nothing there to reclaim. */
        FULL,
        /** Tried, too little came of it. */
        SOME,
        /** At least the pages of the request were freed. */
        SUCCESS
    }

    /** The nodes of the machine as node reclaim sees them. */
    public interface Nodes {

        /** Distance as the firmware tells it; 10 within a node. */
        int distance(int from, int to);

        /** Nodes farther than this are not reclaimed from ({@code node_reclaim_distance}, 30 by default). */
        int reclaimDistance();

        /** False if page cache and slab of the node are below what is worth it. */
        boolean worthReclaiming(int node);

        boolean hasCpus(int node);

        /** The node of the CPU that allocates. */
        int localNode();

        /** Marks the node as being reclaimed; false if it is already. */
        boolean tryLock(int node);

        void unlock(int node);

        /** Pages freed ({@code __node_reclaim}). */
        long reclaim(int node, int gfp, int order);
    }

    private final int mode;
    private final Nodes nodes;

    /** Node reclaim with this {@code vm.zone_reclaim_mode}, 0 for off. */
    public NodeReclaim(int mode, Nodes nodes) {
        this.mode = mode;
        this.nodes = nodes;
    }

    /** {@code node_reclaim_enabled}. */
    public boolean enabled() {
        return (mode & RECLAIM_BITS) != 0;
    }

    /** True if {@code node} is near enough to {@code preferred} ({@code zone_allows_reclaim}). */
    public boolean allowed(int preferred, int node) {
        return nodes.distance(preferred, node) <= nodes.reclaimDistance();
    }

    /** One try. */
    public Result nodeReclaim(int node, int gfp, int order, TaskContext task) {
        if (!nodes.worthReclaiming(node)) {
            return Result.FULL;
        }
        if (!GfpMask.gfpflagsAllowBlocking(gfp)) {
            return Result.NOSCAN;
        }
        if ((task.taskFlags() & TaskFlags.PF_MEMALLOC) != 0) {
            return Result.NOSCAN;
        }
        // Each node with CPUs is reclaimed by them.
        if (nodes.hasCpus(node) && node != nodes.localNode()) {
            return Result.NOSCAN;
        }
        if (!nodes.tryLock(node)) {
            return Result.NOSCAN;
        }
        long freed = nodes.reclaim(node, gfp, order);
        nodes.unlock(node);
        return freed >= 1L << order ? Result.SUCCESS : Result.SOME;
    }
}
