package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneCounters;

/** A zone as the watermark test sees it. */
final class ZoneMarks implements ZoneCounters {
    private final Zone zone;

    ZoneMarks(Zone zone) {
        this.zone = zone;
    }

    @Override
    public long nrFreePages() {
        return zone.nrFreePages;
    }

    @Override
    public long nrFreeHighatomic() {
        return zone.nrFreeHighatomic;
    }

    @Override
    public long nrFreeCma() {
        return zone.nrFreeCmaPages;
    }

    /** Always 0: asked here only for requests that no higher zone could serve, from which nothing is kept back. */
    @Override
    public long lowmemReserve(int highestZoneidx) {
        if (highestZoneidx != 0) {
            throw new IllegalArgumentException(
                    "the lowmem reserve is known for zone index 0 only, not for " + highestZoneidx);
        }
        return 0;
    }

    @Override
    public long watermark(int level) {
        return zone.watermarks.watermark(level);
    }

    @Override
    public long watermarkBoost() {
        return zone.watermarks.boost();
    }

    @Override
    public long nrFree(int order) {
        return order <= zone.maxOrder ? zone.freeArea[order].nrFree : 0;
    }

    @Override
    public boolean listEmpty(int order, Migratetype migratetype) {
        return order > zone.maxOrder || zone.freeArea[order].getPageFromFreeArea(migratetype.value()) == Zone.NONE;
    }
}
