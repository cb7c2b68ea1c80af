package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneWatermarks;

/** A 64-bit hash of everything that decides what a zone does next. */
final class ZoneFingerprint {
    private ZoneFingerprint() {}

    static long of(Zone zone) {
        long hash = zone.pageblocks.fingerprint();
        for (int order = 0; order <= zone.maxOrder; order++) {
            for (int mt = 0; mt < Migratetype.TYPES; mt++) {
                int head = zone.freeArea[order].freeList(mt);
                hash = mix(hash, -1L);
                for (int page = zone.links.next[head]; page != head; page = zone.links.next[page]) {
                    hash = mix(hash, page);
                }
            }
            hash = mix(hash, zone.freeArea[order].nrFree);
        }
        for (int page = 0; page < zone.pages.size(); page++) {
            int word = zone.pages.type[page] << 8 | zone.pages.order[page];
            hash = mix(hash, (long) zone.pages.refcount[page] << 32 | word);
        }
        hash = mix(hash, zone.managed);
        hash = mix(hash, zone.nrFreePages);
        hash = mix(hash, zone.nrFreePagesBlocks);
        hash = mix(hash, zone.nrFreeCmaPages);
        hash = mix(hash, zone.nrFreeHighatomic);
        hash = mix(hash, zone.nrReservedHighatomic);
        hash = mix(hash, zone.nrIsolatePageblock);
        hash = mix(hash, zone.watermarkBoostFactor);
        return mix(marks(hash, zone), zone.boostedWatermark ? 1 : 0);
    }

    private static long marks(long hash, Zone zone) {
        long mixed = mix(hash, zone.watermarks.boost());
        for (int level = 0; level < ZoneWatermarks.NR_WMARK; level++) {
            mixed = mix(mixed, zone.watermarks.watermark(level));
        }
        return mixed;
    }

    /** One round of the finaliser of SplitMix64 over the sum: each input bit reaches each output bit. */
    private static long mix(long hash, long value) {
        long z = hash * 31 + value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
