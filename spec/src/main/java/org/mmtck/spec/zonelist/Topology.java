package org.mmtck.spec.zonelist;

import java.util.List;
import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneType;

/**
 * A machine as far as zonelists depend on it. What no machine can be is refused with one sentence that names the node, the
 * zone and the field. Real zones of different nodes may lie inside of one another's holes; here no two zones overlap.
 *
 * @param config the zones that the kernel is built with
 * @param nodes the online nodes, by ascending number; at least one of them has a CPU, and one has memory
 * @param distances between all of them, and possibly more
 */
public record Topology(ZoneConfig config, List<NodeShape> nodes, NodeDistances distances) {

    public Topology {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("nodes is empty: a machine needs at least one node");
        }
        checkNodes(config, nodes, distances);
        if (nodes.stream().noneMatch(NodeShape::hasCpus)) {
            throw new IllegalArgumentException("cpus is 0 on every node: a machine needs at least one CPU");
        }
        if (nodes.stream().noneMatch(NodeShape::hasMemory)) {
            throw new IllegalArgumentException("present is 0 in every zone: a machine needs some memory");
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i; j < nodes.size(); j++) {
                checkOverlap(nodes.get(i), nodes.get(j));
            }
        }
    }

    /** One node with these zones. */
    public static Topology singleNode(ZoneConfig config, int cpus, List<ZoneSpan> zones) {
        return new Topology(config, List.of(new NodeShape(0, cpus, zones)), NodeDistances.uniform(1, 10));
    }

    /** The node with this number; fails if it is not online. */
    public NodeShape node(int id) {
        for (NodeShape node : nodes) {
            if (node.id() == id) {
                return node;
            }
        }
        throw new IllegalArgumentException("there is no node " + id + " among " + nodes.size() + " nodes");
    }

    private static void checkNodes(ZoneConfig config, List<NodeShape> nodes, NodeDistances distances) {
        int before = -1;
        for (NodeShape node : nodes) {
            if (node.id() <= before) {
                throw new IllegalArgumentException(
                        "nodes must each come once and ascend, but node " + node.id() + " follows node " + before);
            }
            if (node.id() >= distances.nodes()) {
                throw new IllegalArgumentException(
                        "node " + node.id() + ": distances are known only for the nodes 0.." + (distances.nodes() - 1));
            }
            for (ZoneSpan zone : node.zones()) {
                if (!config.has(zone.type())) {
                    throw new IllegalArgumentException("node " + node.id() + ": this kernel is built without a zone "
                            + zone.type().label());
                }
            }
            before = node.id();
        }
    }

    private static void checkOverlap(NodeShape node, NodeShape other) {
        for (ZoneSpan a : node.zones()) {
            for (ZoneSpan b : other.zones()) {
                ZoneType type = a.type();
                boolean itself = node.id() == other.id() && type.compareTo(b.type()) >= 0;
                if (!itself && a.overlaps(b)) {
                    throw new IllegalArgumentException(where(node, a) + " and " + where(other, b) + " overlap");
                }
            }
        }
    }

    private static String where(NodeShape node, ZoneSpan zone) {
        return "zone " + zone.type().label() + " of node " + node.id() + " (pages " + zone.startPfn() + ".."
                + (zone.endPfn() - 1) + ")";
    }
}
