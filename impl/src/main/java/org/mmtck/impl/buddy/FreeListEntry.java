package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;

/** One free block and where it stands; a copy that does not follow later changes. */
public final class FreeListEntry {
    private final long pfn;
    private final int order;
    private final Migratetype migratetype;
    private final int position;

    FreeListEntry(long pfn, int order, Migratetype migratetype, int position) {
        this.pfn = pfn;
        this.order = order;
        this.migratetype = migratetype;
        this.position = position;
    }

    /** First page. */
    public long pfn() {
        return pfn;
    }

    /** 2^order pages. */
    public int order() {
        return order;
    }

    /** Type of the list it is on. */
    public Migratetype migratetype() {
        return migratetype;
    }

    /** Place on its list, 0 for the head, which is allocated next. */
    public int position() {
        return position;
    }

    /** For people, for example {@code M4[1]: 16}: second on the order-4 list of MOVABLE, pfn 16. */
    @Override
    public String toString() {
        return migratetype.letter() + "" + order + "[" + position + "]: " + pfn;
    }
}
