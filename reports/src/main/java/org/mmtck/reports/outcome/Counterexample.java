package org.mmtck.reports.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a rule is broken.
 *
 * @param summary one sentence: what went wrong
 * @param setting what it ran on, for example {@code 8 pages, max order 3}, or {@code trace FILE}
 * @param steps the shortest sequence found, in order, numbered upwards; the last one breaks the rule
 * @param foundBy how it was found, for example {@code exhaustive enumeration} or {@code property, shrunk from 41 steps}
 * @param seed the seed that replays it, or null where nothing was random
 */
public record Counterexample(
        String summary,
        String setting,
        List<Step> steps,
        String foundBy,
        @Nullable Long seed) {
    public Counterexample {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            int previous = steps.get(i - 1).number();
            int number = steps.get(i).number();
            if (number <= previous) {
                throw new IllegalArgumentException("step " + number + " comes after step " + previous);
            }
        }
    }

    /** The memory when the rule broke: the map of the last step that has one, or null if none has. */
    public @Nullable MemoryMap lastMap() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            MemoryMap map = steps.get(i).map();
            if (map != null) {
                return map;
            }
        }
        return null;
    }
}
