package org.mmtck.conformance.trace.judge;

import java.util.Arrays;

/** One count for each constant of an enum, in an array because the counts are on the path of every line. */
final class Counts<E extends Enum<E>> {
    private final long[] counts;

    Counts(Class<E> type) {
        counts = new long[type.getEnumConstants().length];
    }

    void add(E constant) {
        counts[index(constant)]++;
    }

    long of(E constant) {
        return counts[index(constant)];
    }

    void clear(E constant) {
        counts[index(constant)] = 0;
    }

    long sum() {
        return Arrays.stream(counts).sum();
    }

    /** Place of a constant in an array as long as the enum; it is never stored, so the order of the constants is free. */
    @SuppressWarnings("EnumOrdinal")
    static int index(Enum<?> constant) {
        return constant.ordinal();
    }
}
