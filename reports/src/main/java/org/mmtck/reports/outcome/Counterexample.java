package org.mmtck.reports.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a rule is broken.
 *
 * @param summary one sentence: what went wrong
 * @param setting what it ran on, for example {@code 8 pages, max order 3}, or {@code trace FILE}
 * @param steps the shortest sequence found, in order; the last one breaks the rule
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
    }
}
