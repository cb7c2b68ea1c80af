package org.mmtck.impl.pcp;

import org.mmtck.impl.seam.CpuLock;
import org.mmtck.impl.seam.Guarded;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.Word;
import org.mmtck.spec.pcp.PcpCounters;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.pcp.PcpLists;

/**
 * The lists of one CPU for one zone ({@code include/linux/mmzone.h: struct per_cpu_pages}). Everything here is guarded by its
 * lock but for two things: the limits, which are written under the zone's limits lock and read at any time, and reads of the
 * count by drains, which may see an old one. All in pages.
 */
public final class PerCpuPages implements PcpCounters, Guarded {
    /** The free before was of order 1 to 3. */
    static final int PCPF_PREV_FREE_HIGH_ORDER = 1;

    /** Keep a batch in a burst of high-order frees: the CPU's cache can hold it. */
    static final int PCPF_FREE_HIGH_BATCH = 1 << 1;

    final int cpu;
    final PcpLists layout;
    final CpuLock lock;
    final PageList[] lists;
    private final Word batch;
    private final Word highMin;
    private final Word highMax;

    int count;
    int high;
    int flags;
    int allocFactor;
    int freeCount;

    /** Rounds of the periodic work until a remote zone's pages are given back. */
    int expire;

    /** PGALLOC and PGFREE of what went through these lists; they decide nothing. */
    long pgalloc;

    long pgfree;

    PerCpuPages(Seam seam, String zone, int cpu, PcpLists layout, int zonePages) {
        this.cpu = cpu;
        this.layout = layout;
        String name = zone + " cpu " + cpu;
        lists = new PageList[layout.nrPcpLists()];
        for (int pindex = 0; pindex < lists.length; pindex++) {
            lists[pindex] = new PageList(Math.max(1, zonePages >> layout.pindexToOrder(pindex)));
        }
        batch = seam.word(name + " batch", PcpLimits.BOOT.batch());
        highMin = seam.word(name + " high_min", PcpLimits.BOOT.highMin());
        highMax = seam.word(name + " high_max", PcpLimits.BOOT.highMax());
        lock = seam.cpuLock(name, this);
    }

    /** Writes new limits; {@code high} follows when it is next used ({@code pageset_update}). */
    void pagesetUpdate(PcpLimits limits) {
        batch.set(limits.batch());
        highMin.set(limits.highMin());
        highMax.set(limits.highMax());
    }

    /** The CPU. */
    public int cpu() {
        return cpu;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int high() {
        return high;
    }

    @Override
    public int highMin() {
        return (int) highMin.get();
    }

    @Override
    public int highMax() {
        return (int) highMax.get();
    }

    @Override
    public int batch() {
        return (int) batch.get();
    }

    @Override
    public int allocFactor() {
        return allocFactor;
    }

    @Override
    public int freeCount() {
        return freeCount;
    }

    /** Every list in order and every number that decides what happens next. */
    @Override
    public long fingerprint() {
        long hash = 1;
        for (PageList list : lists) {
            hash = mix(hash, -1);
            for (int i = 0; i < list.size(); i++) {
                hash = mix(hash, list.get(i));
            }
        }
        hash = mix(hash, (long) count << 32 | high);
        hash = mix(hash, (long) flags << 32 | expire);
        hash = mix(hash, (long) allocFactor << 32 | freeCount);
        hash = mix(hash, batch.get());
        return mix(mix(hash, highMin.get()), highMax.get());
    }

    private static long mix(long hash, long value) {
        long z = hash * 31 + value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
