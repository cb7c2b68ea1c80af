package org.mmtck.conformance.check;

/** How often each rule was put to the test. */
final class Exercise {
    private final long[] counts = new long[Judged.values().length];

    /** The rule was put to the test once more. */
    void add(Judged rule) {
        counts[rule.ordinal()]++;
    }

    long of(Judged rule) {
        return counts[rule.ordinal()];
    }
}
