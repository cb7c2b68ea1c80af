package org.mmtck.impl.freelist;

/** A set of nodes in a {@code long}: bit n is node n ({@code nodemask_t}). */
public final class NodeSet {

    /** The most nodes a machine can have here. */
    public static final int MAX_NUMNODES = Long.SIZE;

    /** Where the kernel has a null nodemask: no restriction. */
    public static final long ALL = -1L;

    private NodeSet() {}

    /** The set with only this node. Fails outside 0 to 63. */
    public static long of(int node) {
        if (node < 0 || node >= MAX_NUMNODES) {
            throw new IllegalArgumentException("node " + node + " is outside 0.." + (MAX_NUMNODES - 1));
        }
        return 1L << node;
    }

    /** True if {@code node} is in {@code set}. */
    public static boolean has(long set, int node) {
        return (set & of(node)) != 0;
    }

    /** True if the sets share a node. */
    public static boolean intersects(long a, long b) {
        return (a & b) != 0;
    }
}
