package org.mmtck.spec.rule;

import java.util.Locale;
import java.util.Optional;

/**
 * Something a subject can do beyond the bare verbs of its profile. A subject declares what it has; the kit checks each
 * claim and never assumes one that was not made.
 */
public enum Capability {
    /** Answers how many pages are free. */
    COUNTERS,
    /** Answers every free block with its order. */
    SNAPSHOT,
    /** Refuses to free a block that is not allocated, and stays intact. */
    DETECTS_DOUBLE_FREE,
    /** The same operations after a reset give the same answers. */
    DETERMINISTIC,
    /** Chooses the very block that the kernel would choose (list heads and tails included). */
    KERNEL_ORDER,
    /** May be called from several threads. */
    THREADS;

    /** The word for this capability on the wire, for example {@code detects-double-free}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The capability with this word, or empty. */
    public static Optional<Capability> fromWord(String word) {
        for (Capability capability : values()) {
            if (capability.word().equals(word)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }
}
