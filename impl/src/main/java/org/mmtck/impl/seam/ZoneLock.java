package org.mmtck.impl.seam;

/**
 * The lock of a zone ({@code zone->lock}, a spinlock with interrupts off). Not reentrant: the kernel would spin for ever
 * where its holder takes it again, so that is an assertion error here.
 */
public interface ZoneLock {

    /**
     * Waits until the lock is free and takes it.
     *
     * @throws AssertionError if the calling thread holds it already
     */
    void lock();

    /** Takes the lock if nobody holds it, without waiting ({@code ALLOC_TRYLOCK}); false also for its own holder. */
    boolean tryLock();

    /**
     * Gives the lock back.
     *
     * @throws AssertionError naming the caller and the holder if the calling thread does not hold it
     */
    void unlock();

    /** Whether the calling thread holds the lock; for assertions. */
    boolean isHeldByCurrentThread();
}
