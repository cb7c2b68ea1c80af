package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneWatermarks;

/** The part of the invariants that is about pageblocks, the reserve for atomic requests, and the boost. */
final class PageblockInvariants {
    private static final int CMA = Migratetype.CMA.value();
    private static final int HIGHATOMIC = Migratetype.HIGHATOMIC.value();
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    private final Zone zone;
    private final Violations violations;
    private final int pageblockNrPages;
    private int isolated;
    private long highatomicPages;

    /** The reserve's counter can be compared only while all its pageblocks are whole and in reach. */
    private boolean highatomicComparable = true;

    PageblockInvariants(Zone zone, Violations violations) {
        this.zone = zone;
        this.violations = violations;
        pageblockNrPages = 1 << zone.pageblockOrder;
    }

    void check() {
        for (int block = 0; block < zone.pages.size(); block += pageblockNrPages) {
            if (overlapsZone(block)) {
                checkPageblock(block);
            }
        }
        checkIsolated();
        checkReserve();
        checkBoost();
    }

    private boolean overlapsZone(int block) {
        return zone.pfnOf(block) < zone.shape.endPfn() && zone.pfnOf(block) + pageblockNrPages > zone.shape.startPfn();
    }

    private void checkPageblock(int block) {
        int stored = zone.pageblocks.stored(block);
        boolean isIsolated = zone.getPfnblockMigratetype(block) == ISOLATE;
        isolated += isIsolated ? 1 : 0;
        if (stored == HIGHATOMIC) {
            highatomicPages += pageblockNrPages;
            boolean whole =
                    zone.shape.spans(zone.pfnOf(block)) && zone.shape.spans(zone.pfnOf(block) + pageblockNrPages - 1);
            highatomicComparable &= whole && !isIsolated;
        }
        boolean isCma = stored == CMA;
        if (isCma != zone.pageblocks.wasMadeCma(block)) {
            violations.add(
                    "INV-13",
                    "the pageblock at pfn " + zone.pfnOf(block) + " has the stored type "
                            + Migratetype.ofValue(stored) + ", but was " + (isCma ? "not " : "")
                            + "CMA when the zone was set up");
        }
    }

    private void checkIsolated() {
        if (zone.nrIsolatePageblock != isolated) {
            violations.add(
                    "INV-12",
                    "nr_isolate_pageblock is " + zone.nrIsolatePageblock + ", but " + isolated
                            + " pageblocks have the isolate bit");
        }
    }

    /** INV-10 and INV-11. */
    private void checkReserve() {
        if (!highatomicComparable || zone.highatomicClipped) {
            return;
        }
        if (zone.nrReservedHighatomic != highatomicPages) {
            violations.add(
                    "INV-10",
                    "nr_reserved_highatomic is " + zone.nrReservedHighatomic + ", but the HIGHATOMIC pageblocks have "
                            + highatomicPages + " pages");
        }
        if (zone.nrFreeHighatomic > zone.nrReservedHighatomic) {
            violations.add(
                    "INV-11",
                    "nr_free_highatomic is " + zone.nrFreeHighatomic + ", more than nr_reserved_highatomic, "
                            + zone.nrReservedHighatomic);
        }
    }

    /** INV-14 and INV-15. New marks end a boost, so the HIGH mark in force is the one it was raised under. */
    private void checkBoost() {
        long boost = zone.watermarks.boost();
        long high = zone.watermarks.watermark(ZoneWatermarks.WMARK_HIGH);
        long most = Math.max(pageblockNrPages, high * zone.factorWhenBoosted / 10000);
        if (boost < 0 || boost > most) {
            violations.add("INV-14", "watermark_boost is " + boost + ", not in 0.." + most);
        }
        if (zone.boostedWatermark && !zone.boostedSinceCleared) {
            violations.add(
                    "INV-15", "ZONE_BOOSTED_WATERMARK is set, but the boost was not raised since it was cleared");
        }
    }
}
