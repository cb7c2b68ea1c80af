package org.mmtck.impl.seam;

import org.jspecify.annotations.Nullable;

/** A lock out of a monitor and one field: whoever the field names holds it. */
final class SimpleLock implements ZoneLock, CpuLock {
    private final String name;
    private @Nullable Thread owner;

    SimpleLock(String name) {
        this.name = name;
    }

    @Override
    public synchronized void lock() {
        Thread me = Thread.currentThread();
        if (owner == me) {
            throw LockMisuse.takenTwice(name);
        }
        boolean interrupted = false;
        while (owner != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // A spinlock does not give up; the caller learns of it below.
            }
        }
        owner = me;
        if (interrupted) {
            me.interrupt();
        }
    }

    @Override
    public synchronized boolean tryLock() {
        if (owner != null) {
            return false;
        }
        owner = Thread.currentThread();
        return true;
    }

    @Override
    public synchronized void unlock() {
        if (owner != Thread.currentThread()) {
            throw LockMisuse.unlockByOther(name, owner);
        }
        owner = null;
        notify(); // One release lets one waiter in, and all waiters wait for the same thing.
    }

    @Override
    public synchronized boolean isHeldByCurrentThread() {
        return owner == Thread.currentThread();
    }
}
