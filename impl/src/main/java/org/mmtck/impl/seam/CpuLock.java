package org.mmtck.impl.seam;

/**
 * The lock of one CPU's lists ({@code pcp->lock}; a local trylock). Allocation and free paths only ever try it (an
 * interrupt on the same CPU would wait for ever); drains wait for it in task context. Not reentrant.
 */
public interface CpuLock {

    /** Takes the lock if nobody holds it, without waiting; false also for its own holder. */
    boolean tryLock();

    /**
     * Waits until the lock is free and takes it.
     *
     * @throws AssertionError if the calling thread holds it already
     */
    void lock();

    /**
     * Gives the lock back.
     *
     * @throws AssertionError naming the caller and the holder if the calling thread does not hold it
     */
    void unlock();

    /** Whether the calling thread holds the lock; for assertions. */
    boolean isHeldByCurrentThread();
}
