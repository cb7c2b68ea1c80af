package org.mmtck.conformance.check;

import java.util.Optional;

/** The rules of the book that {@code mmtck check} judges on a subject. The sentences are in the book; this names them. */
enum Judged {
    ZONE_27,
    BUDDY_2,
    INV_28,
    INV_29,
    BUDDY_31,
    BUDDY_19,
    BUDDY_10,
    BUDDY_21,
    BUDDY_4,
    GFP_60,
    FREE_4,
    FREE_5,
    FREE_7,
    INV_2,
    INV_4,
    INV_8,
    INV_25,
    INV_33,
    CLAIM_1;

    private final String id = name().replace('_', '-');

    /** The id in the rule book, for example {@code BUDDY-10}. */
    String id() {
        return id;
    }

    /** Whether breaking it fails a subject; the book says so too, and a test holds the two together. */
    boolean isMust() {
        return this != BUDDY_21;
    }

    static Optional<Judged> fromId(String id) {
        for (Judged judged : values()) {
            if (judged.id.equals(id)) {
                return Optional.of(judged);
            }
        }
        return Optional.empty();
    }
}
