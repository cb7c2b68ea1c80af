package org.mmtck.spec.zone;

import org.mmtck.spec.gfp.Migratetype;

/** Whether a machine is large enough to keep types of pages apart ({@code mm/page_alloc.c: build_all_zonelists}). */
public final class MobilityGrouping {

    private MobilityGrouping() {}

    /**
     * True if everything is treated as UNMOVABLE: there is less than one pageblock for each type.
     *
     * @param pagesAboveHigh pages above the HIGH mark over all zones that a movable request may use
     * @param pageblockNrPages pages
     */
    public static boolean pageGroupByMobilityDisabled(long pagesAboveHigh, long pageblockNrPages) {
        return pagesAboveHigh < pageblockNrPages * Migratetype.TYPES;
    }
}
