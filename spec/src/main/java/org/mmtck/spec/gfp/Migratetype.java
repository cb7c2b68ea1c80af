package org.mmtck.spec.gfp;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of free lists by what may become of their pages ({@code include/linux/mmzone.h: enum migratetype}). The
 * order of the constants is the order of the values with CMA and isolation built in.
 */
public enum Migratetype {
    UNMOVABLE(0, "Unmovable", 'U'),
    MOVABLE(1, "Movable", 'M'),
    RECLAIMABLE(2, "Reclaimable", 'E'),
    /** Set aside for atomic requests of order above 0. */
    HIGHATOMIC(3, "HighAtomic", 'H'),
    /** Only with CONFIG_CMA. */
    CMA(4, "CMA", 'C'),
    /** Only with CONFIG_MEMORY_ISOLATION: pages that nobody may allocate. */
    ISOLATE(5, "Isolate", 'I');

    /** MIGRATE_PCPTYPES: the types below this value have per-CPU lists and merge with each other. */
    public static final int PCPTYPES = 3;

    /** MIGRATE_TYPES with CMA and isolation built in. */
    public static final int TYPES = 6;

    private static final Migratetype[] BY_VALUE = values();

    private final int value;
    private final String label;
    private final char letter;

    Migratetype(int value, String label, char letter) {
        this.value = value;
        this.label = label;
        this.letter = letter;
    }

    /** The kernel's number with CMA and isolation built in, 0 to 5. */
    public int value() {
        return value;
    }

    /** The type with this {@link #value()}; fails outside 0 to 5. */
    public static Migratetype ofValue(int value) {
        if (value < 0 || value >= BY_VALUE.length) {
            throw new IllegalArgumentException("migratetype " + value + " is outside 0.." + (BY_VALUE.length - 1));
        }
        return BY_VALUE[value];
    }

    /** The name as {@code /proc/pagetypeinfo} prints it, for example {@code HighAtomic}. */
    public String label() {
        return label;
    }

    /** The letter in a failure report, one of UMEHCI. */
    public char letter() {
        return letter;
    }

    /** The type with this letter, or null. */
    public static @Nullable Migratetype ofLetter(char letter) {
        for (Migratetype type : BY_VALUE) {
            if (type.letter == letter) {
                return type;
            }
        }
        return null;
    }

    /** True if blocks of this type may merge with blocks of another mergeable type ({@code migratetype_is_mergeable}). */
    public boolean mergeable() {
        return value < PCPTYPES;
    }

    /** The type whose per-CPU list takes pages of this type; null for ISOLATE, whose pages are never on such a list. */
    public @Nullable Migratetype pcpType() {
        if (this == ISOLATE) {
            return null;
        }
        return mergeable() ? this : MOVABLE;
    }
}
