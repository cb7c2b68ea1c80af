package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;

/** Steps beyond one type's lists with one mistake each, as someone might really write them. */
final class WrongZoneSteps {
    private WrongZoneSteps() {}

    /** Makes the parts of a zone; what it does not override is right. */
    interface Maker {
        default FreepageMoves moves(BuddySystem buddy) {
            return new FreepageMoves(buddy);
        }

        default Fallback fallback(FreepageMoves moves, MovablePages movable) {
            return new Fallback(moves, movable);
        }

        default HighatomicPageblocks highatomic(FreepageMoves moves) {
            return new HighatomicPageblocks(moves);
        }

        default FreePageTaking taking(FreepageMoves moves) {
            return new FreePageTaking(moves);
        }

        default PageIsolation isolation(BuddyAllocator allocator, MovablePages movable) {
            return new PageIsolation(allocator, movable, false);
        }

        default ZoneSteps steps(Zone zone, KmemEvents events, MovablePages movable) {
            FreepageMoves moves = moves(new BuddySystem(zone, events));
            return new ZoneSteps(fallback(moves, movable), highatomic(moves), taking(moves));
        }
    }

    /** A maker with another fallback. */
    interface WithFallback extends Maker {
        @Override
        Fallback fallback(FreepageMoves moves, MovablePages movable);
    }

    /** A maker with another reserve. */
    interface WithHighatomic extends Maker {
        @Override
        HighatomicPageblocks highatomic(FreepageMoves moves);
    }

    /** A maker that takes pages otherwise. */
    interface WithTaking extends Maker {
        @Override
        FreePageTaking taking(FreepageMoves moves);
    }

    /** A maker that moves pages otherwise. */
    interface WithMoves extends Maker {
        @Override
        FreepageMoves moves(BuddySystem buddy);
    }

    /** A maker that isolates otherwise. */
    interface WithIsolation extends Maker {
        @Override
        PageIsolation isolation(BuddyAllocator allocator, MovablePages movable);
    }

    /** Retypes a pageblock for the reserve and forgets to count it. */
    static final class ReservesUncounted extends HighatomicPageblocks {
        ReservesUncounted(FreepageMoves moves) {
            super(moves);
        }

        @Override
        void reserveHighatomicPageblock(int page, int order) {
            long before = zone.nrReservedHighatomic;
            super.reserveHighatomicPageblock(page, order);
            zone.nrReservedHighatomic = before;
        }
    }

    /** Gives back everything at once. */
    static final class ReleasesAll extends HighatomicPageblocks {
        ReleasesAll(FreepageMoves moves) {
            super(moves);
        }

        @Override
        boolean unreserveHighatomicPageblock(int mt, boolean force) {
            boolean any = false;
            while (super.unreserveHighatomicPageblock(mt, force)) {
                any = true;
            }
            return any;
        }
    }

    /** Takes free blocks whatever the mark. */
    static final class IgnoresTheMark extends FreePageTaking {
        IgnoresTheMark(FreepageMoves moves) {
            super(moves);
        }

        @Override
        boolean markAllows(int order) {
            return true;
        }
    }

    /** Leaves the types of the pageblocks as they are. */
    static final class MakesNothingMovable extends FreePageTaking {
        MakesNothingMovable(FreepageMoves moves) {
            super(moves);
        }

        @Override
        void makeMovable(int page, int order) {}
    }

    /** Withdraws the whole block of a bad page. */
    static final class TakesTheWholeBlock extends FreePageTaking {
        TakesTheWholeBlock(FreepageMoves moves) {
            super(moves);
        }

        @Override
        void breakDownBuddyPages(int head, int target, int high, int mt) {}
    }

    /** Sets the isolate bit and leaves the free pages where they are. */
    static final class IsolatesTheBitOnly extends FreepageMoves {
        IsolatesTheBitOnly(BuddySystem buddy) {
            super(buddy);
        }

        @Override
        boolean moveFreepagesBlockIsolate(int page, boolean isolate) {
            zone.pageblocks.setIsolate(page, isolate);
            return zoneSpansPageblock(page);
        }
    }

    /** Moves a free block that reaches beyond the pageblock as a whole. */
    static final class MovesLargeBlocksWhole extends FreepageMoves {
        MovesLargeBlocksWhole(BuddySystem buddy) {
            super(buddy);
        }

        @Override
        boolean moveFreepagesBlockIsolate(int page, boolean isolate) {
            int start = pageblockStart(page);
            boolean large = zone.pages.type[start] == PageTable.BUDDY && zone.pages.order[start] > zone.pageblockOrder;
            if (!large) {
                return super.moveFreepagesBlockIsolate(page, isolate);
            }
            int stored = zone.pageblocks.stored(start);
            int isolated = Migratetype.ISOLATE.value();
            rawMoveFreepagesBlock(start, isolate ? stored : isolated, isolate ? isolated : stored);
            zone.pageblocks.setIsolate(start, isolate);
            return true;
        }
    }

    /** Leaves isolated what was isolated before the failure. */
    static final class NeverUndoes extends PageIsolation {
        NeverUndoes(BuddyAllocator allocator, MovablePages movable) {
            super(allocator, movable, false);
        }

        @Override
        void unsetMigratetypeIsolate(int block) {}
    }

    /** Believes that everything can be moved. */
    static final class IsolatesUnmovable extends PageIsolation {
        IsolatesUnmovable(BuddyAllocator allocator, MovablePages movable) {
            super(allocator, movable, false);
        }

        @Override
        boolean isUnmovable(int page, IsolateMode mode) {
            return false;
        }
    }

    /** Moves pages back and does not let them merge. */
    static final class UnisolatesWithoutMerging extends PageIsolation {
        UnisolatesWithoutMerging(BuddyAllocator allocator, MovablePages movable) {
            super(allocator, movable, false);
        }

        @Override
        boolean hasBuddyToMergeWith(int block) {
            return false;
        }
    }
}
