package org.mmtck.spec.zonelist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The zones that a request may try, best first, and the terminator ({@code include/linux/mmzone.h: struct zonelist}).
 *
 * @param zonerefs the entries; the last one, and no other, is {@link Zoneref#TERMINATOR}
 */
public record Zonelist(List<Zoneref> zonerefs) {

    public Zonelist {
        zonerefs = List.copyOf(zonerefs);
        for (int i = 0; i < zonerefs.size(); i++) {
            boolean last = i == zonerefs.size() - 1;
            if (zonerefs.get(i).isTerminator() != last) {
                throw new IllegalArgumentException("entry " + i + " of " + zonerefs.size()
                        + (last
                                ? " must be the terminator, but is " + zonerefs.get(i)
                                : " must not be the terminator"));
            }
        }
        if (zonerefs.isEmpty()) {
            throw new IllegalArgumentException("a zonelist has at least its terminator, but this one is empty");
        }
    }

    /**
     * The position of the first entry at {@code from} or after it that the request may use, or of the terminator
     * ({@code next_zones_zonelist}). A zone may be used if its index is at most {@code highestZoneidx} and its node is allowed.
     *
     * @param from position to start at; 0 to the terminator's
     * @param highestZoneidx index of the highest zone for this request ({@code gfp_zone})
     * @param nodes the allowed nodes; null for all
     */
    public int nextZonesZonelist(int from, int highestZoneidx, @Nullable Nodemask nodes) {
        int at = from;
        while (!stopsAt(zonerefs.get(at), highestZoneidx, nodes)) {
            at++;
        }
        return at;
    }

    /** The first entry that the request may use, or the terminator if there is none. Parameters as above. */
    public Zoneref firstZonesZonelist(int highestZoneidx, @Nullable Nodemask nodes) {
        return zonerefs.get(nextZonesZonelist(0, highestZoneidx, nodes));
    }

    /** All entries that the request visits, in order, without the terminator ({@code for_next_zone_zonelist_nodemask}). */
    public List<Zoneref> visited(int highestZoneidx, @Nullable Nodemask nodes) {
        List<Zoneref> visited = new ArrayList<>();
        int end = zonerefs.size() - 1;
        int at = nextZonesZonelist(0, highestZoneidx, nodes);
        while (at < end) {
            visited.add(zonerefs.get(at));
            at = nextZonesZonelist(at + 1, highestZoneidx, nodes);
        }
        return visited;
    }

    private static boolean stopsAt(Zoneref ref, int highestZoneidx, @Nullable Nodemask nodes) {
        if (ref.isTerminator()) {
            return true;
        }
        if (ref.zoneIdx() > highestZoneidx) {
            return false;
        }
        return nodes == null || nodes.nodeIsset(ref.node());
    }
}
