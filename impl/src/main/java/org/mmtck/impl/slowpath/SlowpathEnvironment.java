package org.mmtck.impl.slowpath;

import org.mmtck.impl.freelist.Cpusets;

/** Everything around the slow path: each part is an interface of its own, and tests choose how it behaves. */
public interface SlowpathEnvironment {

    CurrentTask task();

    Cpusets cpusets();

    Cookies cookies();

    Kswapds kswapds();

    Reclaim reclaim();

    Compaction compaction();

    OomKiller oomKiller();

    KernelLog log();

    /**
     * How often one allocation may come to RESTART and RETRY together. The kernel has no such limit: requests that never fail, and small ones
     * while the OOM killer reports progress, go round for ever. What reaches it ends in {@link PatienceExhausted}.
     */
    int patience();
}
