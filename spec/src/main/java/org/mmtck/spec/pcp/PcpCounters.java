package org.mmtck.spec.pcp;

/** What the formulas read of one CPU's lists ({@code include/linux/mmzone.h: struct per_cpu_pages}). All in pages. */
public interface PcpCounters {

    /** Pages on all lists together: a block of order o counts 2^o. */
    int count();

    /** Above this the lists give pages back; moves between {@link #highMin()} and {@link #highMax()}. */
    int high();

    /** {@code high_min}; another thread may change it at any time, as with the two below. */
    int highMin();

    /** {@code high_max}. */
    int highMax();

    /** Pages moved in one go, at least 1. */
    int batch();

    /** Batches are doubled this often at a refill, 0..{@link PcpTuning#PCP_BATCH_SCALE_MAX}. */
    int allocFactor();

    /** Pages freed lately; halved by each allocation. */
    int freeCount();
}
