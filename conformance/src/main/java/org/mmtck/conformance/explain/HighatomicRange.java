package org.mmtck.conformance.explain;

import java.util.List;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.HighatomicReserve;
import org.mmtck.spec.zone.PageGeometry;

/**
 * How many free HIGHATOMIC pages a zone has, as far as the print tells. v6.18 and later print the number in a report;
 * others print only how much is reserved, or nothing.
 *
 * @param least pages, at least 0
 * @param most pages, at least {@code least}
 */
record HighatomicRange(long least, long most) {

    HighatomicRange {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException("free highatomic pages from " + least + " to " + most);
        }
    }

    boolean exact() {
        return least == most;
    }

    static HighatomicRange of(ZoneState zone) {
        Long printed = zone.freeHighatomic();
        if (printed != null) {
            return new HighatomicRange(printed, printed);
        }
        long cap = cap(zone);
        FreeLists lists = zone.lists();
        List<String> letters = lists == null ? null : lists.letters();
        if (lists == null || letters == null) {
            return new HighatomicRange(0, cap);
        }
        long least = 0;
        long most = 0;
        for (int order = 0; order < letters.size(); order++) {
            long blocks = lists.counts().get(order);
            String kinds = letters.get(order);
            if (kinds.contains("H")) {
                // every other kind on the list has at least one block
                most += Math.max(1, blocks - kinds.length() + 1) << order;
                least += (kinds.length() == 1 ? blocks : 1) << order;
            }
        }
        // the lists and the counters are printed at two moments
        return new HighatomicRange(Math.min(least, cap), Math.min(most, cap));
    }

    /** Free ones are a part of the reserved ones; those are at most about 1 % of the zone (WMARK-53, WMARK-54). */
    private static long cap(ZoneState zone) {
        Long reserved = zone.reservedHighatomic();
        if (reserved != null) {
            return reserved;
        }
        Long managed = zone.managed();
        return Math.min(
                zone.free(),
                managed == null ? zone.free() : HighatomicReserve.maxReserve(managed, PageGeometry.PAGEBLOCK_NR_PAGES));
    }
}
