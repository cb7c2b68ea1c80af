package org.mmtck.impl.freelist;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.zone.WatermarkVerdict;

/**
 * One decision on the way of an allocation.
 *
 * @param clause which clause of the reference it follows, for example {@code ALLOC-6.7}
 * @param text what was decided, with the numbers
 * @param verdict all numbers of a watermark test, or null for any other step
 */
public record AllocStep(
        String clause, String text, @Nullable WatermarkVerdict verdict) {

    @Override
    public String toString() {
        return clause + ": " + text;
    }
}
