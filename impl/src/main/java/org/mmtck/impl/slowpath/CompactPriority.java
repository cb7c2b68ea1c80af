package org.mmtck.impl.slowpath;

/** How hard compaction tries, hardest first ({@code include/linux/compaction.h: enum compact_priority}). */
public enum CompactPriority {
    SYNC_FULL,
    SYNC_LIGHT,
    ASYNC;

    /** The hardest of all. */
    public static final CompactPriority MIN = SYNC_FULL;
    /** The hardest for a costly order. */
    public static final CompactPriority MIN_COSTLY = SYNC_LIGHT;
    /** Where most requests begin. */
    public static final CompactPriority DEF = SYNC_LIGHT;
    /** Where requests begin that compact before they reclaim. */
    public static final CompactPriority INIT = ASYNC;

    private static final CompactPriority[] ALL = values();

    /** True if it can get harder without going beyond {@code hardest}. */
    public boolean above(CompactPriority hardest) {
        return ordinal() > hardest.ordinal();
    }

    /** The next harder one. Fails for the hardest. */
    public CompactPriority harder() {
        if (this == SYNC_FULL) {
            throw new IllegalStateException("no compaction priority is harder than " + this);
        }
        return ALL[ordinal() - 1];
    }
}
