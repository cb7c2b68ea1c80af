package org.mmtck.impl.buddy;

/** Sets and clears isolate bits for tests of other packages, without the search for unmovable pages that isolation begins with. */
public final class Isolation {
    private Isolation() {}

    /** Moves no page: nothing of the pageblock may be free, and the bit must not be as wanted already. */
    public static void set(Zone zone, long pfn, boolean isolate) {
        zone.pageblocks.setIsolate(zone.pageOf(pfn), isolate);
        zone.nrIsolatePageblock += isolate ? 1 : -1;
    }

    /** Stores a type although memory was handed over. Moves no page: nothing of the pageblock may be free. */
    public static void retype(Zone zone, long pfn, int mt) {
        zone.pageblocks.set(zone.pageOf(pfn), mt);
    }
}
