package org.mmtck.impl.pcp;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.spec.pcp.PcpTuning;

/**
 * What must hold of one CPU's lists whenever their lock is free. Believes no counter; takes time proportional to the pages on
 * the lists. Call it with the lock held or while nobody allocates or frees.
 */
public final class PcpInvariants {
    private static final int LARGEST_OVERSHOOT = 1 << 9;

    private PcpInvariants() {}

    /**
     * Everything that is wrong: full sentences, each led by the id of the clause that it breaks. Empty if all is well.
     *
     * @param zone the zone of the lists
     * @param mostBatch the largest batch that the limits had since the lists were made: {@code free_count} is bounded by that
     *     and not by a batch that was lowered since
     */
    public static List<String> check(PerCpuPages pcp, ZoneLists zone, int mostBatch) {
        List<String> wrong = new ArrayList<>();
        long pages = 0;
        for (int pindex = 0; pindex < pcp.lists.length; pindex++) {
            PageList list = pcp.lists[pindex];
            int order = pcp.layout.pindexToOrder(pindex);
            pages += (long) list.size() << order;
            for (int i = 0; i < list.size(); i++) {
                checkPage(pcp, zone, pindex, list.get(i), wrong);
            }
        }
        if (pcp.count != pages) {
            wrong.add("INV-19: count of CPU " + pcp.cpu + " is " + pcp.count + ", but its lists hold " + pages
                    + " pages");
        }
        checkNumbers(pcp, mostBatch, wrong);
        return wrong;
    }

    private static void checkPage(PerCpuPages pcp, ZoneLists zone, int pindex, int page, List<String> wrong) {
        int order = pcp.layout.pindexToOrder(pindex);
        long pfn = zone.pfnOf(page);
        String block = "the block at pfn " + pfn + " on list " + pindex + " of CPU " + pcp.cpu;
        boolean inside = pfn >= zone.shape().startPfn()
                && pfn + (1L << order) <= zone.shape().endPfn();
        if (!inside || (pfn & ((1L << order) - 1)) != 0) {
            wrong.add("INV-20: " + block + " is no block of order " + order + " of the zone (" + zone.shape() + ")");
            return;
        }
        int pcpOrder = zone.pcpOrder(page);
        if (pcpOrder == ZoneLists.NONE) {
            wrong.add("INV-24: " + block + " is " + zone.describe(page));
        } else if (pcpOrder != order) {
            wrong.add("INV-20: " + block + " has order " + pcpOrder + ", not " + order);
        }
    }

    private static void checkNumbers(PerCpuPages pcp, int mostBatch, List<String> wrong) {
        if (pcp.batch() < 1) {
            wrong.add("INV-21: batch of CPU " + pcp.cpu + " is " + pcp.batch() + ", not at least 1");
        }
        if (pcp.allocFactor < 0 || pcp.allocFactor > PcpTuning.PCP_BATCH_SCALE_MAX) {
            wrong.add("INV-22: alloc_factor of CPU " + pcp.cpu + " is " + pcp.allocFactor + ", not in 0.."
                    + PcpTuning.PCP_BATCH_SCALE_MAX);
        }
        int limit = (mostBatch << PcpTuning.PCP_BATCH_SCALE_MAX) + LARGEST_OVERSHOOT;
        if (pcp.freeCount < 0 || pcp.freeCount >= limit) {
            wrong.add("INV-22: free_count of CPU " + pcp.cpu + " is " + pcp.freeCount + ", not in 0.." + (limit - 1));
        }
    }
}
