package org.mmtck.impl.buddy;

/** Buddy systems with one wrong step each, as someone might really write them. */
final class WrongSteps {
    private WrongSteps() {}

    /** Never puts a block at the tail. */
    static final class NeverLikely extends BuddySystem {
        NeverLikely(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean buddyMergeLikely(int page, int buddy, int order) {
            return false;
        }
    }

    /** Takes any free block where the parent's buddy would start for the parent's buddy. */
    static final class LikelyWhateverTheOrder extends BuddySystem {
        LikelyWhateverTheOrder(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean buddyMergeLikely(int page, int buddy, int order) {
            int parentsBuddy = (page & buddy) ^ (1 << (order + 1));
            return order < zone.maxOrder - 1 && zone.pages.type[parentsBuddy] == PageTable.BUDDY;
        }
    }

    /** Asks about likelihood one order too far, up to the largest but one. */
    static final class LikelyOneOrderTooFar extends BuddySystem {
        LikelyOneOrderTooFar(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean buddyMergeLikely(int page, int buddy, int order) {
            int parentsBuddy = (page & buddy) ^ (1 << (order + 1));
            boolean inTable = parentsBuddy < zone.pages.size();
            return order == zone.maxOrder - 1
                    ? inTable && pageIsBuddy(parentsBuddy, order + 1)
                    : super.buddyMergeLikely(page, buddy, order);
        }
    }

    /** Stops merging one order below the largest. */
    static final class MergesOneOrderTooFew extends BuddySystem {
        MergesOneOrderTooFew(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean canMerge(int buddy, int order, int mt) {
            return order < zone.maxOrder - 1 && super.canMerge(buddy, order, mt);
        }
    }

    /** Does not merge at all. */
    static final class NeverMerges extends BuddySystem {
        NeverMerges(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean canMerge(int buddy, int order, int mt) {
            return false;
        }
    }

    /** Merges blocks of pageblock size whatever their types. */
    static final class MergesAcrossAllTypes extends BuddySystem {
        MergesAcrossAllTypes(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean canMerge(int buddy, int order, int mt) {
            return pageIsBuddy(buddy, order);
        }
    }

    /** Merges blocks of pageblock size only if their types are the same. */
    static final class MergesOnlyEqualTypes extends BuddySystem {
        MergesOnlyEqualTypes(Zone zone) {
            super(zone, null);
        }

        @Override
        boolean canMerge(int buddy, int order, int mt) {
            return super.canMerge(buddy, order, mt) && zone.getPfnblockMigratetype(buddy) == mt;
        }
    }

    /** Puts the upper halves at the tail. */
    static final class ExpandsToTheTail extends BuddySystem {
        ExpandsToTheTail(Zone zone) {
            super(zone, null);
        }

        @Override
        long expand(int page, int low, int high, int mt) {
            long added = 0;
            for (int order = high - 1; order >= low; order--) {
                zone.rawAddToFreeList(page + (1 << order), order, mt, true);
                zone.pages.setBuddyOrder(page + (1 << order), order);
                added += 1L << order;
            }
            return added;
        }
    }

    /** Loses the last upper half: stops one order too early. */
    static final class ExpandLosesABlock extends BuddySystem {
        ExpandLosesABlock(Zone zone) {
            super(zone, null);
        }

        @Override
        long expand(int page, int low, int high, int mt) {
            return super.expand(page, Math.min(low + 1, high), high, mt) + (low < high ? 1L << low : 0);
        }
    }

    /** Counts the halves it puts back as still allocated. */
    static final class ForgetsTheReturnedPages extends BuddySystem {
        ForgetsTheReturnedPages(Zone zone) {
            super(zone, null);
        }

        @Override
        void pageDelAndExpand(int page, int low, int high, int mt) {
            zone.rawDelPageFromFreeList(page, high, mt);
            expand(page, low, high, mt);
            zone.accountFreepages(-(1L << high), mt);
        }
    }

