package org.mmtck.conformance.explain;

import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.PageGeometry;
import org.mmtck.spec.zone.ZoneCounters;
import org.mmtck.spec.zone.ZoneWatermarks;

/**
 * A printed zone as the watermark test reads it. What the print leaves open is filled in twice: the hopeful reading takes
 * the values under which most requests pass, the doubtful one those under which fewest do. Where both readings give the
 * same answer it holds whatever the truth was.
 */
final class PrintedZone implements ZoneCounters {
    private final ZoneState zone;
    private final long freeHighatomic;
    private final boolean hopeful;
    private final long boost;
    private final boolean guarded;

    private PrintedZone(ZoneState zone, long freeHighatomic, boolean hopeful, long boost, boolean guarded) {
        this.zone = zone;
        this.freeHighatomic = freeHighatomic;
        this.hopeful = hopeful;
        this.boost = boost;
        this.guarded = guarded;
    }

    static PrintedZone hopeful(ZoneState zone) {
        return new PrintedZone(zone, HighatomicRange.of(zone).least(), true, boost(zone), true);
    }

    static PrintedZone doubtful(ZoneState zone) {
        return new PrintedZone(zone, HighatomicRange.of(zone).most(), false, boost(zone), true);
    }

    /** The same zone as if nothing boosted its marks. */
    PrintedZone withoutBoost() {
        return new PrintedZone(zone, freeHighatomic, hopeful, 0, guarded);
    }

    /** The same zone as a request sees it that ignores all marks and reserves. */
    PrintedZone unguarded() {
        return new PrintedZone(zone, freeHighatomic, hopeful, 0, false);
    }

    @Override
    public long nrFreePages() {
        return zone.free();
    }

    @Override
    public long nrFreeHighatomic() {
        return freeHighatomic;
    }

    @Override
    public long nrFreeCma() {
        return zone.freeCma() == null ? 0 : zone.freeCma();
    }

    @Override
    public long lowmemReserve(int highestZoneidx) {
        return guarded && highestZoneidx < zone.lowmemReserve().size()
                ? zone.lowmemReserve().get(highestZoneidx)
                : 0;
    }

    /** The print has the marks with the boost in them (FAIL-22, PROC-10); here it is taken out again. */
    @Override
    public long watermark(int level) {
        return guarded ? printed(level) - boost(zone) : 0;
    }

    @Override
    public long watermarkBoost() {
        return boost;
    }

    /** A kernel with larger blocks than the rules know: those serve any order the rules know. */
    @Override
    public long nrFree(int order) {
        FreeLists lists = zone.lists();
        if (lists == null) {
            return hopeful && order == PageGeometry.MAX_PAGE_ORDER ? 1 : 0;
        }
        if (order >= lists.counts().size()) {
            return 0;
        }
        return order == PageGeometry.MAX_PAGE_ORDER
                ? lists.blocksFrom(order)
                : lists.counts().get(order);
    }

    @Override
    public boolean listEmpty(int order, Migratetype migratetype) {
        if (nrFree(order) == 0) {
            return true;
        }
        String letters = letters(order);
        if (letters == null) {
            boolean usable = hopeful || usableBlockFrom(order);
            return migratetype != (usable ? Migratetype.UNMOVABLE : Migratetype.ISOLATE);
        }
        return letters.indexOf(migratetype.letter()) < 0;
    }

    /**
     * Whether some block of this order or more must be of a kind that any request may take, though kinds are not printed:
     * the blocks hold more pages than all HIGHATOMIC, CMA and ISOLATE ones together. ISOLATE pages are what the blocks add
     * up to above the free counter, which leaves them out (FAIL-25).
     */
    private boolean usableBlockFrom(int order) {
        FreeLists lists = zone.lists();
        if (lists == null) {
            return false;
        }
        long isolated = Math.max(0, lists.totalPages() - zone.free());
        return lists.pagesFrom(order) > freeHighatomic + nrFreeCma() + isolated;
    }

    private @Nullable String letters(int order) {
        FreeLists lists = zone.lists();
        if (lists == null || lists.letters() == null) {
            return null;
        }
        return order == PageGeometry.MAX_PAGE_ORDER
                ? lists.lettersFrom(order)
                : lists.letters().get(order);
    }

    private long printed(int level) {
        return switch (level) {
            case ZoneWatermarks.WMARK_MIN -> zone.min();
            case ZoneWatermarks.WMARK_LOW -> zone.low();
            case ZoneWatermarks.WMARK_HIGH -> zone.high();
            default ->
                throw new IllegalArgumentException("watermark level " + level + " is not printed in " + zone.place()
                        + " under a name that all kernels share");
        };
    }

    /** Never more than the min mark, of which it is a part; {@link CrossChecks} reports where the print says otherwise. */
    private static long boost(ZoneState zone) {
        return zone.boost() == null ? 0 : Math.min(zone.boost(), zone.min());
    }

    @Override
    public String toString() {
        return zone.label() + (hopeful ? ", hopeful reading" : ", doubtful reading");
    }
}
