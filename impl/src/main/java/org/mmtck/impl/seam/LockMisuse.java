package org.mmtck.impl.seam;

import org.jspecify.annotations.Nullable;

/** What is said when a lock is used against its contract; the same words under every seam. */
final class LockMisuse {
    private LockMisuse() {}

    static AssertionError takenTwice(String lock) {
        return new AssertionError("thread " + Thread.currentThread().getName() + " takes lock " + lock
                + ", which it holds already: the kernel would deadlock here");
    }

    static AssertionError unlockByOther(String lock, @Nullable Thread owner) {
        return new AssertionError("thread " + Thread.currentThread().getName() + " releases lock " + lock
                + ", which is held by " + (owner == null ? "nobody" : "thread " + owner.getName()));
    }
}
