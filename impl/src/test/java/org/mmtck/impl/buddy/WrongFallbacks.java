package org.mmtck.impl.buddy;

import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.AllocFlags;

/** Fallbacks with one wrong step each, as someone might really write them. */
final class WrongFallbacks {
    private WrongFallbacks() {}

    /** Tries the other types by their numbers. */
    static final class FallsBackByNumber extends Fallback {
        FallsBackByNumber(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int findSuitableFallback(int order, int mt, boolean claimable) {
            int right = super.findSuitableFallback(order, mt, claimable);
            for (int other = 0; right >= 0 && other < Migratetype.PCPTYPES; other++) {
                if (other != mt && zone.freeArea[order].getPageFromFreeArea(other) != Zone.NONE) {
                    return other;
                }
            }
            return right;
        }
    }

    /** Claims whatever the order for movable requests too. */
    static final class AlwaysTriesToClaim extends Fallback {
        AlwaysTriesToClaim(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        boolean shouldTryClaimBlock(int order, int startMt) {
            return true;
        }
    }

    /** Uses CMA only when nothing else is left. */
    static final class NoCmaBalance extends Fallback {
        NoCmaBalance(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        boolean cmaHoldsMoreThanHalf() {
            return false;
        }
    }

    /** Claims below a pageblock although mixing is forbidden. */
    static final class ClaimsDespiteNofragment extends Fallback {
        ClaimsDespiteNofragment(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int rmqueueClaim(int order, int startMt, int allocFlags) {
            return super.rmqueueClaim(order, startMt, allocFlags & ~AllocFlags.ALLOC_NOFRAGMENT);
        }
    }

    /** Counts free pages only, not those of the requested kind. */
    static final class CountsFreePagesOnly extends Fallback {
        CountsFreePagesOnly(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int freeAndAlike(int start, int startMt, int blockType) {
            int free = 0;
            for (int page = start; page < start + (1 << zone.pageblockOrder); page++) {
                free += zone.pages.type[page] == PageTable.BUDDY ? 1 << zone.pages.order[page] : 0;
            }
            return free;
        }
    }

    /** Steals from the largest block, as claiming does. */
    static final class StealsTheLargest extends Fallback {
        StealsTheLargest(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int rmqueueSteal(int order, int startMt) {
            for (int current = zone.maxOrder; current >= order; current--) {
                int fallback = findSuitableFallback(current, startMt, false);
                if (fallback != NOTHING) {
                    int page = zone.freeArea[current].getPageFromFreeArea(fallback);
                    buddy.pageDelAndExpand(page, order, current, fallback);
                    traceExtfrag(page, order, current, startMt, fallback);
                    return page;
                }
            }
            return Zone.NONE;
        }
    }

    /** Announces a steal like a removal from the type's own list. */
    static final class AnnouncesAStealAsZoneLocked extends Fallback {
        AnnouncesAStealAsZoneLocked(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int rmqueueSteal(int order, int startMt) {
            int page = super.rmqueueSteal(order, startMt);
            if (page != Zone.NONE && buddy.events != null) {
                buddy.events.mmPageAllocZoneLocked(zone.pfnOf(page), order, startMt, true);
            }
            return page;
        }
    }

    /** Begins each page of a batch anew. */
    static final class ForgetsTheMode extends Fallback {
        ForgetsTheMode(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int rmqueue(int order, int mt, int allocFlags, RmqueueMode mode) {
            mode.reset();
            return super.rmqueue(order, mt, allocFlags, mode);
        }
    }

    /** Boosts for a steal. */
    static final class BoostsForASteal extends Fallback {
        BoostsForASteal(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int rmqueueSteal(int order, int startMt) {
            boostWatermark();
            return super.rmqueueSteal(order, startMt);
        }
    }

    /** Wants kswapd woken for requests that must not wake it. */
    static final class AlwaysSetsBoosted extends Fallback {
        AlwaysSetsBoosted(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int tryToClaimBlock(int page, int current, int order, int startMt, int blockType, int allocFlags) {
            return super.tryToClaimBlock(
                    page, current, order, startMt, blockType, allocFlags | AllocFlags.ALLOC_KSWAPD);
        }
    }

    /** Sets the flag even when the boost was refused. */
    static final class SetsBoostedWithoutBoost extends Fallback {
        SetsBoostedWithoutBoost(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        boolean boostWatermark() {
            super.boostWatermark();
            return true;
        }
    }

    /** Boosts by a pageblock without a cap. */
    static final class BoostsWithoutCap extends Fallback {
        BoostsWithoutCap(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        boolean boostWatermark() {
            long before = zone.watermarks.boost();
            boolean boosted = super.boostWatermark();
            if (boosted) {
                zone.watermarks = zone.watermarks.withBoost(before + (1L << zone.pageblockOrder));
            }
            return boosted;
        }
    }

    /** Claims CMA pageblocks too, when nothing else is left. */
    static final class ClaimsCma extends Fallback {
        ClaimsCma(FreepageMoves moves, MovablePages movable) {
            super(moves, movable);
        }

        @Override
        int findSuitableFallback(int order, int mt, boolean claimable) {
            int right = super.findSuitableFallback(order, mt, claimable);
            int cma = Migratetype.CMA.value();
            boolean cmaFree = zone.freeArea[order].getPageFromFreeArea(cma) != Zone.NONE;
            return right == NOTHING && cmaFree ? cma : right;
        }
    }
}
