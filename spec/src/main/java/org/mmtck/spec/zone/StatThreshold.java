package org.mmtck.spec.zone;

/** How far the counters of a zone may be behind, because each CPU collects changes first ({@code mm/vmstat.c}). */
public final class StatThreshold {

    /** The most that a CPU collects, in units of the counter: it must fit in a signed byte. */
    public static final int MOST = 125;

    /** Memory is measured in units of 128 MiB: 2^27 bytes. */
    private static final int MEMORY_SHIFT = 27 - PageGeometry.PAGE_SHIFT;

    private StatThreshold() {}

    /** In ordinary times ({@code calculate_normal_threshold}). */
    public static int calculateNormalThreshold(int onlineCpus, long managed) {
        checkCpus(onlineCpus);
        int memory = Arithmetic.fls(managed >> MEMORY_SHIFT);
        return Math.min(MOST, 2 * Arithmetic.fls(onlineCpus) * (1 + memory));
    }

    /** While kswapd is awake ({@code calculate_pressure_threshold}); marks in pages. */
    public static int calculatePressureThreshold(int onlineCpus, long lowWmarkPages, long minWmarkPages) {
        checkCpus(onlineCpus);
        return (int) Math.min(MOST, Math.max(1, (lowWmarkPages - minWmarkPages) / onlineCpus));
    }

    /** True if a CPU's collected change goes into the zone's counter now. */
    public static boolean folds(long delta, int threshold) {
        return Math.abs(delta) > threshold;
    }

    /** Pages by which the cheap read of a counter can be wrong while nothing changes. */
    public static long maxDrift(int onlineCpus, int threshold) {
        checkCpus(onlineCpus);
        return (long) onlineCpus * threshold;
    }

    /**
     * The number of free pages below which the cheap read is not good enough ({@code refresh_zone_stat_thresholds}): set if
     * the error could hide the distance from LOW to MIN, otherwise left as it was.
     */
    public static long percpuDriftMark(int onlineCpus, int threshold, ZoneWatermarks marks, long previous) {
        long drift = maxDrift(onlineCpus, threshold);
        long tolerated = marks.lowWmarkPages() - marks.minWmarkPages();
        return drift > tolerated ? marks.highWmarkPages() + drift : previous;
    }

    private static void checkCpus(int onlineCpus) {
        if (onlineCpus < 1) {
            throw new IllegalArgumentException("at least one CPU is online, but the number given is " + onlineCpus);
        }
    }
}
