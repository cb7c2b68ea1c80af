package org.mmtck.spec.zonelist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Judges the entries of a zonelist by the rules alone: what must be in it, and in what order. One sentence for each fault. */
final class ListJudge {

    private ListJudge() {}

    /** Judges the list of a node that holds the nodes {@code order}. */
    static List<String> faults(Topology topology, List<Integer> order, List<Zoneref> refs) {
        List<String> faults = new ArrayList<>();
        if (refs.isEmpty() || !refs.get(refs.size() - 1).isTerminator()) {
            faults.add("no terminator at the end");
        }
        List<Zoneref> zones = refs.stream().filter(ref -> !ref.isTerminator()).toList();
        if (zones.size() < refs.size() - 1) {
            faults.add("a terminator before the end");
        }
        for (int id : order) {
            for (ZoneSpan zone : topology.node(id).zones()) {
                long times = zones.stream()
                        .filter(ref -> ref.node() == id && zone.equals(ref.zone()))
                        .count();
                if (times != (zone.present() > 0 ? 1 : 0)) {
                    faults.add("N" + id + "." + zone.type().label() + " comes " + times + " times");
                }
            }
        }
        List<Zoneref> sorted = zones.stream()
                .sorted(Comparator.<Zoneref>comparingInt(ref -> order.indexOf(ref.node()))
                        .thenComparing(Zoneref::zoneIdx, Comparator.reverseOrder()))
                .toList();
        if (!sorted.equals(zones)) {
            faults.add("order " + zones + " instead of " + sorted);
        }
        return faults;
    }
}
