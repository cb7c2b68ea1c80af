package org.mmtck.impl.buddy;

import java.util.Arrays;
import org.mmtck.spec.gfp.Migratetype;

/**
 * The migratetype of each pageblock, as the kernel stores it: the type in bits 0-2 and the isolate bit in bit 4 of a byte
 * ({@code include/linux/pageblock-flags.h}). Every pageblock starts as MOVABLE.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class Pageblocks {
    private static final int TYPE_MASK = 7;
    private static final int ISOLATE_BIT = 1 << 4;
    private static final int UNMOVABLE = Migratetype.UNMOVABLE.value();
    private static final int ISOLATE = Migratetype.ISOLATE.value();

    private final byte[] bits;

    /** Which pageblocks were made CMA before the zone was used: what the invariants compare with. */
    private final boolean[] madeCma;

    private final int order;

    /** {@code page_group_by_mobility_disabled}: too little memory to group by mobility. */
    boolean pageGroupByMobilityDisabled;

    Pageblocks(int pages, int order) {
        this.order = order;
        bits = new byte[pages >> order];
        madeCma = new boolean[bits.length];
        Arrays.fill(bits, (byte) Migratetype.MOVABLE.value());
    }

    /** The effective type: ISOLATE if the block is isolated, else the stored one ({@code get_pfnblock_migratetype}). */
    int get(int page) {
        int b = bits[page >> order];
        return (b & ISOLATE_BIT) != 0 ? ISOLATE : b & TYPE_MASK;
    }

    /**
     * Stores a type for the pageblock of this page and clears its isolate bit; with grouping disabled the mergeable types all
     * become UNMOVABLE ({@code set_pageblock_migratetype}). Moves no page: the lists must be made to agree by the caller.
     *
     * @return false, and nothing changes, for ISOLATE, which is not stored but a bit of its own
     */
    boolean set(int page, int mt) {
        if (mt == ISOLATE) {
            return false;
        }
        boolean grouped = !pageGroupByMobilityDisabled || mt >= Migratetype.PCPTYPES;
        bits[page >> order] = (byte) (grouped ? mt : UNMOVABLE);
        return true;
    }

    /** The stored type, which an isolation hides and does not change. */
    final int stored(int page) {
        return bits[page >> order] & TYPE_MASK;
    }

    /** Remembers whether the pageblock was CMA when the zone was set up ({@code init_cma_reserved_pageblock}). */
    final void rememberCma(int page) {
        madeCma[page >> order] = stored(page) == Migratetype.CMA.value();
    }

    /** Whether the pageblock was CMA when the zone was set up. */
    final boolean wasMadeCma(int page) {
        return madeCma[page >> order];
    }

    /** Sets or clears the isolate bit of the pageblock of this page; the stored type stays. */
    void setIsolate(int page, boolean isolate) {
        int block = page >> order;
        int b = bits[block] & ~ISOLATE_BIT;
        bits[block] = (byte) (isolate ? b | ISOLATE_BIT : b);
    }

    /** A hash of all of them. */
    int fingerprint() {
        return Arrays.hashCode(bits);
    }
}
