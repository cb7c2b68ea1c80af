package org.mmtck.impl.buddy;

/**
 * Where the last page of a batch was found, so that the next search begins there ({@code mm/page_alloc.c: enum
 * rmqueue_mode}). Worth remembering only as long as the zone lock is held: afterwards others may have changed the lists.
 */
final class RmqueueMode {
    static final int NORMAL = 0;
    static final int CMA = 1;

    /** A label between {@link #CMA} and {@link #STEAL}; never stored. */
    static final int CLAIM = 2;

    static final int STEAL = 3;

    int current = NORMAL;

    /** The lock was taken: begin again. */
    void reset() {
        current = NORMAL;
    }
}
