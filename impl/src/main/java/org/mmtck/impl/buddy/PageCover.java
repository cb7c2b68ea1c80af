package org.mmtck.impl.buddy;

import java.util.Arrays;

/** Which block covers each page of a zone: the part of the invariants that looks at pages rather than at lists. */
final class PageCover {
    private static final int UNCOVERED = -1;

    private final Zone zone;
    private final Violations violations;

    /** First page of the free block that covers a page, or {@link #UNCOVERED}. */
    private final int[] freeBy;

    /** First page of the allocated block that covers a page, or {@link #UNCOVERED}. */
    private final int[] allocatedBy;

    private final int firstPage;
    private final int endPage;
    private long allocatedPages;
    private long takenOffPages;
    private long pcpPages;

    PageCover(Zone zone, Violations violations) {
        this.zone = zone;
        this.violations = violations;
        freeBy = new int[zone.pages.size()];
        allocatedBy = new int[zone.pages.size()];
        Arrays.fill(freeBy, UNCOVERED);
        Arrays.fill(allocatedBy, UNCOVERED);
        firstPage = zone.pageOf(zone.shape.startPfn());
        endPage = zone.pageOf(zone.shape.endPfn());
    }

    /** INV-2: adds a block found on a list. False if it is not inside the zone. */
    boolean addFree(int page, int order) {
        if (page < firstPage || page + (1 << order) > endPage) {
            return false;
        }
        int overlapped = UNCOVERED;
        for (int p = page; p < page + (1 << order); p++) {
            overlapped = Math.max(overlapped, freeBy[p]);
            freeBy[p] = page;
        }
        if (overlapped != UNCOVERED) {
            violations.add(
                    "INV-2",
                    "the free block at pfn " + zone.pfnOf(page) + " of order " + order
                            + " overlaps the free block at pfn " + zone.pfnOf(overlapped));
        }
        return true;
    }

    /** INV-1, second half: a page that says Buddy is the first one of a block on a list. */
    void checkBuddyPagesAreListed() {
        for (int page = 0; page < zone.pages.size(); page++) {
            if (zone.pages.type[page] == PageTable.BUDDY && freeBy[page] != page) {
                violations.add(
                        "INV-1",
                        "pfn " + zone.pfnOf(page) + " is Buddy with order " + zone.pages.order[page]
                                + ", but no block on a list starts there");
            }
        }
    }

    /** INV-8: below a pageblock no two buddies of one order are both free. */
    void checkNoFreeBuddyPairs() {
        for (int page = firstPage; page < endPage; page++) {
            int order = zone.pages.order[page];
            if (order < 0 || order >= zone.pageblockOrder) {
                continue;
            }
            int buddy = page ^ (1 << order);
            if (buddy > page && isFree(page, order) && isFree(buddy, order)) {
                violations.add(
                        "INV-8",
                        "the free blocks at pfns " + zone.pfnOf(page) + " and " + zone.pfnOf(buddy) + " of order "
                                + order + " are buddies that were not merged");
            }
        }
    }

    private boolean isFree(int page, int order) {
        return freeBy[page] == page && zone.pages.type[page] == PageTable.BUDDY && zone.pages.order[page] == order;
    }

    /**
     * INV-28 and INV-29: allocated blocks are aligned, inside the zone, and overlap nothing. Blocks on per-CPU lists are held to
     * the same: to the zone they are allocated.
     */
    void addAllocatedBlocks() {
        for (int page = 0; page < zone.pages.size(); page++) {
            boolean pcp = zone.pages.type[page] == PageTable.PCP;
            if (pcp || zone.pages.type[page] == PageTable.ALLOCATED) {
                addAllocated(page, zone.pages.order[page], pcp);
            }
        }
    }

    private void addAllocated(int page, int order, boolean pcp) {
        String block = (pcp ? "the per-CPU block" : "the allocated block") + " at pfn " + zone.pfnOf(page)
                + " of order " + order;
        int pages = 1 << order;
        if ((page & (pages - 1)) != 0) {
            violations.add("INV-28", block + " is not aligned to " + pages + " pages");
        }
        if (page < firstPage || page + pages > endPage) {
            violations.add("INV-28", block + " reaches beyond the zone (" + zone.shape + ")");
            return;
        }
        allocatedPages += pcp ? 0 : pages;
        pcpPages += pcp ? pages : 0;
        int overlapped = UNCOVERED;
        for (int p = page; p < page + pages; p++) {
            overlapped = Math.max(overlapped, allocatedBy[p]);
            allocatedBy[p] = page;
        }
        if (overlapped != UNCOVERED) {
            violations.add("INV-29", block + " overlaps the allocated block at pfn " + zone.pfnOf(overlapped));
        }
    }

    /** Pages in allocated blocks; one that is in two counts twice. */
    long allocatedPages() {
        return allocatedPages;
    }

    /** Bad pages that were taken off; known after {@link #checkEveryPageInOneState}. */
    long takenOffPages() {
        return takenOffPages;
    }

    /** Pages in blocks on per-CPU lists. */
    long pcpPages() {
        return pcpPages;
    }

    /** INV-26: each page of the zone is free, allocated, on a per-CPU list, reserved or taken off, and only one of these. */
    void checkEveryPageInOneState() {
        for (int page = firstPage; page < endPage; page++) {
            boolean free = freeBy[page] != UNCOVERED;
            boolean allocated = allocatedBy[page] != UNCOVERED;
            boolean reserved = zone.pages.type[page] == PageTable.RESERVED;
            boolean takenOff = zone.pages.type[page] == PageTable.TAKEN_OFF;
            takenOffPages += takenOff ? 1 : 0;
            int states = (free ? 1 : 0) + (allocated ? 1 : 0) + (reserved ? 1 : 0) + (takenOff ? 1 : 0);
            if (states != 1) {
                violations.add(
                        "INV-26",
                        "pfn " + zone.pfnOf(page) + " is in " + states + " states, not 1: free " + free + ", allocated "
                                + allocated + ", reserved " + reserved);
            }
        }
    }
}
