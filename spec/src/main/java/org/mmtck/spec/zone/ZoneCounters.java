package org.mmtck.spec.zone;

import org.mmtck.spec.gfp.Migratetype;

/**
 * What the watermark test reads of one zone. Implemented by whatever knows a zone: the reference allocator, a parsed
 * {@code /proc/zoneinfo}, a parsed failure report. The kernel takes no lock for it, so two calls may belong to different
 * moments. Everything is counted in pages unless it says blocks.
 */
public interface ZoneCounters {

    /** NR_FREE_PAGES by the cheap read, which never is negative; without pages of isolated blocks or per-CPU lists. */
    long nrFreePages();

    /** Free pages on HIGHATOMIC lists; part of {@link #nrFreePages()}. */
    long nrFreeHighatomic();

    /** NR_FREE_CMA_PAGES; part of {@link #nrFreePages()}; 0 in a kernel without CONFIG_CMA. */
    long nrFreeCma();

    /** What this zone keeps back from requests that could use zones up to {@code highestZoneidx}. */
    long lowmemReserve(int highestZoneidx);

    /** {@code _watermark[level]} without boost; levels are {@link ZoneWatermarks#WMARK_MIN} and so on. */
    long watermark(int level);

    /** The boost that is added to every level. */
    long watermarkBoost();

    /** Blocks of this order on all its lists together, isolated ones included; order 0 to 10. */
    long nrFree(int order);

    /** True if the list of this order and type has no block; also for a type the kernel is built without. */
    boolean listEmpty(int order, Migratetype migratetype);
}
