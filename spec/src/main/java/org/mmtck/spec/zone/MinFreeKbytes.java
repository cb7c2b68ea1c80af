package org.mmtck.spec.zone;

/** How much memory the kernel wants to keep free by default ({@code mm/page_alloc.c: calculate_min_free_kbytes}). */
public final class MinFreeKbytes {

    /** kB; the value before anything was calculated. */
    public static final int INITIAL = 1024;
    /** {@code user_min_free_kbytes} while nobody wrote the sysctl. */
    public static final int USER_UNSET = -1;
    /** kB; the least that is calculated. */
    public static final int LEAST = 128;
    /** kB; the most that is calculated. */
    public static final int MOST = 262144;

    private static final int KB_FACTOR = 16;
    /** Zones for huge pages keep two pageblocks each, and one for each pair of the three mobile types. */
    private static final int PAGEBLOCKS_PER_ZONE = 2 + 3 * 3;
    /** Huge pages may not ask for more than 5 % of low memory. */
    private static final int LEAST_SHARE = 20;

    private MinFreeKbytes() {}

    /**
     * Memory that kernel allocations can use without breaking into reserves ({@code nr_free_buffer_pages}): over all zones
     * up to Normal of all nodes, managed pages above the HIGH mark. At boot the marks are still 0.
     *
     * @param managed pages of each zone
     * @param highWmarkPages HIGH mark of each zone, boost included, in pages
     * @return pages
     */
    public static long nrFreeBufferPages(long[] managed, long[] highWmarkPages) {
        if (managed.length != highWmarkPages.length) {
            throw new IllegalArgumentException(
                    managed.length + " zones with managed pages, but " + highWmarkPages.length + " with a HIGH mark");
        }
        long sum = 0;
        for (int i = 0; i < managed.length; i++) {
            if (managed[i] > highWmarkPages[i]) {
                sum += managed[i] - highWmarkPages[i];
            }
        }
        return sum;
    }

    /** The square root of 16 times low memory, in kB, before any limit. */
    public static long unclamped(long lowmemKbytes) {
        return Arithmetic.intSqrt(Math.multiplyExact(lowmemKbytes, KB_FACTOR));
    }

    /**
     * The new {@code min_free_kbytes}: what the size of memory asks for, kept to 128..262144, unless the user's value is at
     * least as large; then nothing changes and the kernel logs that.
     *
     * @param lowmemKbytes low memory in kB: 4 times {@link #nrFreeBufferPages}
     * @param userMinFreeKbytes what was written to the sysctl, or {@link #USER_UNSET}
     * @param current the value in force, in kB
     */
    public static long calculateMinFreeKbytes(long lowmemKbytes, long userMinFreeKbytes, long current) {
        long calculated = unclamped(lowmemKbytes);
        if (calculated <= userMinFreeKbytes) {
            return current;
        }
        return Arithmetic.clamp(calculated, LEAST, MOST);
    }

    /**
     * What transparent huge pages ask for, in kB ({@code mm/khugepaged.c: set_recommended_min_free_kbytes}): eleven
     * pageblocks for each zone, at most a twentieth of low memory.
     *
     * @param populatedZones zones up to Normal with pages
     * @param pageblockNrPages pages
     * @param nrFreeBufferPages pages, see {@link #nrFreeBufferPages}
     */
    public static long recommendedForHugePages(int populatedZones, long pageblockNrPages, long nrFreeBufferPages) {
        long wanted = pageblockNrPages * populatedZones * PAGEBLOCKS_PER_ZONE;
        return Math.min(wanted, nrFreeBufferPages / LEAST_SHARE) * PageGeometry.KB_PER_PAGE;
    }

    /** The value after huge pages had their say: theirs if it is larger, even against the user's. */
    public static long raisedForHugePages(long minFreeKbytes, long recommended) {
        return Math.max(minFreeKbytes, recommended);
    }
}
