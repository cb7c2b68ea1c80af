package org.mmtck.impl.slowpath;

/** What compaction came to, ascending ({@code include/linux/compaction.h: enum compact_result}). */
public enum CompactResult {
    /** Only traced. */
    NOT_SUITABLE_ZONE,
    /** Not tried: compaction is not possible or not needed, more reclaim may help. */
    SKIPPED,
    /** Not tried: it failed too often lately. */
    DEFERRED,
    /** Only traced. */
    NO_SUITABLE_PAGE,
    /** The zone is worth a try. */
    CONTINUE,
    /** The whole zone was gone through without success. */
    COMPLETE,
    /** Part of the zone was gone through without success. */
    PARTIAL_SKIPPED,
    /** Stopped: locks were contended or the CPU was wanted. */
    CONTENDED,
    /** A block of the order should be there now. */
    SUCCESS
}
