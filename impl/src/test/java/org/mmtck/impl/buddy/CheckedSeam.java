package org.mmtck.impl.buddy;

import org.mmtck.impl.seam.ForwardingSeam;
import org.mmtck.impl.seam.Guarded;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.ZoneLock;

/** Another seam whose zone locks check all invariants of the zone before each release. */
final class CheckedSeam extends ForwardingSeam {

    CheckedSeam(Seam seam) {
        super(seam);
    }

    static CheckedSeam plain() {
        return new CheckedSeam(new PlainSeam(1, 0));
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        ZoneLock lock = seam.zoneLock(name, guarded);
        Zone zone = (Zone) guarded;
        return new ZoneLock() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public boolean tryLock() {
                return lock.tryLock();
            }

            @Override
            public void unlock() {
                var violations = BuddyInvariants.check(zone);
                lock.unlock();
                if (!violations.isEmpty()) {
                    throw new AssertionError(String.join("\n", violations));
                }
            }

            @Override
            public boolean isHeldByCurrentThread() {
                return lock.isHeldByCurrentThread();
            }
        };
    }
}
