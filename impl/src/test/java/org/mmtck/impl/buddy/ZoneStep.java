package org.mmtck.impl.buddy;

import static org.mmtck.spec.zone.AllocFlags.ALLOC_CMA;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_HIGHATOMIC;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_KSWAPD;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NOFRAGMENT;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NON_BLOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mmtck.spec.gfp.Migratetype;

/** One step of a random history: what is done, and numbers that choose among what can be done at that moment. */
record ZoneStep(int kind, int a, int b, int c) {
    static final int KINDS = 17;
    static final int CHOICES = 1 << 12;

    static ZoneStep random(Random random) {
        return new ZoneStep(
                random.nextInt(KINDS), random.nextInt(CHOICES), random.nextInt(CHOICES), random.nextInt(CHOICES));
    }

    /** Does it on both sides and compares everything. */
    void apply(ZoneLockstep zone) {
        switch (kind) {
            case 0, 1, 2, 3, 4 -> zone.alloc(order(zone), type(), flags());
            case 5, 6, 7 -> free(zone);
            case 8 -> zone.bulk(order(zone), type(), flags(), 1 + c % 7);
            case 9, 10 -> isolate(zone);
            case 11 -> undoIsolate(zone);
            case 12 -> zone.unreserve(type(), (c & 1) != 0);
            case 13 -> zone.isolateFree(somePage(zone));
            case 14 -> zone.takeOff(somePage(zone));
            case 15 -> zone.clearBoosted();
            default -> marks(zone);
        }
        zone.check();
    }

    /** Small orders more often. */
    private int order(ZoneLockstep zone) {
        int most = zone.zone.maxOrder;
        return Math.min(a % (most + 1), (a >> 4) % (most + 1));
    }

    private Migratetype type() {
        return Migratetype.ofValue(b % Migratetype.PCPTYPES);
    }

    private int flags() {
        return (c & 1) * ALLOC_KSWAPD
                | (c >> 1 & c >> 2 & 1) * ALLOC_NOFRAGMENT
                | (c >> 3 & 1) * (b % Migratetype.PCPTYPES == Migratetype.MOVABLE.value() ? ALLOC_CMA : 0)
                | (c >> 4 & c >> 5 & 1) * ALLOC_HIGHATOMIC
                | (c >> 6 & 1) * ALLOC_NON_BLOCK;
    }

    private long somePage(ZoneLockstep zone) {
        List<FreeListEntry> free = zone.allocator.snapshot();
        if (free.isEmpty() || (c & 7) == 0) {
            return zone.zone.shape.startPfn() + a % zone.zone.shape.spanned();
        }
        FreeListEntry entry = free.get(a % free.size());
        return entry.pfn() + (kind == 14 ? b % (1L << entry.order()) : 0);
    }

    private void free(ZoneLockstep zone) {
        List<Long> live = new ArrayList<>(zone.model.live.keySet());
        if (!live.isEmpty()) {
            long pfn = live.get(a % live.size());
            zone.free(pfn, zone.model.live.getOrDefault(pfn, 0));
        }
    }

    /**
     * Where a free block can span more than two pageblocks the kernel's way to end an isolation is not right, see
     * ZoneServicesTest; such zones are left out.
     */
    private static boolean canIsolate(ZoneLockstep zone) {
        return zone.zone.maxOrder - zone.zone.pageblockOrder <= 1;
    }

    private void isolate(ZoneLockstep zone) {
        ZoneShape shape = zone.zone.shape;
        if (canIsolate(zone)) {
            long from = shape.startPfn() + a % shape.spanned();
            long to = Math.min(shape.endPfn(), from + 1 + b % (4L << shape.pageblockOrder()));
            zone.isolate(from, to, IsolateMode.values()[c % 3]);
        }
    }

    private void undoIsolate(ZoneLockstep zone) {
        ZoneShape shape = zone.zone.shape;
        if (canIsolate(zone)) {
            long from = shape.startPfn() + a % shape.spanned();
            zone.undoIsolate(from, Math.min(shape.endPfn(), from + shape.spanned() / 2 + 1));
        }
    }

    private void marks(ZoneLockstep zone) {
        if ((c & 1) == 0) {
            zone.setMarks(a % 32, 32 + b % 64);
        } else {
            zone.setBoostFactor(a % 3 * 7500);
        }
    }
}
