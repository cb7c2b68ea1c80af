package org.mmtck.impl.pcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.buddy.BuddyInvariants;
import org.mmtck.impl.buddy.Zone;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.impl.seam.CpuLock;
import org.mmtck.impl.seam.CurrentCpu;
import org.mmtck.impl.seam.ForwardingSeam;
import org.mmtck.impl.seam.Guarded;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.impl.seam.ZoneLock;

/**
 * One thread on a CPU that the test chooses, and locks that check: all invariants of the zone at each release of its lock, all
 * invariants of a CPU's lists at each release of theirs, and that no such lock is taken while the zone's is held.
 */
final class PcpSeam extends ForwardingSeam {
    private final int cpus;

    /** Where the thread is now. */
    int cpu;

    /** Where it is from the next release of a CPU's lock on, or -1 to stay. */
    int cpuAfterUnlock = -1;

    /** The largest batch so far. */
    int mostBatch = 1;

    @Nullable
    ZoneLists lists;

    @Nullable
    ZoneLock zoneLock;

    /** How often the zone lock was taken. */
    int zoneLocks;

    int pcpUnlocks;

    PcpSeam(int cpus) {
        super(new PlainSeam(cpus, 0));
        this.cpus = cpus;
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        ZoneLock lock = seam.zoneLock(name, guarded);
        Zone zone = (Zone) guarded;
        ZoneLock checked = new ZoneLock() {
            @Override
            public void lock() {
                lock.lock();
                zoneLocks++;
            }

            @Override
            public boolean tryLock() {
                boolean taken = lock.tryLock();
                zoneLocks += taken ? 1 : 0;
                return taken;
            }

            @Override
            public void unlock() {
                List<String> wrong = BuddyInvariants.check(zone);
                lock.unlock();
                fail(wrong);
            }

            @Override
            public boolean isHeldByCurrentThread() {
                return lock.isHeldByCurrentThread();
            }
        };
        zoneLock = checked;
        return checked;
    }

    @Override
    public CpuLock cpuLock(String name, Guarded guarded) {
        CpuLock lock = seam.cpuLock(name, guarded);
        return new CpuLock() {
            @Override
            public boolean tryLock() {
                mayBeTaken();
                return lock.tryLock();
            }

            @Override
            public void lock() {
                mayBeTaken();
                lock.lock();
            }

            private void mayBeTaken() {
                if (zoneLock != null && zoneLock.isHeldByCurrentThread()) {
                    throw new AssertionError("LOCK-18: lock " + name + " is taken under the zone lock");
                }
            }

            @Override
            public void unlock() {
                List<String> wrong = guarded instanceof PerCpuPages pcp && lists != null
                        ? PcpInvariants.check(pcp, lists, mostBatch)
                        : List.of();
                lock.unlock();
                pcpUnlocks++;
                cpu = cpuAfterUnlock >= 0 ? cpuAfterUnlock : cpu;
                fail(wrong);
            }

            @Override
            public boolean isHeldByCurrentThread() {
                return lock.isHeldByCurrentThread();
            }
        };
    }

    private static void fail(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
    }

    @Override
    public CurrentCpu currentCpu() {
        return new CurrentCpu() {
            @Override
            public int id() {
                return cpu;
            }

            @Override
            public int count() {
                return cpus;
            }
        };
    }
}
