package org.mmtck.spec.pcp;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.PageGeometry;

/**
 * Which orders have per-CPU lists and at which index ({@code mm/page_alloc.c: pcp_allowed_order, order_to_pindex,
 * pindex_to_order}): orders 0 to 3 one list for each of the three mobile types, and huge pages, if the kernel has them, one
 * list for MOVABLE and one for the other two together.
 */
public final class PcpLists {

    /** x86-64 with transparent huge pages of 2 MiB, order 9: fourteen lists. */
    public static final PcpLists D64 = withHugePages(9);

    /** A kernel without transparent huge pages: twelve lists. */
    public static final PcpLists WITHOUT_HUGE_PAGES = new PcpLists(PcpLists.NO_ORDER);

    /** {@code NR_LOWORDER_PCP_LISTS}: those of orders 0 to 3. */
    public static final int NR_LOWORDER_PCP_LISTS = Migratetype.PCPTYPES * (PageGeometry.PAGE_ALLOC_COSTLY_ORDER + 1);

    private static final int NR_PCP_THP = 2;
    private static final int NO_ORDER = -1;
    private static final int MOVABLE = Migratetype.MOVABLE.value();

    private final int hpagePmdOrder;

    private PcpLists(int hpagePmdOrder) {
        this.hpagePmdOrder = hpagePmdOrder;
    }

    /**
     * A kernel with transparent huge pages.
     *
     * @param hpagePmdOrder {@code HPAGE_PMD_ORDER}, above 3 and at most the largest order there is
     * @throws IllegalArgumentException for any other order
     */
    public static PcpLists withHugePages(int hpagePmdOrder) {
        int costly = PageGeometry.PAGE_ALLOC_COSTLY_ORDER;
        if (hpagePmdOrder <= costly || hpagePmdOrder > PageGeometry.MAX_PAGE_ORDER) {
            throw new IllegalArgumentException("a huge page has an order in " + (costly + 1) + ".."
                    + PageGeometry.MAX_PAGE_ORDER + ", not " + hpagePmdOrder);
        }
        return new PcpLists(hpagePmdOrder);
    }

    /** {@code NR_PCP_LISTS}: 14 with huge pages, 12 without. */
    public int nrPcpLists() {
        return hpagePmdOrder == NO_ORDER ? NR_LOWORDER_PCP_LISTS : NR_LOWORDER_PCP_LISTS + NR_PCP_THP;
    }

    /** Whether blocks of this order, 0 or more, are kept on per-CPU lists. */
    public boolean pcpAllowedOrder(int order) {
        return order <= PageGeometry.PAGE_ALLOC_COSTLY_ORDER || order == hpagePmdOrder;
    }

    /**
     * The list of a block.
     *
     * @param migratetype number of UNMOVABLE, MOVABLE or RECLAIMABLE; the other types have no lists
     * @param order one that {@link #pcpAllowedOrder} allows
     * @return 0..{@link #nrPcpLists()}-1
     */
    public int orderToPindex(int migratetype, int order) {
        if (migratetype < 0 || migratetype >= Migratetype.PCPTYPES) {
            throw new IllegalArgumentException("migratetype " + migratetype + " has no per-CPU list: only 0.."
                    + (Migratetype.PCPTYPES - 1) + " have");
        }
        if (order < 0 || !pcpAllowedOrder(order)) {
            throw new IllegalArgumentException("order " + order + " has no per-CPU list");
        }
        if (order > PageGeometry.PAGE_ALLOC_COSTLY_ORDER) {
            return NR_LOWORDER_PCP_LISTS + (migratetype == MOVABLE ? 1 : 0);
        }
        return Migratetype.PCPTYPES * order + migratetype;
    }

    /** The order of the blocks on a list, 0..{@link #nrPcpLists()}-1. */
    public int pindexToOrder(int pindex) {
        if (pindex < 0 || pindex >= nrPcpLists()) {
            throw new IllegalArgumentException("there is no list " + pindex + ", only 0.." + (nrPcpLists() - 1));
        }
        return pindex < NR_LOWORDER_PCP_LISTS ? pindex / Migratetype.PCPTYPES : hpagePmdOrder;
    }
}
