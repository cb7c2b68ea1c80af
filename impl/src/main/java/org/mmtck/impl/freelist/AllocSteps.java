package org.mmtck.impl.freelist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.WatermarkVerdict;

/**
 * Takes down why an allocation went the way it did, in order, up to a limit. The {@code note} methods do nothing, and build
 * no text, if there is no recorder.
 */
public final class AllocSteps {

    /** Most steps that are kept; a request that loops has little new to say after that. */
    public static final int LIMIT = 10_000;

    private final List<AllocStep> steps = new ArrayList<>();
    private long dropped;

    /** What was decided, first to last. */
    public List<AllocStep> list() {
        return List.copyOf(steps);
    }

    /** Steps beyond {@link #LIMIT}, which were only counted. */
    public long dropped() {
        return dropped;
    }

    /** A decision without numbers. */
    public static void note(@Nullable AllocSteps to, String clause, String text) {
        if (to != null) {
            to.add(clause, text, null);
        }
    }

    /** A decision that comes of comparing two numbers, for example {@code no_progress_loops, 17, "> limit", 16}. */
    public static void note(
            @Nullable AllocSteps to, String clause, String name, long left, String relation, long right) {
        if (to != null) {
            to.add(clause, name + " " + left + " " + relation + " " + right, null);
        }
    }

    /** A decision about one zone. */
    public static void note(@Nullable AllocSteps to, String clause, ZoneView zone, String text) {
        if (to != null) {
            to.add(clause, zone.label() + ": " + text, null);
        }
    }

    /** The flags that a pass begins with. */
    public static void noteFlags(@Nullable AllocSteps to, String clause, String text, int allocFlags) {
        if (to != null) {
            to.add(clause, text + " " + AllocFlags.print(allocFlags), null);
        }
    }

    /** A watermark test. */
    public void watermark(String clause, ZoneView zone, WatermarkVerdict verdict) {
        String text = zone.label() + ": " + (verdict.passed() ? "passes" : "fails") + " mark " + verdict.mark() + ", "
                + verdict.deciding().net()
                + (verdict.deciding().net() > verdict.deciding().limit() ? " > " : " <= ")
                + verdict.deciding().limit() + " (" + verdict.branch() + ")";
        add(clause, text, verdict);
    }

    private void add(String clause, String text, @Nullable WatermarkVerdict verdict) {
        if (steps.size() < LIMIT) {
            steps.add(new AllocStep(clause, text, verdict));
        } else {
            dropped++;
        }
    }
}
