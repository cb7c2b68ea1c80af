package org.mmtck.conformance.explain;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads node lists as the kernel prints them: {@code 0-1,3}. */
final class NodeList {
    /** MAX_NUMNODES of the largest configuration. */
    private static final int MAX_NODES = 1024;

    private NodeList() {}

    /** The nodes, or null for null and for text that is no such list. */
    static @Nullable Set<Integer> parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Set<Integer> nodes = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            if (!part.matches("\\d{1,4}(-\\d{1,4})?")) {
                return null;
            }
            String[] ends = part.split("-");
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if (from > to || to >= MAX_NODES) {
                return null;
            }
            for (int node = from; node <= to; node++) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
