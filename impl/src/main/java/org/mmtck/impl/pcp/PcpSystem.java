package org.mmtck.impl.pcp;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.buddy.FpiFlags;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.impl.seam.CurrentCpu;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpHigh;
import org.mmtck.spec.pcp.PcpLists;
import org.mmtck.spec.pcp.PcpRefill;
import org.mmtck.spec.pcp.PcpTuning;

/**
 * The steps of the per-CPU lists of one zone ({@code mm/page_alloc.c}). Those that take a {@link PerCpuPages} run under its
 * lock.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class PcpSystem {
    private static final int MOVABLE = Migratetype.MOVABLE.value();
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    final ZoneLists zone;
    final ZonePressure pressure;
    final PcpLists layout;
    final PerCpuPages[] pcps;
    private final CurrentCpu currentCpu;

    PcpSystem(ZoneLists zone, ZonePressure pressure, PcpLists layout, PerCpuPages[] pcps, CurrentCpu currentCpu) {
        this.zone = zone;
        this.pressure = pressure;
        this.layout = layout;
        this.pcps = pcps;
        this.currentCpu = currentCpu;
    }

    /** The lists of this CPU, locked; null if somebody has them, perhaps the task below on this very CPU. */
    @Nullable
    PerCpuPages pcpSpinTrylock() {
        PerCpuPages pcp = pcps[currentCpu.id()];
        return pcp.lock.tryLock() ? pcp : null;
    }

    /**
     * A block from this CPU's lists ({@code rmqueue_pcplist}).
     *
     * @return its first page, owned by the caller, or {@link ZoneLists#NONE} if the lists are locked or there is none
     */
    final int rmqueuePcplist(int order, int migratetype, int allocFlags) {
        PerCpuPages pcp = pcpSpinTrylock();
        if (pcp == null) {
            return ZoneLists.NONE;
        }
        try {
            pcp.freeCount >>= 1;
            int page = rawRmqueuePcplist(pcp, order, migratetype, allocFlags);
            if (page != ZoneLists.NONE) {
                pcp.pgalloc += 1L << order;
            }
            return page;
        } finally {
            pcp.lock.unlock();
        }
    }

    /** The head of the list, after a refill if that was empty ({@code __rmqueue_pcplist}). */
    int rawRmqueuePcplist(PerCpuPages pcp, int order, int migratetype, int allocFlags) {
        PageList list = pcp.lists[layout.orderToPindex(migratetype, order)];
        if (list.isEmpty()) {
            int alloced = zone.rmqueueBulk(order, nrPcpAlloc(pcp, order), list, migratetype, allocFlags);
            pcp.count += alloced << order;
            if (list.isEmpty()) {
                return ZoneLists.NONE;
            }
        }
        int page = list.pop();
        pcp.count -= 1 << order;
        zone.setAllocated(page, order);
        return page;
    }

    /** How many blocks to fetch; the lists grow with it ({@code nr_pcp_alloc}). */
    int nrPcpAlloc(PerCpuPages pcp, int order) {
        PcpRefill refill = PcpTuning.nrPcpAlloc(pcp, order, pressure.belowHigh());
        pcp.high = refill.high();
        pcp.allocFactor = refill.allocFactor();
        return refill.blocks();
    }

    /**
     * The type whose list takes a freed block: that of its pageblock, or MOVABLE for one that has no lists of its own.
     *
     * @return {@link ZoneLists#NONE} if the block goes past the lists: its order has none, or its pageblock is isolated. Read
     *     without a lock; a pageblock that is isolated right afterwards is drained by whoever isolates it
     */
    int pcpMigratetype(int page, int order) {
        int migratetype = zone.getPfnblockMigratetype(page);
        if (!layout.pcpAllowedOrder(order) || migratetype == ISOLATE) {
            return ZoneLists.NONE;
        }
        return migratetype < Migratetype.PCPTYPES ? migratetype : MOVABLE;
    }

    /**
     * Puts a block on its list and, if the lists hold too much now, gives pages back to the zone ({@code
     * free_frozen_page_commit}).
     *
     * @param page first page; its owner has let it go
     * @param migratetype answer of {@link #pcpMigratetype}
     * @param fpi of {@link FpiFlags}; with TRYLOCK nothing is given back, however much there is
     * @return false if the lock of the lists was lost on the way: then the caller must not give it back
     */
    boolean freeFrozenPageCommit(PerCpuPages pcp, int page, int migratetype, int order, int fpi) {
        pcp.allocFactor >>= 1;
        pcp.pgfree += 1L << order;
        int pindex = layout.orderToPindex(migratetype, order);
        zone.setPcp(page, order);
        pcp.lists[pindex].push(page);
        pcp.count += 1 << order;
        boolean freeHigh = noteHighOrder(pcp, order);
        pcp.freeCount = PcpTuning.freeCountAfterFree(pcp, order);
        if ((fpi & FpiFlags.TRYLOCK) != 0) {
            return true;
        }
        PcpHigh high = PcpTuning.nrPcpHigh(pcp, freeHigh, pressure.reclaimActive(), pressure.belowHigh());
        pcp.high = high.high();
        if (pcp.count < high.threshold()) {
            return true;
        }
        int toFree = PcpTuning.nrPcpFree(pcp, high.threshold(), freeHigh);
        boolean locked = freeInBatches(pcp, toFree, pindex);
        if (pressure.belowHigh() && pressure.highWatermarkOk()) {
            pressure.highWatermarkReached();
        }
        return locked;
    }

    /** Whether this free is one too many in a burst of high-order ones; remembers it for the next. */
    private static boolean noteHighOrder(PerCpuPages pcp, int order) {
        boolean previous = (pcp.flags & PerCpuPages.PCPF_PREV_FREE_HIGH_ORDER) != 0;
        boolean keepBatch = (pcp.flags & PerCpuPages.PCPF_FREE_HIGH_BATCH) != 0;
        boolean freeHigh = PcpTuning.freeHigh(pcp, order, previous, keepBatch);
        if (PcpTuning.isHighOrder(order)) {
            pcp.flags |= PerCpuPages.PCPF_PREV_FREE_HIGH_ORDER;
        } else {
            pcp.flags &= ~PerCpuPages.PCPF_PREV_FREE_HIGH_ORDER;
        }
        return freeHigh;
    }

    /** Gives pages back a batch at a time, and the lock with it in between; false if it could not be had again. */
    private boolean freeInBatches(PerCpuPages pcp, int toFree, int pindex) {
        int batch = pcp.batch();
        int left = toFree;
        while (left > 0 && pcp.count > 0) {
            int chunk = Math.min(left, batch);
            int before = pcp.count;
            freePcppagesBulk(pcp, chunk, pindex);
            if (before - pcp.count < Math.min(chunk, before)) {
                throw new AssertionError("INV-23: of " + before + " pages " + chunk + " had to be given back, but "
                        + (before - pcp.count) + " were");
            }
            left -= chunk;
            if (left == 0 || pcp.count == 0) {
                break;
            }
            pcp.lock.unlock();
            PerCpuPages again = pcpSpinTrylock();
            if (again == null) {
                return false;
            }
            if (again != pcp) {
                // The task was moved to another CPU meanwhile; what is left there is not its business.
                again.lock.unlock();
                return false;
            }
        }
        return true;
    }

    /**
     * Gives pages back to the zone ({@code free_pcppages_bulk}): from the tail of the wanted list, then of the next ones in
     * cyclic order, each emptied before the next is touched. The last block may be larger than what was left to free.
     *
     * @param count pages; more than there are means all
     * @param first index of the list to begin with
     */
    void freePcppagesBulk(PerCpuPages pcp, int count, int first) {
        int left = Math.min(pcp.count, count);
        int pindex = first;
        int empty = 0;
        zone.lock();
        try {
            while (left > 0) {
                PageList list = pcp.lists[pindex];
                int order = layout.pindexToOrder(pindex);
                empty = list.isEmpty() ? empty + 1 : 0;
                if (empty > pcp.lists.length) {
                    throw new AssertionError(
                            "INV-19: the lists of CPU " + pcp.cpu + " are empty, but count is " + pcp.count);
                }
                while (left > 0 && !list.isEmpty()) {
                    int page = list.removeLast();
                    left -= 1 << order;
                    pcp.count -= 1 << order;
                    zone.freePcpPage(page, order);
                }
                pindex = pindex + 1 == pcp.lists.length ? 0 : pindex + 1;
            }
        } finally {
            zone.unlock();
        }
    }
}
