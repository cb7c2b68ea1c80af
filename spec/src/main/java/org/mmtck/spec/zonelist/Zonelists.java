package org.mmtck.spec.zonelist;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.MobilityGrouping;
import org.mmtck.spec.zone.ZoneType;

/** The zonelists of a whole machine ({@code mm/page_alloc.c: __build_all_zonelists}). */
public final class Zonelists {

    private record OfNode(List<Integer> order, Zonelist fallback, Zonelist thisNode) {}

    private final Topology topology;
    private final SortedMap<Integer, OfNode> byNode = new TreeMap<>();

    private Zonelists(Topology topology) {
        this.topology = topology;
        NodeOrder orders = new NodeOrder(topology);
        for (NodeShape node : topology.nodes()) {
            List<Integer> order = List.copyOf(orders.build(node.id()));
            // A node without memory has an empty list of its own.
            byNode.put(node.id(), new OfNode(order, list(order), list(List.of(node.id()))));
        }
    }

    /** Builds all lists anew. */
    public static Zonelists buildAllZonelists(Topology topology) {
        return new Zonelists(topology);
    }

    /** The nodes that a node's requests try, best first. */
    public List<Integer> fallbackOrder(int node) {
        return ofNode(node).order;
    }

    /** The node's list of all zones of the machine (ZONELIST_FALLBACK). */
    public Zonelist fallback(int node) {
        return ofNode(node).fallback;
    }

    /** The node's list of its own zones (ZONELIST_NOFALLBACK). */
    public Zonelist thisNode(int node) {
        return ofNode(node).thisNode;
    }

    /** The list that a request starts with ({@code include/linux/gfp.h: node_zonelist}). */
    public Zonelist nodeZonelist(int node, int gfp) {
        return (gfp & __GFP_THISNODE) != 0 ? thisNode(node) : fallback(node);
    }

    /**
     * The highest zone that memory policies apply to: the highest with memory other than Movable; the lowest there is if
     * that is none ({@code include/linux/mempolicy.h: check_highest_zone}).
     */
    public ZoneType policyZone() {
        int highest = 0;
        for (NodeShape node : topology.nodes()) {
            for (ZoneSpan zone : node.zones()) {
                if (zone.populatedZone() && zone.type() != ZoneType.MOVABLE) {
                    highest = Math.max(highest, topology.config().index(zone.type()));
                }
            }
        }
        return topology.config().type(highest);
    }

    /**
     * Pages above the HIGH mark in the zones that a movable request of this node can use ({@code nr_free_zone_pages}).
     *
     * @param node the node of the CPU that rebuilds the lists
     * @param highWmarkPages the HIGH mark of an entry's zone in pages; 0 while the machine starts
     */
    public long nrFreeZonePages(int node, ToLongFunction<Zoneref> highWmarkPages) {
        int highest = new GfpZone(topology.config()).gfpZone(GFP_HIGHUSER_MOVABLE);
        long sum = 0;
        for (Zoneref ref : fallback(node).visited(highest, null)) {
            long high = highWmarkPages.applyAsLong(ref);
            sum += Math.max(0, managed(ref.zone()) - high);
        }
        return sum;
    }

    /** What the kernel logs after a rebuild, line by line. Parameters as for {@link #nrFreeZonePages}. */
    public List<String> log(int node, long pageblockNrPages, ToLongFunction<Zoneref> highWmarkPages) {
        List<String> lines = new ArrayList<>();
        byNode.forEach((id, lists) -> lines.add(fallbackOrderLine(id, lists.order)));
        long total = nrFreeZonePages(node, highWmarkPages);
        boolean disabled = MobilityGrouping.pageGroupByMobilityDisabled(total, pageblockNrPages);
        lines.add("Built " + byNode.size() + " zonelists, mobility grouping " + (disabled ? "off" : "on")
                + ".  Total pages: " + total);
        lines.add("Policy zone: " + policyZone().label());
        return lines;
    }

    private static String fallbackOrderLine(int node, List<Integer> order) {
        StringBuilder line = new StringBuilder("Fallback order for Node " + node + ": ");
        order.forEach(other -> line.append(other).append(' '));
        return line.toString();
    }

    /** All zones of the first node from the highest down, then of the next ({@code build_zonelists_in_node_order}). */
    private Zonelist list(List<Integer> order) {
        List<Zoneref> refs = new ArrayList<>();
        for (int id : order) {
            List<ZoneSpan> zones = topology.node(id).zones();
            for (int i = zones.size() - 1; i >= 0; i--) {
                ZoneSpan zone = zones.get(i);
                if (zone.populatedZone()) {
                    refs.add(new Zoneref(id, zone, topology.config().index(zone.type())));
                }
            }
        }
        refs.add(Zoneref.TERMINATOR);
        return new Zonelist(refs);
    }

    private OfNode ofNode(int node) {
        OfNode lists = byNode.get(node);
        if (lists == null) {
            throw new IllegalArgumentException("there is no node " + node + " among the nodes " + byNode.keySet());
        }
        return lists;
    }

    private static long managed(@Nullable ZoneSpan zone) {
        return zone == null ? 0 : zone.managed();
    }
}
