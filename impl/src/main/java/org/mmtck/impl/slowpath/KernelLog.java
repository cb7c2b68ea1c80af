package org.mmtck.impl.slowpath;

import org.mmtck.impl.freelist.AllocContext;

/** What an allocation says aloud. */
public interface KernelLog {

    /** Complaints that are printed once in a machine's life. */
    enum Once {
        /** NOFAIL without DIRECT_RECLAIM. */
        NOFAIL_CANNOT_RECLAIM,
        /** NOFAIL inside of reclaim. */
        NOFAIL_IN_MEMALLOC,
        /** The OOM killer declined although the request must not fail. */
        NOFAIL_OOM_DECLINED
    }

    /** Prints it unless it was printed before. */
    void warnOnce(Once what);

    /** The failure report, subject to its rate limit ({@code warn_alloc}); never called with NOWARN. */
    void warnAlloc(int gfp, int order, AllocContext ac);
}
