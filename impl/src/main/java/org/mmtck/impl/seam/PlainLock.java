package org.mmtck.impl.seam;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A {@link ReentrantLock} that refuses to be reentrant and knows the name of its holder. */
final class PlainLock implements ZoneLock, CpuLock {
    private final String name;
    private final OwnedLock lock = new OwnedLock();

    PlainLock(String name) {
        this.name = name;
    }

    @Override
    public void lock() {
        if (lock.isHeldByCurrentThread()) {
            throw LockMisuse.takenTwice(name);
        }
        lock.lock();
    }

    @Override
    public boolean tryLock() {
        return !lock.isHeldByCurrentThread() && lock.tryLock();
    }

    @Override
    public void unlock() {
        if (!lock.isHeldByCurrentThread()) {
            throw LockMisuse.unlockByOther(name, lock.owner());
        }
        lock.unlock();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return lock.isHeldByCurrentThread();
    }

    private static final class OwnedLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;

        @Nullable
        Thread owner() {
            return getOwner();
        }
    }
}
