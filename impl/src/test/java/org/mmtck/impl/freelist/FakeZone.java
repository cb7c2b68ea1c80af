package org.mmtck.impl.freelist;

import static org.mmtck.spec.zone.AllocFlags.ALLOC_NO_WATERMARKS;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.gfp.Migratetype;

/** A zone that is nothing but its numbers: what is free and what it gives are independent, so that tests can lie. */
public final class FakeZone implements ZoneView {
    public static final long MIN = 100;
    public static final long LOW = 125;
    public static final long HIGH = 150;
    private static final long[] MARKS = {MIN, LOW, HIGH, 175};

    private final int node;
    private final int zoneIdx;
    private final String label;
    private final long firstPfn;

    public long managed = 10_000;
    public long free;
    public long reclaimable;
    /** The order of the only kind of block on the UNMOVABLE list, or -1. */
    public int blockOrder = -1;
    /** Blocks that rmqueue gives before it has none. */
    public int supply;
    /** With ALLOC_NOFRAGMENT rmqueue gives nothing: all it has would mix types. */
    public boolean onlyMixed;

    public boolean belowHigh;
    public int given;
    /** Flags of each rmqueue. */
    public final List<Integer> asked = new ArrayList<>();
    /** Whether each block given was pfmemalloc. */
    public final List<Boolean> pfmemalloc = new ArrayList<>();

    public final List<Integer> reserved = new ArrayList<>();

    public FakeZone(int node, int zoneIdx, String label) {
        this.node = node;
        this.zoneIdx = zoneIdx;
        this.label = label;
        this.firstPfn = node * 1_000_000L + zoneIdx * 100_000L;
    }

    /** Above every mark, with blocks to give. */
    public FakeZone plenty() {
        free = 5_000;
        blockOrder = 10;
        supply = 1_000;
        return this;
    }

    public boolean gave(long pfn) {
        return pfn >= firstPfn && pfn < firstPfn + given;
    }

    @Override
    public int zoneIdx() {
        return zoneIdx;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public long managed() {
        return managed;
    }

    @Override
    public boolean belowHigh() {
        return belowHigh;
    }

    @Override
    public void setBelowHigh() {
        belowHigh = true;
    }

    @Override
    public long nrFreePagesSnapshot() {
        return free;
    }

    @Override
    public long reclaimablePages() {
        return reclaimable;
    }

    @Override
    public long rmqueue(ZoneView preferred, int order, int gfp, int allocFlags, Migratetype migratetype) {
        asked.add(allocFlags);
        boolean mixing = onlyMixed && (allocFlags & org.mmtck.spec.zone.AllocFlags.ALLOC_NOFRAGMENT) != 0;
        if (supply == 0 || mixing) {
            return Freelist.NO_PAGE;
        }
        supply--;
        return firstPfn + given++;
    }

    @Override
    public void prepNewPage(long pfn, int order, int gfp, int allocFlags) {
        pfmemalloc.add((allocFlags & ALLOC_NO_WATERMARKS) != 0);
    }

    @Override
    public void reserveHighatomicPageblock(long pfn, int order) {
        reserved.add(order);
    }

    @Override
    public long nrFreePages() {
        return free;
    }

    @Override
    public long nrFreeHighatomic() {
        return 0;
    }

    @Override
    public long nrFreeCma() {
        return 0;
    }

    @Override
    public long lowmemReserve(int highestZoneidx) {
        return 0;
    }

    @Override
    public long watermark(int level) {
        return MARKS[level];
    }

    @Override
    public long watermarkBoost() {
        return 0;
    }

    @Override
    public long nrFree(int order) {
        return order == blockOrder ? 1 : 0;
    }

    @Override
    public boolean listEmpty(int order, Migratetype migratetype) {
        return order != blockOrder || migratetype != Migratetype.UNMOVABLE;
    }
}
