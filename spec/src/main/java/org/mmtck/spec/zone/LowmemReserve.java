package org.mmtck.spec.zone;

/**
 * What lower zones keep back from requests that could also use higher ones
 * ({@code mm/page_alloc.c: setup_per_zone_lowmem_reserve, calculate_totalreserve_pages}).
 */
public final class LowmemReserve {

    private LowmemReserve() {}

    /** The default of {@code vm.lowmem_reserve_ratio} for a zone; Device has none. */
    public static int defaultRatio(ZoneType type) {
        return switch (type) {
            case DMA, DMA32 -> 256;
            case NORMAL -> 32;
            case HIGHMEM, MOVABLE, DEVICE -> 0;
        };
    }

    /** What the sysctl makes of a written value: below 1 means no reserve. */
    public static int sanitizeRatio(int written) {
        return Math.max(written, 0);
    }

    /**
     * The reserves of one node: {@code result[i][j]} pages are kept back in zone {@code i} from requests that could use zones
     * up to {@code j}; 0 for {@code j <= i}.
     *
     * @param managed pages of each zone of the node, in the order of their indices, empty zones included
     * @param ratio {@code vm.lowmem_reserve_ratio} of each zone but perhaps the last, which needs none
     */
    public static long[][] setupPerZoneLowmemReserve(long[] managed, int[] ratio) {
        int zones = managed.length;
        if (ratio.length < zones - 1) {
            throw new IllegalArgumentException(
                    zones + " zones need at least " + (zones - 1) + " ratios, but there are " + ratio.length);
        }
        long[][] reserve = new long[zones][zones];
        for (int i = 0; i < zones - 1; i++) {
            boolean clear = ratio[i] == 0 || managed[i] == 0;
            long above = 0;
            for (int j = i + 1; j < zones; j++) {
                above += managed[j];
                reserve[i][j] = clear ? 0 : above / ratio[i];
            }
        }
        return reserve;
    }

    /**
     * Pages of one node that are not for user data: of each zone its largest reserve and HIGH mark, but not more than it
     * has. Over all nodes the sum is {@code totalreserve_pages}.
     *
     * @param managed pages of each zone
     * @param reserve from {@link #setupPerZoneLowmemReserve}
     * @param highWmarkPages HIGH mark of each zone, boost included, in pages
     */
    public static long totalreservePages(long[] managed, long[][] reserve, long[] highWmarkPages) {
        long sum = 0;
        for (int i = 0; i < managed.length; i++) {
            long largest = 0;
            for (int j = managed.length - 1; j >= i && largest == 0; j--) {
                largest = reserve[i][j];
            }
            sum += Math.min(managed[i], largest + highWmarkPages[i]);
        }
        return sum;
    }
}
