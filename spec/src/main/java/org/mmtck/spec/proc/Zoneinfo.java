package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * {@code /proc/zoneinfo} ({@code mm/vmstat.c: zoneinfo_show_print}). Each zone is printed under its lock, so numbers of
 * different zones are not of one moment.
 *
 * @param zones all zones, populated or not, ascending; the same ones on every node, as many as each has numbers in its
 *     protection
 */
public record Zoneinfo(List<ZoneinfoZone> zones) {

    private static final String NAME = "zoneinfo";

    public Zoneinfo {
        zones = List.copyOf(zones);
        ZoneKey.checkAscending(NAME, zones.stream().map(ZoneinfoZone::zone).toList());
        int perNode = zones.get(0).protection().size();
        if (zones.size() % perNode != 0) {
            throw new IllegalArgumentException(NAME + " has " + zones.size() + " zones, which is no multiple of the "
                    + perNode + " zones of a node (that many numbers has the protection)");
        }
        for (int from = 0; from < zones.size(); from += perNode) {
            checkNode(zones.subList(0, perNode), zones.subList(from, from + perNode));
        }
    }

    /**
     * The text of the file, each line with its line feed.
     *
     * @throws IllegalArgumentException if the numbers are not those that a kernel of this version tells
     */
    public String render(KernelVersion kernel) {
        StringBuilder out = new StringBuilder();
        for (ZoneinfoZone zone : zones) {
            zone.check(kernel);
            zone.render(out);
        }
        return out.toString();
    }

    /**
     * Reads what {@link #render} writes for this version, and nothing else.
     *
     * @param name of the file, for messages
     * @throws ProcFormatException at the first line that no such kernel would print there; without a line if zones are
     *     missing or told of twice
     */
    public static Zoneinfo parse(String name, String text, KernelVersion kernel) {
        ProcText lines = new ProcText(name, text);
        List<ZoneinfoZone> zones = new ArrayList<>();
        ZoneKey last = null;
        do {
            ZoneinfoZone zone = ZoneinfoZone.read(lines, kernel, last);
            zones.add(zone);
            last = zone.zone();
        } while (!lines.atEnd());
        try {
            return new Zoneinfo(zones);
        } catch (IllegalArgumentException e) {
            throw new ProcFormatException(name + ": expected whole nodes, found that " + e.getMessage());
        }
    }

    private static void checkNode(List<ZoneinfoZone> firstNode, List<ZoneinfoZone> node) {
        boolean statsDue = true;
        for (int i = 0; i < node.size(); i++) {
            ZoneinfoZone zone = node.get(i);
            ZoneKey like = new ZoneKey(
                    node.get(0).zone().node(), firstNode.get(i).zone().zone());
            if (!zone.zone().equals(like)) {
                throw new IllegalArgumentException(zone.zone() + " stands where " + like + " should");
            }
            Orders.check(zone.zone(), zone.protection(), node.size());
            boolean due = statsDue && zone.populated() != null;
            if (due == zone.nodeStats().isEmpty()) {
                throw new IllegalArgumentException(zone.zone() + (due ? " lacks" : " has")
                        + " the node's stats, which stand under the first populated zone alone");
            }
            statsDue &= !due;
        }
    }
}
