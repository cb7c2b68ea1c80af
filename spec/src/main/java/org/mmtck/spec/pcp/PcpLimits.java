package org.mmtck.spec.pcp;

import org.mmtck.spec.zone.PageGeometry;

/**
 * How much the per-CPU lists of one CPU and zone may hold. All in pages.
 *
 * @param batch pages moved to or from the zone in one go, at least 1
 * @param highMin lower bound of {@code high}, 0 or more
 * @param highMax upper bound of {@code high}, 0 or more. It is below {@code highMin} where the low mark is above an eighth
 *     of the zone; the kernel does not mind and the upper bound wins
 */
public record PcpLimits(int batch, int highMin, int highMax) {

    /** {@code BOOT_PAGESET_BATCH, BOOT_PAGESET_HIGH}: nothing is kept. Also the state between disable and enable. */
    public static final PcpLimits BOOT = new PcpLimits(1, 0, 0);

    /** {@code MIN_PERCPU_PAGELIST_HIGH_FRACTION}: no CPU's share is more than this part of the zone, all CPUs together. */
    public static final int MIN_PERCPU_PAGELIST_HIGH_FRACTION = 8;

    private static final int MOST_BATCH = (256 << 10) / PageGeometry.PAGE_SIZE;
    private static final int BATCH_SHIFT = 12;
    private static final int LEAST_BATCHES = 4;

    public PcpLimits {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least 1 page, not " + batch);
        }
        if (highMin < 0 || highMax < 0) {
            throw new IllegalArgumentException(
                    "the bounds of high must not be negative, but are " + highMin + " and " + highMax);
        }
    }

    /** Pages of a batch ({@code zone_batchsize}) for a zone with this many managed pages; 1 to 63. */
    public static int zoneBatchsize(long managed) {
        checkNotNegative("managed pages", managed);
        long batch = Math.min(managed >> BATCH_SHIFT, MOST_BATCH);
        return batch <= 1 ? 1 : Math.toIntExact(Long.highestOneBit(batch + batch / 2) - 1);
    }

    /**
     * One CPU's share of a number of pages, at least four batches ({@code zone_highsize}).
     *
     * @param lowWmarkPages the LOW mark with boost; shared out if the fraction is 0
     * @param managed managed pages; this part of them is shared out otherwise
     * @param highFraction 0, or the divisor of {@code managed}
     * @param nodeCpus CPUs of the zone's node, with the one that is coming online; 0 for a node without
     * @param onlineCpus all CPUs, at least 1; they share if the node has none
     */
    public static int zoneHighsize(
            int batch, long lowWmarkPages, long managed, int highFraction, int nodeCpus, int onlineCpus) {
        checkNotNegative("managed pages", managed);
        checkNotNegative("pages of the LOW mark", lowWmarkPages);
        checkNotNegative("fraction", highFraction);
        checkNotNegative("CPUs of the node", nodeCpus);
        if (onlineCpus < 1) {
            throw new IllegalArgumentException("at least one CPU is online, but the number given is " + onlineCpus);
        }
        long total = highFraction == 0 ? lowWmarkPages : managed / highFraction;
        long share = total / (nodeCpus == 0 ? onlineCpus : nodeCpus);
        return Math.toIntExact(Math.max(share, (long) LEAST_BATCHES * batch));
    }

    /**
     * The limits of a zone ({@code zone_set_pageset_high_and_batch}).
     *
     * @param percpuPagelistHighFraction {@code vm.percpu_pagelist_high_fraction}: 0 to let {@code high} tune itself between
     *     its bounds, or 8 and more to fix it
     */
    public static PcpLimits of(
            long managed, long lowWmarkPages, int percpuPagelistHighFraction, int nodeCpus, int onlineCpus) {
        if (!acceptsHighFraction(percpuPagelistHighFraction)) {
            throw new IllegalArgumentException("percpu_pagelist_high_fraction is 0 or at least "
                    + MIN_PERCPU_PAGELIST_HIGH_FRACTION + ", not " + percpuPagelistHighFraction);
        }
        int batch = zoneBatchsize(managed);
        int min = zoneHighsize(batch, lowWmarkPages, managed, percpuPagelistHighFraction, nodeCpus, onlineCpus);
        if (percpuPagelistHighFraction != 0) {
            return new PcpLimits(batch, min, min);
        }
        int max = zoneHighsize(batch, lowWmarkPages, managed, MIN_PERCPU_PAGELIST_HIGH_FRACTION, nodeCpus, onlineCpus);
        return new PcpLimits(batch, min, max);
    }

    /**
     * Whether a write of this number to {@code vm.percpu_pagelist_high_fraction} is taken; if not the writer gets EINVAL and
     * the old value stays ({@code percpu_pagelist_high_fraction_sysctl_handler}).
     */
    public static boolean acceptsHighFraction(int value) {
        return value == 0 || value >= MIN_PERCPU_PAGELIST_HIGH_FRACTION;
    }

    /**
     * Whether the CPU's share of its data cache is large enough to keep a batch of freed high-order pages ({@code
     * zone_pcp_update_cacheinfo}: PCPF_FREE_HIGH_BATCH).
     *
     * @param dataSliceBytes {@code per_cpu_data_slice_size} of the CPU, in bytes
     */
    public static boolean freeHighBatch(long dataSliceBytes, int batch) {
        return dataSliceBytes >> PageGeometry.PAGE_SHIFT > 3L * batch;
    }

    private static void checkNotNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("the number of " + what + " must not be negative, but is " + value);
        }
    }
}
