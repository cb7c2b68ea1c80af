package org.mmtck.conformance.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** The shortest sequence found for each broken rule. */
final class Evidence {

    /** One operation and its answer. */
    record Exchange(Operation operation, Reply reply) {}

    /**
     * A sequence that breaks a rule at its last exchange (or, with none, right after the reset).
     *
     * @param shape the machine it ran on
     * @param exchanges from the reset on
     * @param violation what the last one broke
     * @param foundBy which search found it
     * @param seed the seed that replays the search, or null where nothing was random
     */
    record Finding(
            MachineShape shape,
            List<Exchange> exchanges,
            Violation violation,
            String foundBy,
            @Nullable Long seed) {
        Finding {
            exchanges = List.copyOf(exchanges);
        }
    }

    private final Map<Judged, Finding> shortest = new EnumMap<>(Judged.class);
    private final long start = System.nanoTime();
    private long firstMillis = -1;

    /** Keeps the finding, and the one that comes with it, where no better one is known; true if it kept any. */
    boolean add(
            MachineShape shape, List<Exchange> exchanges, Violation violation, String foundBy, @Nullable Long seed) {
        if (firstMillis < 0) {
            firstMillis = (System.nanoTime() - start) / 1_000_000;
        }
        boolean kept = false;
        for (Violation v = violation; v != null; v = v.also()) {
            Finding known = shortest.get(v.rule());
            if (known == null || better(shape, exchanges, known)) {
                shortest.put(v.rule(), new Finding(shape, exchanges, v, foundBy, seed));
                kept = true;
            }
        }
        return kept;
    }

    /** Fewer steps are better, then fewer pages, then lower orders. */
    private static boolean better(MachineShape shape, List<Exchange> exchanges, Finding known) {
        if (exchanges.size() != known.exchanges().size()) {
            return exchanges.size() < known.exchanges().size();
        }
        if (shape.pages() != known.shape().pages()) {
            return shape.pages() < known.shape().pages();
        }
        return shape.maxOrder() < known.shape().maxOrder();
    }

    Optional<Finding> of(Judged rule) {
        return Optional.ofNullable(shortest.get(rule));
    }

    boolean has(Judged rule) {
        return shortest.containsKey(rule);
    }

    /** Milliseconds from the start of the check to the first finding, or -1. */
    long firstMillis() {
        return firstMillis;
    }

    boolean isEmpty() {
        return shortest.isEmpty();
    }
}
