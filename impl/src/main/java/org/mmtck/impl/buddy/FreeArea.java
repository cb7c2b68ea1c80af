package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;

/**
 * The free blocks of one order: a list for each migratetype and one counter for all of them together
 * ({@code include/linux/mmzone.h: struct free_area}).
 */
final class FreeArea {
    private final PageLinks links;
    private final int firstList;

    /** Number of blocks on all lists of this order, ISOLATE included. */
    int nrFree;

    FreeArea(PageLinks links, int order) {
        this.links = links;
        firstList = order * Migratetype.TYPES;
    }

    /** Index of the head of {@code free_list[mt]}. */
    int freeList(int mt) {
        return links.head(firstList + mt);
    }

    /** First page of the first block on the list of this type, or -1 ({@code get_page_from_free_area}). */
    int getPageFromFreeArea(int mt) {
        return links.first(freeList(mt));
    }
}
