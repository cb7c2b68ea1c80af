package org.mmtck.spec.zonelist;

import java.util.List;
import org.mmtck.spec.zone.ZoneType;

/**
 * One node: its processors and its zones.
 *
 * @param id the node's number; 0 to {@link Nodemask#MAX_NUMNODES} - 1
 * @param cpus how many CPUs it has; 0 for a node of memory alone, at most {@link #MAX_CPUS}
 * @param zones its zones, lowest first, each type at most once; a zone that is left out is empty
 */
public record NodeShape(int id, int cpus, List<ZoneSpan> zones) {

    /** More than x86-64 can have (NR_CPUS). */
    public static final int MAX_CPUS = 8192;

    public NodeShape {
        Nodemask.checkNode(id);
        if (cpus < 0 || cpus > MAX_CPUS) {
            throw new IllegalArgumentException(
                    "node " + id + ": cpus is " + cpus + ", which is outside 0.." + MAX_CPUS);
        }
        zones = List.copyOf(zones);
        for (int i = 1; i < zones.size(); i++) {
            checkPair(id, zones.get(i - 1), zones.get(i));
        }
    }

    /** Whether any of its zones has memory: the node is in {@code node_states[N_MEMORY]}. */
    public boolean hasMemory() {
        return zones.stream().anyMatch(ZoneSpan::populatedZone);
    }

    /** Whether it has processors: the node is in {@code node_states[N_CPU]}. */
    public boolean hasCpus() {
        return cpus > 0;
    }

    private static void checkPair(int id, ZoneSpan lower, ZoneSpan upper) {
        ZoneType below = lower.type();
        if (below.compareTo(upper.type()) >= 0) {
            throw new IllegalArgumentException("node " + id + ": zones must each come once and ascend, but "
                    + upper.type().label() + " follows " + below.label());
        }
    }
}
