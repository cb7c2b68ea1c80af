package org.mmtck.impl.buddy;

import java.util.List;
import org.mmtck.spec.gfp.Migratetype;

/**
 * What must hold of a zone whenever its lock is free. Reads everything and trusts nothing: it says what is wrong with a
 * corrupted zone rather than failing in it. Time and memory are proportional to the zone's span; call it while nobody
 * changes the zone.
 */
public final class BuddyInvariants {
    private static final int CMA = Migratetype.CMA.value();
    private static final int HIGHATOMIC = Migratetype.HIGHATOMIC.value();
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    private final Zone zone;
    private final Violations violations = new Violations();
    private final PageCover cover;

    /** Pages and pages in blocks of at least a pageblock, by the type of the list they were found on. */
    private final long[] pagesByType = new long[Migratetype.TYPES];

    private final long[] blockPagesByType = new long[Migratetype.TYPES];

    private BuddyInvariants(Zone zone) {
        this.zone = zone;
        cover = new PageCover(zone, violations);
    }

    /**
     * Everything that is wrong with the zone: full sentences, each led by the id of the clause that it breaks, for example
     * {@code INV-3: ...}. Empty if all is well. At most 100 of them.
     */
    public static List<String> check(Zone zone) {
        return new BuddyInvariants(zone).check();
    }

    private List<String> check() {
        for (int order = 0; order <= zone.maxOrder; order++) {
            checkFreeArea(order);
        }
        checkCounters();
        cover.checkBuddyPagesAreListed();
        cover.checkNoFreeBuddyPairs();
        cover.addAllocatedBlocks();
        cover.checkEveryPageInOneState();
        checkConservation();
        new PageblockInvariants(zone, violations).check();
        return violations.list();
    }

    /** INV-3: one counter for all lists of the order. */
    private void checkFreeArea(int order) {
        FreeArea area = zone.freeArea[order];
        int blocks = 0;
        for (int mt = 0; mt < Migratetype.TYPES; mt++) {
            int onList = checkFreeList(order, mt);
            blocks += onList;
            pagesByType[mt] += (long) onList << order;
            if (order >= zone.pageblockOrder) {
                blockPagesByType[mt] += (long) onList << order;
            }
        }
        if (area.nrFree != blocks) {
            violations.add(
                    "INV-3",
                    "nr_free of order " + order + " is " + area.nrFree + ", but its lists hold " + blocks + " blocks");
        }
    }

    /** Walks one list; says how many blocks it found before its end, or before it turned out to be broken. */
    private int checkFreeList(int order, int mt) {
        PageLinks links = zone.links;
        int head = zone.freeArea[order].freeList(mt);
        int blocks = 0;
        int before = head;
        for (int page = links.next[head]; page != head; page = links.next[page]) {
            if (page < 0 || links.isHead(page)) {
                violations.add(
                        "INV-1",
                        list(order, mt) + " leads to link " + page + " after " + blocks
                                + " blocks, not back to its head " + head);
                return blocks;
            }
            if (links.prev[page] != before || blocks >= zone.pages.size()) {
                violations.add(
                        "INV-1",
                        list(order, mt) + " is no circle at pfn " + zone.pfnOf(page) + ": its back link is "
                                + links.prev[page] + ", but it was reached from link " + before);
                return blocks;
            }
            checkFreeBlock(page, order, mt);
            blocks++;
            before = page;
        }
        if (links.prev[head] != before) {
            violations.add(
                    "INV-1",
                    list(order, mt) + " is no circle: its tail link is " + links.prev[head]
                            + ", but the last block is at link " + before);
        }
        return blocks;
    }

    private void checkFreeBlock(int page, int order, int mt) {
        PageTable pages = zone.pages;
        if (pages.type[page] != PageTable.BUDDY) {
            violations.add("INV-1", block(page, order, mt) + " is " + pages.typeName(page) + ", not Buddy");
        }
        if (pages.order[page] != order) {
            violations.add("INV-1", block(page, order, mt) + " says order " + pages.order[page] + ", not " + order);
        }
        if (pages.order[page] > zone.maxOrder) {
            violations.add(
                    "INV-17",
                    block(page, order, mt) + " says order " + pages.order[page] + ", above the largest order "
                            + zone.maxOrder);
        }
        boolean aligned = (page & ((1 << order) - 1)) == 0;
        if (!aligned) {
            violations.add("INV-1", block(page, order, mt) + " is not aligned to " + (1 << order) + " pages");
        }
        if (!cover.addFree(page, order)) {
            violations.add("INV-1", block(page, order, mt) + " reaches beyond the zone (" + zone.shape + ")");
            return;
        }
        checkPagesOfFreeBlock(page, order, mt);
    }

    /** INV-5 and INV-16: every page under a free block, not its first alone. */
    private void checkPagesOfFreeBlock(int page, int order, int mt) {
        for (int p = page; p < page + (1 << order); p++) {
            if (zone.pages.refcount[p] != 0) {
                violations.add(
                        "INV-16",
                        block(page, order, mt) + " has " + zone.pages.refcount[p] + " references to its pfn "
                                + zone.pfnOf(p) + ", not 0");
            }
            boolean firstOfPageblock = p == page || (p & ((1 << zone.pageblockOrder) - 1)) == 0;
            if (firstOfPageblock && zone.getPfnblockMigratetype(p) != mt) {
                violations.add(
                        "INV-5",
                        block(page, order, mt) + " has type " + Migratetype.ofValue(zone.getPfnblockMigratetype(p))
                                + " at pfn " + zone.pfnOf(p) + ", not " + Migratetype.ofValue(mt));
            }
        }
    }

    private static String list(int order, int mt) {
        return "free_list[" + Migratetype.ofValue(mt) + "] of order " + order;
    }

    private String block(int page, int order, int mt) {
        return "the block at pfn " + zone.pfnOf(page) + " on " + list(order, mt);
    }

    private void checkCounters() {
        long free = 0;
        long inBlocks = 0;
        for (int mt = 0; mt < Migratetype.TYPES; mt++) {
            if (mt != ISOLATE) {
                free += pagesByType[mt];
                inBlocks += blockPagesByType[mt];
            }
        }
        checkCounter("INV-4", "NR_FREE_PAGES", zone.nrFreePages, free);
        checkCounter("INV-6", "NR_FREE_CMA_PAGES", zone.nrFreeCmaPages, pagesByType[CMA]);
        checkCounter("INV-6", "nr_free_highatomic", zone.nrFreeHighatomic, pagesByType[HIGHATOMIC]);
        checkCounter("INV-7", "NR_FREE_PAGES_BLOCKS", zone.nrFreePagesBlocks, inBlocks);
    }

    private void checkCounter(String id, String name, long counter, long listed) {
        if (counter != listed) {
            violations.add(id, name + " is " + counter + ", but the lists it counts hold " + listed + " pages");
        }
    }

    /** INV-25: what was handed over is free, allocated, on a per-CPU list or taken off as bad. */
    private void checkConservation() {
        long free = 0;
        for (long pages : pagesByType) {
            free += pages;
        }
        long allocated = cover.allocatedPages();
        long pcp = cover.pcpPages();
        if (zone.managed != free + allocated + pcp + cover.takenOffPages()) {
            violations.add(
                    "INV-25",
                    "the zone manages " + zone.managed + " pages, but " + free + " are free and " + allocated
                            + " allocated" + (pcp == 0 ? "" : " and " + pcp + " on per-CPU lists") + ", together "
                            + (free + allocated + pcp));
        }
    }
}
