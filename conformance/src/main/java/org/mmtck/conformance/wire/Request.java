package org.mmtck.conformance.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.rule.Capability;

/** The kinds of request, each with what may come back. */
enum Request {
    RESET("'ok'", null),
    ALLOC("'block PFN', 'none' or 'refused WHY'", null),
    FREE("'ok' or 'refused WHY'", null),
    COUNTERS("'counters free PAGES'", Capability.COUNTERS),
    SNAPSHOT("'snapshot PFN:ORDER PFN:ORDER ...'", Capability.SNAPSHOT);

    private final String expected;
    private final @Nullable Capability claim;

    Request(String expected, @Nullable Capability claim) {
        this.claim = claim;
        this.expected = claim == null
                ? expected
                : expected + " (as its handshake claims the capability '" + claim.word() + "')";
    }

    /** What may come back, as a reader of the protocol page knows it. */
    String expected() {
        return expected;
    }

    /** The capability that a subject must claim before it is asked this. */
    Optional<Capability> claim() {
        return Optional.ofNullable(claim);
    }
}
