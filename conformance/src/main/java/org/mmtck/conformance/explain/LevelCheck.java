package org.mmtck.conformance.explain;

import org.mmtck.spec.zone.WatermarkVerdict;

/**
 * The watermark test of one zone at one level.
 *
 * @param level which attempt of the allocator tests it
 * @param hopeful the test where every unknown is taken for the better
 * @param doubtful the test where every unknown is taken for the worse
 */
public record LevelCheck(Level level, WatermarkVerdict hopeful, WatermarkVerdict doubtful) {

    /** An attempt of the allocator, named by the mark it tests. */
    public enum Level {
        /** The first attempt, before any reclaim. */
        LOW("low watermark", "fast path"),
        /** What the slow path tests; refused here, the request fails. */
        MIN("min watermark", "slow path"),
        /** The last look of the OOM killer before it kills. */
        HIGH("high watermark", "OOM killer's last look");

        private final String mark;
        private final String attempt;

        Level(String mark, String attempt) {
            this.mark = mark;
            this.attempt = attempt;
        }

        /** The mark as people call it. */
        public String mark() {
            return mark;
        }

        /** Who tests it. */
        public String attempt() {
            return attempt;
        }
    }

    public LevelCheck {
        if (doubtful.passed() && !hopeful.passed()) {
            throw new IllegalArgumentException("the doubtful reading passes and the hopeful one does not: " + level);
        }
    }

    /** Passed whatever the unknowns are. */
    public boolean passed() {
        return doubtful.passed();
    }

    /** Refused whatever the unknowns are. */
    public boolean refused() {
        return !hopeful.passed();
    }
}
