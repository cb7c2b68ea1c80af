package org.mmtck.spec.pcp;

import org.mmtck.spec.zone.PageGeometry;

/**
 * How many pages move between a CPU's lists and its zone, and how the lists grow and shrink with what happens to them. Pure
 * functions: the caller stores what they answer. All in pages unless it says blocks.
 */
public final class PcpTuning {

    /** {@code CONFIG_PCP_BATCH_SCALE_MAX} by default: no more than 2^5 batches in one go. */
    public static final int PCP_BATCH_SCALE_MAX = 5;

    private static final int DECAY_SHIFT = 3;

    private PcpTuning() {}

    /** {@code v} moved into {@code min..max}; with crossed bounds the upper one wins, as in the kernel. */
    public static int clamp(int v, int min, int max) {
        return Math.min(Math.max(v, min), max);
    }

    /**
     * How much to fetch when a list has run dry ({@code nr_pcp_alloc}).
     *
     * @param order of the blocks on that list
     * @param belowHigh ZONE_BELOW_HIGH: the zone is short, the lists must not grow
     */
    public static PcpRefill nrPcpAlloc(PcpCounters pcp, int order, boolean belowHigh) {
        int batch = pcp.batch();
        int highMin = pcp.highMin();
        int highMax = pcp.highMax();
        int factor = pcp.allocFactor();
        int high = clamp(pcp.high(), highMin, highMax);
        if (high < batch) {
            return new PcpRefill(1, high, factor);
        }
        int wanted = order > 0 ? batch : batch << factor;
        if (highMin != highMax && !belowHigh) {
            high = Math.min(high + wanted, highMax);
        }
        if (order == 0) {
            int most = Math.max(high - pcp.count() - batch, batch);
            if (wanted <= most && factor < PCP_BATCH_SCALE_MAX) {
                factor++;
            }
            wanted = Math.min(wanted, most);
        }
        if (wanted > 1) {
            wanted = Math.max(wanted >> order, 2);
        }
        return new PcpRefill(wanted, high, factor);
    }

    /**
     * Whether a free of a high order finds the lists in the middle of a burst of such frees, so that they are better emptied
     * at once ({@code free_frozen_page_commit}). Read after the block was added and counted, before {@code free_count}
     * grows.
     *
     * @param prevFreeHighOrder PCPF_PREV_FREE_HIGH_ORDER: the free before this one was of order 1 to 3
     * @param freeHighBatch PCPF_FREE_HIGH_BATCH: keep a batch, the CPU's cache can hold it
     */
    public static boolean freeHigh(PcpCounters pcp, int order, boolean prevFreeHighOrder, boolean freeHighBatch) {
        return isHighOrder(order)
                && pcp.freeCount() >= pcp.batch() + pcp.highMin() / 2
                && prevFreeHighOrder
                && (!freeHighBatch || pcp.count() >= pcp.batch());
    }

    /** Orders 1 to 3: what PCPF_PREV_FREE_HIGH_ORDER remembers. Huge pages are not among them. */
    public static boolean isHighOrder(int order) {
        return order >= 1 && order <= PageGeometry.PAGE_ALLOC_COSTLY_ORDER;
    }

    /** {@code free_count} after a free: grows until 2^5 batches are reached, then stays. */
    public static int freeCountAfterFree(PcpCounters pcp, int order) {
        int freeCount = pcp.freeCount();
        return freeCount < pcp.batch() << PCP_BATCH_SCALE_MAX ? freeCount + (1 << order) : freeCount;
    }

    /**
     * How many pages the lists may hold after a free ({@code nr_pcp_high}).
     *
     * @param freeHigh answer of {@link #freeHigh}
     * @param reclaimActive ZONE_RECLAIM_ACTIVE: kswapd is at work on the zone
     * @param belowHigh ZONE_BELOW_HIGH
     */
    public static PcpHigh nrPcpHigh(PcpCounters pcp, boolean freeHigh, boolean reclaimActive, boolean belowHigh) {
        int batch = pcp.batch();
        int highMin = pcp.highMin();
        int highMax = pcp.highMax();
        int high = clamp(pcp.high(), highMin, highMax);
        if (high == 0) {
            return new PcpHigh(0, 0);
        }
        if (freeHigh) {
            return new PcpHigh(0, Math.max(high - (batch << PCP_BATCH_SCALE_MAX), highMin));
        }
        int shrunk = Math.max(high - Math.max(pcp.freeCount(), batch), highMin);
        if (reclaimActive) {
            return new PcpHigh(Math.min(batch << 2, shrunk), shrunk);
        }
        if (highMin == highMax) {
            return new PcpHigh(high, high);
        }
        if (belowHigh) {
            return new PcpHigh(Math.max(pcp.count(), highMin), shrunk);
        }
        int need = pcp.freeCount() + batch;
        boolean grows = pcp.count() >= high && high < need;
        return new PcpHigh(high, grows ? clamp(need, highMin, highMax) : high);
    }

    /**
     * How much to give back once the count has reached its threshold ({@code nr_pcp_free}).
     *
     * @param high the threshold of {@link #nrPcpHigh}
     * @param freeHigh answer of {@link #freeHigh}
     */
    public static int nrPcpFree(PcpCounters pcp, int high, boolean freeHigh) {
        int batch = pcp.batch();
        if (freeHigh) {
            return Math.min(pcp.count(), batch << PCP_BATCH_SCALE_MAX);
        }
        return high < batch ? 1 : clamp(pcp.freeCount(), batch, high - batch);
    }

    /** {@code high} after one run of the periodic work ({@code decay_pcp_high}): an eighth less, down to its lower bound. */
    public static int decayedHigh(PcpCounters pcp) {
        int high = pcp.high();
        int highMin = pcp.highMin();
        if (high <= highMin) {
            return high;
        }
        int afterDrain = pcp.count() - (pcp.batch() << PCP_BATCH_SCALE_MAX);
        return Math.max(Math.max(afterDrain, high - (high >> DECAY_SHIFT)), highMin);
    }
}
