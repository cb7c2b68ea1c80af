package org.mmtck.impl.buddy;

import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.gfp.Migratetype;

/** Zones, pageblock tables and allocators with one wrong step each, as someone might really write them. */
final class WrongParts {
    private WrongParts() {}

    /** Serves what is too large with the largest there is. */
    static final class ServesTheLargestInstead extends BuddyAllocator {
        ServesTheLargestInstead(Zone zone, KmemEvents events) {
            super(new PlainSeam(1, 0), zone, events);
        }

        @Override
        public long alloc(int order, Migratetype type) {
            return super.alloc(Math.min(order, zone().shape().maxOrder()), type);
        }
    }

    /** Says nothing of a free that is refused. */
    static final class TellsOfGoodFreesOnly extends BuddyAllocator {
        private final KmemEvents events;

        TellsOfGoodFreesOnly(Zone zone, KmemEvents events) {
            super(new PlainSeam(1, 0), zone, null);
            this.events = events;
        }

        @Override
        public FreeResult free(long pfn, int order) {
            FreeResult result = super.free(pfn, order);
            if (!result.refused()) {
                events.mmPageFree(pfn, order);
            }
            return result;
        }
    }

    /** Does not let the isolate bit go when a type is stored, and stores ISOLATE. */
    static final class StoresWhateverIsAsked extends Pageblocks {
        private boolean isolated;

        StoresWhateverIsAsked(int pages, int order) {
            super(pages, order);
        }

        @Override
        void setIsolate(int page, boolean isolate) {
            isolated = isolate;
            super.setIsolate(page, isolate);
        }

        @Override
        boolean set(int page, int mt) {
            super.set(page, mt);
            super.setIsolate(page, isolated);
            return true;
        }
    }

    /** Counts every page as movable: neither CMA nor HIGHATOMIC has a counter of its own. */
    static final class CountsAllAlike extends Zone {
        CountsAllAlike(ZoneShape shape) {
            super(shape);
        }

        @Override
        void accountFreepages(long nrPages, int mt) {
            super.accountFreepages(nrPages, Migratetype.MOVABLE.value());
        }
    }

    /** Forgets nr_free when it takes a block off a list. */
    static final class ForgetsNrFree extends Zone {
        ForgetsNrFree(ZoneShape shape) {
            super(shape);
        }

        @Override
        void rawDelPageFromFreeList(int page, int order, int mt) {
            super.rawDelPageFromFreeList(page, order, mt);
            freeArea[order].nrFree++;
        }
    }

    /** Leaves the Buddy mark on a page that it takes off a list. */
    static final class LeavesTheBuddyMark extends Zone {
        LeavesTheBuddyMark(ZoneShape shape) {
            super(shape);
        }

        @Override
        void rawDelPageFromFreeList(int page, int order, int mt) {
            super.rawDelPageFromFreeList(page, order, mt);
            pages.setBuddyOrder(page, order);
        }
    }

    /** Moves a block to the head instead of the tail and forgets to book it. */
    static final class MovesUnbooked extends Zone {
        MovesUnbooked(ZoneShape shape) {
            super(shape);
        }

        @Override
        void moveToFreeList(int page, int order, int oldMt, int newMt) {
            links.del(page);
            links.add(page, freeArea[order].freeList(newMt));
        }
    }
}
