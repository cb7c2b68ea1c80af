package org.mmtck.conformance.bench;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value how much, in {@code unit}
 * @param unit for example {@code operations/s}
 * @param peer what it is set against, or empty
 * @param peerValue the peer's value in the same unit, 0 without a peer
 */
public record Figure(String name, double value, String unit, String peer, double peerValue) {
    Figure(String name, double value, String unit) {
        this(name, value, unit, "", 0);
    }

    /** One line for people, the ratio to the peer last. */
    public String line() {
        String own = String.format(Locale.ROOT, "%-46s %,15.1f %s", name, value, unit);
        return peer.isEmpty()
                ? own
                : String.format(Locale.ROOT, "%s   %.2f x %s (%,.0f)", own, value / peerValue, peer, peerValue);
    }
}
