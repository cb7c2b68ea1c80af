package org.mmtck.spec.zonelist;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a node falls back on others ({@code mm/page_alloc.c: find_next_best_node, build_zonelists}). One
 * object is one full rebuild: the loads start at 0 and grow with every list that is built.
 */
public final class NodeOrder {

    /** PENALTY_FOR_NODE_WITH_CPUS: memory next to a processor is left to that processor, where distances are equal. */
    public static final int PENALTY_FOR_NODE_WITH_CPUS = 1;

    private static final int NONE = -1;

    private final Topology topology;
    private final int[] nodeLoad = new int[Nodemask.MAX_NUMNODES];

    public NodeOrder(Topology topology) {
        this.topology = topology;
    }

    /** How often this node was the first of its distance in a list built so far. */
    public int nodeLoad(int node) {
        return nodeLoad[node];
    }

    /**
     * The fallback order of a node: all nodes with memory, nearest first. Of equally near ones those go first that come
     * after the node and lead fewer lists. Raises the loads, so the order of the calls matters: ascending nodes, once each.
     */
    public List<Integer> build(int local) {
        List<Integer> order = new ArrayList<>();
        int previous = local;
        for (int node = findNextBestNode(local, order); node != NONE; node = findNextBestNode(local, order)) {
            if (distance(local, node) != distance(local, previous)) {
                nodeLoad[node]++;
            }
            order.add(node);
            previous = node;
        }
        return order;
    }

    private int findNextBestNode(int local, List<Integer> used) {
        if (!used.contains(local) && topology.node(local).hasMemory()) {
            return local;
        }
        int best = NONE;
        int least = Integer.MAX_VALUE;
        for (NodeShape node : topology.nodes()) {
            if (!node.hasMemory() || used.contains(node.id())) {
                continue;
            }
            int value = value(local, node);
            if (value < least) {
                least = value;
                best = node.id();
            }
        }
        return best;
    }

    private int value(int local, NodeShape node) {
        int value = distance(local, node.id());
        value += node.id() < local ? 1 : 0;
        value += node.hasCpus() ? PENALTY_FOR_NODE_WITH_CPUS : 0;
        // The load decides only between equals: it counts lists, of which there are at most MAX_NUMNODES.
        return value * Nodemask.MAX_NUMNODES + nodeLoad[node.id()];
    }

    private int distance(int from, int to) {
        return topology.distances().nodeDistance(from, to);
    }
}
