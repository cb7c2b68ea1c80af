package org.mmtck.impl.buddy;

/**
 * What is known of each page ({@code struct page}). As in the kernel the table covers whole blocks of the largest order, so
 * that the buddy of any page has an entry; entries outside the zone's span say so, which is how a buddy in another zone
 * fails the test (zone id in the page flags).
 */
final class PageTable {
    /** Another zone's page, or none. */
    static final byte NOT_IN_ZONE = 0;

    /** In the zone's span, but never handed to the buddy system. */
    static final byte RESERVED = 1;

    /** In a block, free or allocated, that starts at a lower page. */
    static final byte INSIDE = 2;

    /** First page of a free block on a list (page type Buddy). */
    static final byte BUDDY = 3;

    /** First page of an allocated block. */
    static final byte ALLOCATED = 4;

    /** First page of a block on a per-CPU list: nobody's, but not free for the zone either. */
    static final byte PCP = 5;

    /** Withdrawn for good because its memory is bad ({@code PG_hwpoison}, taken off). */
    static final byte TAKEN_OFF = 6;

    private static final String[] NAMES = {
        "not in the zone", "reserved", "inside a block", "Buddy", "allocated", "on a per-CPU list", "taken off"
    };

    final byte[] type;

    /** Order of the block that starts here ({@code page->private} of a free one); 0 elsewhere. */
    final byte[] order;

    /** {@code _refcount}: 1 for the first page of an allocated block and for a bad page, else 0. */
    final int[] refcount;

    PageTable(int pages, int firstInZone, int endInZone) {
        type = new byte[pages];
        order = new byte[pages];
        refcount = new int[pages];
        for (int page = firstInZone; page < endInZone; page++) {
            type[page] = RESERVED;
        }
    }

    int size() {
        return type.length;
    }

    /** {@code mm/page_alloc.c: set_buddy_order}. */
    void setBuddyOrder(int page, int newOrder) {
        type[page] = BUDDY;
        order[page] = (byte) newOrder;
    }

    /** The page no longer starts a free block ({@code __ClearPageBuddy}, {@code set_page_private(page, 0)}). */
    void clearBuddy(int page) {
        type[page] = INSIDE;
        order[page] = 0;
    }

    /** The caller owns the block: {@code set_page_refcounted} of its first page. */
    void setAllocated(int page, int newOrder) {
        type[page] = ALLOCATED;
        order[page] = (byte) newOrder;
        refcount[page] = 1;
    }

    /** The page is bad: it leaves the buddy system with the reference that {@code page_handle_poison} takes. */
    void setTakenOff(int page) {
        type[page] = TAKEN_OFF;
        order[page] = 0;
        refcount[page] = 1;
    }

    /** The last reference is gone and the block is on its way to a list. */
    void clearAllocated(int page) {
        type[page] = INSIDE;
        order[page] = 0;
        refcount[page] = 0;
    }

    /** The block goes to a per-CPU list, from the zone or from its last owner. */
    void setPcp(int page, int newOrder) {
        if (type[page] != INSIDE || refcount[page] != 0) {
            throw new AssertionError("page index " + page + " goes to a per-CPU list while it is " + typeName(page)
                    + " with " + refcount[page] + " references");
        }
        type[page] = PCP;
        order[page] = (byte) newOrder;
    }

    /** The block leaves its per-CPU list, which must be that of its order. */
    void clearPcp(int page, int expectedOrder) {
        if (type[page] != PCP || order[page] != expectedOrder) {
            throw new AssertionError("page index " + page + " leaves a per-CPU list of order " + expectedOrder
                    + ", but is " + typeName(page) + " with order " + order[page]);
        }
        type[page] = INSIDE;
        order[page] = 0;
    }

    /** The first page of the block, free or allocated, that contains the page, or -1 if none does. */
    int blockContaining(int page, int maxOrder) {
        for (int o = 0; o <= maxOrder; o++) {
            int first = page & -(1 << o);
            boolean startsBlock = type[first] == BUDDY || type[first] == ALLOCATED;
            if (startsBlock && order[first] >= o) {
                return first;
            }
        }
        return -1;
    }

    String typeName(int page) {
        return NAMES[type[page]];
    }
}
