package org.mmtck.spec.zonelist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneType;

/** Machines for tests, and how their lists come out if one thinks about them in another way than the code does. */
final class Machines {

    private Machines() {}

    /** The worked example: DMA, DMA32 and Normal on node 0; Normal and Movable on node 1. */
    static Topology worked() {
        NodeShape zero = new NodeShape(
                0,
                2,
                List.of(
                        ZoneSpan.whole(ZoneType.DMA, 0, 4096),
                        ZoneSpan.whole(ZoneType.DMA32, 4096, 100_000),
                        ZoneSpan.whole(ZoneType.NORMAL, 200_000, 100_000)));
        NodeShape one = new NodeShape(
                1,
                2,
                List.of(
                        ZoneSpan.whole(ZoneType.NORMAL, 300_000, 50_000),
                        ZoneSpan.whole(ZoneType.MOVABLE, 350_000, 50_000)));
        return new Topology(ZoneConfig.D64, List.of(zero, one), NodeDistances.uniform(2, 20));
    }

    /**
     * One Normal zone of 1000 pages on each node that has memory.
     *
     * @param distances by node
     * @param memory a digit for each node: 1 if it has memory
     * @param cpus a digit for each node: how many CPUs
     */
    static Topology of(int[][] distances, String memory, String cpus) {
        List<NodeShape> nodes = new ArrayList<>();
        for (int id = 0; id < distances.length; id++) {
            List<ZoneSpan> zones =
                    memory.charAt(id) == '1' ? List.of(ZoneSpan.whole(ZoneType.NORMAL, 10_000L * id, 1000)) : List.of();
            nodes.add(new NodeShape(id, cpus.charAt(id) - '0', zones));
        }
        return new Topology(ZoneConfig.D64, nodes, new NodeDistances(distances));
    }

    static int[][] uniform(int nodes, int remote) {
        int[][] rows = new int[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            Arrays.fill(rows[from], remote);
            rows[from][from] = 10;
        }
        return rows;
    }

    /** What a node order goes by, to leave parts out. */
    enum Part {
        LOCAL_FIRST,
        LOWER_PENALTY,
        CPU_PENALTY,
        LOAD
    }

    /**
     * The orders of all nodes by sorting: loads change only for nodes that are already in the list, so one sort does what
     * the kernel does by picking one node after the other.
     *
     * @param without parts that a wrong implementation forgot
     */
    static List<List<Integer>> ordersBySorting(Topology topology, Part... without) {
        List<Part> gone = List.of(without);
        int[] load = new int[64];
        List<List<Integer>> orders = new ArrayList<>();
        for (NodeShape local : topology.nodes()) {
            int from = local.id();
            List<Integer> order = new ArrayList<>(topology.nodes().stream()
                    .filter(NodeShape::hasMemory)
                    .map(NodeShape::id)
                    .sorted(Comparator.<Integer>comparingInt(
                                    n -> gone.contains(Part.LOCAL_FIRST) ? 0 : Math.abs(Integer.signum(n - from)))
                            .thenComparingInt(n -> penalised(topology, from, n, gone))
                            .thenComparingInt(n -> gone.contains(Part.LOAD) ? 0 : load[n])
                            .thenComparingInt(n -> n))
                    .toList());
            IntStream.range(0, order.size())
                    .filter(i -> topology.distances().nodeDistance(from, order.get(i))
                            != topology.distances().nodeDistance(from, i == 0 ? from : order.get(i - 1)))
                    .forEach(i -> load[order.get(i)]++);
            orders.add(order);
        }
        return orders;
    }

    private static int penalised(Topology topology, int from, int n, List<Part> gone) {
        int key = topology.distances().nodeDistance(from, n);
        if (n < from && !gone.contains(Part.LOWER_PENALTY)) {
            key++;
        }
        if (topology.node(n).cpus() > 0 && !gone.contains(Part.CPU_PENALTY)) {
            key++;
        }
        return key;
    }

    static List<List<Integer>> orders(Topology topology) {
        Zonelists lists = Zonelists.buildAllZonelists(topology);
        return topology.nodes().stream()
                .map(node -> lists.fallbackOrder(node.id()))
                .toList();
    }
}
