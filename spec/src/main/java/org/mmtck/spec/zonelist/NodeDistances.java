package org.mmtck.spec.zonelist;

import java.util.Arrays;

/** How far the memory of one node is from another ({@code node_distance}), in tenths of a local access as ACPI counts. */
public final class NodeDistances {

    /** From a node to itself. */
    public static final int LOCAL_DISTANCE = 10;
    /** To any other node, where the firmware says nothing. */
    public static final int REMOTE_DISTANCE = 20;
    /** The firmware's number for "not reachable". */
    public static final int MAX_DISTANCE = 255;

    private final int[][] rows;

    /**
     * @param rows {@code rows[from][to]}, by node number; {@link #LOCAL_DISTANCE} to {@link #MAX_DISTANCE}, and exactly
     *     {@link #LOCAL_DISTANCE} from a node to itself. The two directions may differ.
     */
    public NodeDistances(int[][] rows) {
        if (rows.length < 1 || rows.length > Nodemask.MAX_NUMNODES) {
            throw new IllegalArgumentException(
                    "distances are given for " + rows.length + " nodes, which is outside 1.." + Nodemask.MAX_NUMNODES);
        }
        this.rows = new int[rows.length][];
        for (int from = 0; from < rows.length; from++) {
            this.rows[from] = checkRow(from, rows[from], rows.length);
        }
    }

    /** All nodes equally far from each other. */
    public static NodeDistances uniform(int nodes, int remote) {
        int[][] rows = new int[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            Arrays.fill(rows[from], remote);
            rows[from][from] = LOCAL_DISTANCE;
        }
        return new NodeDistances(rows);
    }

    /** For the nodes 0 to this minus 1. */
    public int nodes() {
        return rows.length;
    }

    /** Fails for a node that is outside 0 to {@link #nodes()} - 1. */
    public int nodeDistance(int from, int to) {
        checkNode(from);
        checkNode(to);
        return rows[from][to];
    }

    private void checkNode(int node) {
        if (node < 0 || node >= rows.length) {
            throw new IllegalArgumentException(
                    "distances are known for the nodes 0.." + (rows.length - 1) + ", not for node " + node);
        }
    }

    private static int[] checkRow(int from, int[] row, int nodes) {
        if (row.length != nodes) {
            throw new IllegalArgumentException(
                    "node " + from + ": distances are given to " + row.length + " nodes instead of " + nodes);
        }
        for (int to = 0; to < nodes; to++) {
            int distance = row[to];
            if (to == from && distance != LOCAL_DISTANCE) {
                throw new IllegalArgumentException(
                        "node " + from + ": the distance to itself is " + distance + " instead of " + LOCAL_DISTANCE);
            }
            if (distance < LOCAL_DISTANCE || distance > MAX_DISTANCE) {
                throw new IllegalArgumentException("node " + from + ": the distance to node " + to + " is " + distance
                        + ", which is outside " + LOCAL_DISTANCE + ".." + MAX_DISTANCE);
            }
        }
        return row.clone();
    }
}
