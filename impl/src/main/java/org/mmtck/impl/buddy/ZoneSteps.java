package org.mmtck.impl.buddy;

import org.jspecify.annotations.Nullable;

/** All steps that run under one zone's lock, each kind in its own class. */
final class ZoneSteps {
    final BuddySystem buddy;
    final Fallback fallback;
    final HighatomicPageblocks highatomic;
    final FreePageTaking taking;

    /** The right ones. */
    ZoneSteps(Zone zone, MovablePages movablePages, @Nullable KmemEvents events) {
        this(new FreepageMoves(new BuddySystem(zone, events)), movablePages);
    }

    ZoneSteps(FreepageMoves moves, MovablePages movablePages) {
        this(new Fallback(moves, movablePages), new HighatomicPageblocks(moves), new FreePageTaking(moves));
    }

    ZoneSteps(Fallback fallback, HighatomicPageblocks highatomic, FreePageTaking taking) {
        this.fallback = fallback;
        this.highatomic = highatomic;
        this.taking = taking;
        buddy = fallback.buddy;
    }
}
