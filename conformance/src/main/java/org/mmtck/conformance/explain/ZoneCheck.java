package org.mmtck.conformance.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.ZoneState;

/**
 * What one zone said to a request.
 *
 * @param zone the zone as printed
 * @param notEligible why the request may not use it, or null if it may
 * @param least the least its free HIGHATOMIC pages can be
 * @param most the most they can be
 * @param checks one for each level tested, in the order of the attempts; empty if not eligible
 * @param deciding index in {@code checks} of the one that decides; 0 if there are none
 * @param reason the outcome
 * @param helps what would have let the request pass in this zone, one phrase each
 */
public record ZoneCheck(
        ZoneState zone,
        @Nullable String notEligible,
        long least,
        long most,
        List<LevelCheck> checks,
        int deciding,
        Reason reason,
        List<String> helps) {

    public ZoneCheck {
        checks = List.copyOf(checks);
        helps = List.copyOf(helps);
        if (checks.isEmpty() != (notEligible != null)) {
            throw new IllegalArgumentException(zone.label() + " has " + checks.size() + " checks and is "
                    + (notEligible == null ? "eligible" : "not eligible"));
        }
    }

    /** The check whose answer is the zone's; fails if the zone is not eligible. */
    public LevelCheck decidingCheck() {
        return checks.get(deciding);
    }

    /** Pages missing for the decisive comparison; 0 if pages are not what is missing. */
    public long shortBy() {
        return checks.isEmpty() ? 0 : decidingCheck().hopeful().shortBy();
    }

    /** Whether the decisive test passes for sure. */
    public boolean passes() {
        return reason == Reason.WOULD_PASS;
    }
}
