package org.mmtck.spec.proc;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.zone.ZoneType;

/**
 * A zone as these texts name it; they list zones by ascending node, and on each node from the lowest up.
 *
 * @param node the node's number, 0 to {@link #MAX_NODE}
 * @param zone which of its zones
 */
public record ZoneKey(int node, ZoneType zone) implements Comparable<ZoneKey> {

    /** The largest number of a node in any kernel (CONFIG_NODES_SHIFT 10). */
    public static final int MAX_NODE = 1023;

    private static final Comparator<ZoneKey> ORDER =
            Comparator.comparingInt(ZoneKey::node).thenComparing(ZoneKey::zone);

    public ZoneKey {
        if (node < 0 || node > MAX_NODE) {
            throw new IllegalArgumentException("node " + node + " is outside 0.." + MAX_NODE);
        }
    }

    @Override
    public int compareTo(ZoneKey other) {
        return ORDER.compare(this, other);
    }

    /** As in {@code Node 0, zone DMA32}. */
    @Override
    public String toString() {
        return "Node " + node + ", zone " + zone.label();
    }

    /** Fails with both names if the zones do not ascend, or if there is none. */
    static void checkAscending(String where, List<ZoneKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(where + " has at least one zone, but none is given");
        }
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i).compareTo(keys.get(i - 1)) <= 0) {
                throw new IllegalArgumentException(
                        where + ": zones must ascend, but " + keys.get(i) + " follows " + keys.get(i - 1));
            }
        }
    }

    /** The key of the text's next line, which must come after {@code previous}. */
    static ZoneKey read(ProcText text, long node, String name, @Nullable ZoneKey previous) {
        ZoneType type = ZoneType.ofLabel(name);
        if (type == null) {
            throw text.wrong("one of the zones DMA, DMA32, Normal, HighMem, Movable, Device");
        }
        if (node > MAX_NODE) {
            throw text.wrong("a node from 0 to " + MAX_NODE);
        }
        ZoneKey key = new ZoneKey((int) node, type);
        if (previous != null && key.compareTo(previous) <= 0) {
            throw text.wrong("a zone that comes after " + previous);
        }
        return key;
    }
}
