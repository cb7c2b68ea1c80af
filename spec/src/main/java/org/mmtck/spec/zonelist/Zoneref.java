package org.mmtck.spec.zonelist;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a zonelist ({@code include/linux/mmzone.h: struct zoneref}).
 *
 * @param node the zone's node; -1 in the terminator
 * @param zone the zone; null in the terminator, which ends every list
 * @param zoneIdx the zone's index in this kernel; 0 in the terminator
 */
public record Zoneref(int node, @Nullable ZoneSpan zone, int zoneIdx) {

    /** The end of a list. */
    public static final Zoneref TERMINATOR = new Zoneref(-1, null, 0);

    public Zoneref {
        if (zone == null && zoneIdx != 0) {
            throw new IllegalArgumentException("the terminator has zone index 0, not " + zoneIdx);
        }
        if (zone != null) {
            Nodemask.checkNode(node);
        }
    }

    /** Whether this is the end of the list. */
    public boolean isTerminator() {
        return zone == null;
    }

    /** For people, for example {@code N0.DMA32}. */
    @Override
    public String toString() {
        return zone == null ? "end" : "N" + node + "." + zone.type().label();
    }
}