    /** Hands out the upper half. */
    static final class KeepsTheUpperPart extends BuddySystem {
        KeepsTheUpperPart(Zone zone) {
            super(zone, null);
        }

        @Override
        int rmqueueSmallest(int order, int mt) {
            int page = super.rmqueueSmallest(order, mt);
            boolean upperIsFree = page != Zone.NONE && order < zone.maxOrder && pageIsBuddy(page ^ (1 << order), order);
            if (!upperIsFree) {
                return page;
            }
            int upper = page ^ (1 << order);
            zone.rawDelPageFromFreeList(upper, order, mt);
            zone.pages.setBuddyOrder(page, order);
            zone.rawAddToFreeList(page, order, mt, false);
            return upper;
        }
    }

    /** Takes the first list that is large enough from above: the largest block instead of the smallest. */
    static final class TakesTheLargest extends BuddySystem {
        TakesTheLargest(Zone zone) {
            super(zone, null);
        }

        @Override
        int rmqueueSmallest(int order, int mt) {
            for (int current = zone.maxOrder; current >= order; current--) {
                int page = zone.freeArea[current].getPageFromFreeArea(mt);
                if (page != Zone.NONE) {
                    pageDelAndExpand(page, order, current, mt);
                    return page;
                }
            }
            return Zone.NONE;
        }
    }

    /** Takes the tail of the list. */
    static final class TakesTheTail extends BuddySystem {
        TakesTheTail(Zone zone) {
            super(zone, null);
        }

        @Override
        int rmqueueSmallest(int order, int mt) {
            for (int current = order; current <= zone.maxOrder; current++) {
                int head = zone.freeArea[current].freeList(mt);
                if (!zone.links.isEmpty(head)) {
                    int page = zone.links.prev[head];
                    pageDelAndExpand(page, order, current, mt);
                    return page;
                }
            }
            return Zone.NONE;
        }
    }

    /** Frees a block of more than a pageblock whole, by the type of its first pageblock. */
    static final class DoesNotSplitLargeBlocks extends BuddySystem {
        DoesNotSplitLargeBlocks(Zone zone) {
            super(zone, null);
        }

        @Override
        void splitLargeBuddy(int page, int order, int fpi) {
            freeOnePage(page, order, zone.getPfnblockMigratetype(page), fpi);
        }
    }

    /** Hands over whole blocks of the largest order only and loses the odd ends of the range. */
    static final class LosesTheOddEnds extends BuddySystem {
        LosesTheOddEnds(Zone zone) {
            super(zone, null);
        }

        @Override
        void freePagesMemory(long startPfn, long endPfn) {
            long largest = 1L << zone.maxOrder;
            super.freePagesMemory((startPfn + largest - 1) & -largest, endPfn & -largest);
        }
    }

    /** Hands memory over in single pages, from the top. */
    static final class HandsOverSinglePagesFromTheTop extends BuddySystem {
        HandsOverSinglePagesFromTheTop(Zone zone) {
            super(zone, null);
        }

        @Override
        void freePagesMemory(long startPfn, long endPfn) {
            for (long pfn = endPfn - 1; pfn >= startPfn; pfn--) {
                freePagesCore(zone.pageOf(pfn), 0);
            }
        }
    }

    /** Believes its caller about the order. */
    static final class TrustsTheOrder extends BuddySystem {
        TrustsTheOrder(Zone zone) {
            super(zone, null);
        }

        @Override
        FreeResult freePagesPrepare(int page, int order) {
            return super.freePagesPrepare(page, zone.pages.order[page]);
        }
    }

    /** Takes a tail page for the block that it belongs to. */
    static final class FreesTailPages extends BuddySystem {
        FreesTailPages(Zone zone) {
            super(zone, null);
        }

        @Override
        FreeResult freePagesPrepare(int page, int order) {
            FreeResult result = super.freePagesPrepare(page, order);
            return result == FreeResult.NOT_FIRST_PAGE ? FreeResult.FREED : result;
        }
    }
}
