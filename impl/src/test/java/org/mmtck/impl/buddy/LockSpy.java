package org.mmtck.impl.buddy;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.seam.ForwardingSeam;
import org.mmtck.impl.seam.Guarded;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.ZoneLock;

/** Another seam, and a zone that fails when it is changed by a thread that does not hold the lock of that seam. */
final class LockSpy extends ForwardingSeam {
    private @Nullable ZoneLock lock;
    private long changes;

    LockSpy(Seam seam) {
        super(seam);
    }

    /** A zone to be used with this seam. */
    Zone zone(ZoneShape shape) {
        return new Zone(shape) {
            @Override
            void accountFreepages(long nrPages, int mt) {
                mustHold();
                super.accountFreepages(nrPages, mt);
            }

            @Override
            void rawAddToFreeList(int page, int order, int mt, boolean tail) {
                mustHold();
                super.rawAddToFreeList(page, order, mt, tail);
            }

            @Override
            void rawDelPageFromFreeList(int page, int order, int mt) {
                mustHold();
                super.rawDelPageFromFreeList(page, order, mt);
            }
        };
    }

    private void mustHold() {
        if (lock == null || !lock.isHeldByCurrentThread()) {
            throw new AssertionError(
                    "thread " + Thread.currentThread().getName() + " changes the zone without its lock");
        }
        changes++;
    }

    /** How often the zone was changed; guarded by its lock. */
    long changes() {
        return changes;
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        ZoneLock made = seam.zoneLock(name, guarded);
        lock = made;
        return made;
    }
}
