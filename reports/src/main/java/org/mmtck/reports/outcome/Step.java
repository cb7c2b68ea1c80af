package org.mmtck.reports.outcome;

import org.jspecify.annotations.Nullable;

/**
 * One step of a counterexample, in words.
 *
 * @param number from 1
 * @param action what was done, for example {@code alloc order 2}
 * @param reply what came back, for example {@code block at pfn 4}
 * @param demand what the rule demands here and because of what state; only on the step that breaks the rule
 * @param map the memory after the step, or null where it is not known
 */
public record Step(
        int number,
        String action,
        String reply,
        @Nullable String demand,
        @Nullable MemoryMap map) {
    public Step {
        if (number < 1) {
            throw new IllegalArgumentException("steps are numbered from 1, not " + number);
        }
    }
}
