package org.mmtck.conformance.check;

/** How often each rule was put to the test. */
final class Exercise {
    private final long[] counts = new long[Judged.values().length];

    /** The rule was put to the test once more. */
    void add(Judged rule) {
        counts[rule.ordinal()]++;
    }

    void addAll(Exercise other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(Judged rule) {
        return counts[rule.ordinal()];
    }
}
