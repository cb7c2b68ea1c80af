package org.mmtck.spec.zonelist;

/**
 * A set of nodes ({@code nodemask_t}).
 *
 * @param bits bit n for node n
 */
public record Nodemask(long bits) {

    /** How many nodes a kernel is built for; bounds every node number (CONFIG_NODES_SHIFT 6). */
    public static final int MAX_NUMNODES = 64;

    /** All nodes: what a request without a nodemask allows. */
    public static final Nodemask ALL = new Nodemask(-1L);

    /** The set of these nodes; each 0 to {@link #MAX_NUMNODES} - 1. */
    public static Nodemask of(int... nodes) {
        long bits = 0;
        for (int node : nodes) {
            checkNode(node);
            bits |= 1L << node;
        }
        return new Nodemask(bits);
    }

    /** False for a number that is no node's. */
    public boolean nodeIsset(int node) {
        return node >= 0 && node < MAX_NUMNODES && (bits >>> node & 1) != 0;
    }

    /** As the kernel prints a bitmap ({@code %*pbl}): ranges, for example {@code 0-1,4}; nothing for the empty set. */
    public String print() {
        StringBuilder out = new StringBuilder();
        int node = 0;
        while (node < MAX_NUMNODES) {
            if (!nodeIsset(node)) {
                node++;
                continue;
            }
            int first = node;
            while (nodeIsset(node)) {
                node++;
            }
            out.append(out.length() == 0 ? "" : ",").append(first);
            if (node - 1 > first) {
                out.append('-').append(node - 1);
            }
        }
        return out.toString();
    }

    /**
     * Reads what {@link #print} writes, in that form alone: ascending, ranges joined, no blanks.
     *
     * @throws IllegalArgumentException with one sentence if the text is anything else
     */
    public static Nodemask parse(String text) {
        long bits = 0;
        if (!text.isEmpty()) {
            for (String range : text.split(",", -1)) {
                bits |= range(range, text);
            }
        }
        Nodemask mask = new Nodemask(bits);
        if (!mask.print().equals(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not how a kernel prints these nodes, which is '" + mask.print() + "'");
        }
        return mask;
    }

    private static long range(String range, String text) {
        if (!range.matches("\\d{1,4}(-\\d{1,4})?")) {
            throw new IllegalArgumentException("'" + text + "' is not a list of nodes like 0-1,4");
        }
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        checkNode(first);
        checkNode(last);
        long bits = 0;
        for (int node = first; node <= last; node++) {
            bits |= 1L << node;
        }
        return bits;
    }

    static void checkNode(int node) {
        if (node < 0 || node >= MAX_NUMNODES) {
            throw new IllegalArgumentException("node " + node + " is outside 0.." + (MAX_NUMNODES - 1));
        }
    }
}
