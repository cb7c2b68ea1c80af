package org.mmtck.impl.pcp;

import org.mmtck.impl.seam.CpuLock;
import org.mmtck.impl.seam.Seam;
import org.mmtck.spec.pcp.PcpTuning;

/**
 * What empties per-CPU lists other than the frees that fill them ({@code mm/page_alloc.c}). Runs on any CPU in task context
 * and waits for the locks of the lists.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class PcpDrains {
    /** Rounds of the periodic work that a remote zone's pages may stay after they were last of use. */
    private static final int EXPIRE_ROUNDS = 3;

    private final PcpSystem system;

    /** {@code pcpu_drain_mutex}. */
    private final CpuLock drainMutex;

    PcpDrains(Seam seam, PcpSystem system, String zone) {
        this.system = system;
        drainMutex = seam.cpuLock(zone + " pcpu_drain_mutex", () -> 0);
    }

    /** Empties the lists of one CPU, up to 32 batches in one hold of the lock ({@code drain_pages_zone}). */
    void drainPagesZone(PerCpuPages pcp) {
        int count;
        do {
            pcp.lock.lock();
            try {
                count = pcp.count;
                if (count > 0) {
                    int toDrain = Math.min(count, pcp.batch() << PcpTuning.PCP_BATCH_SCALE_MAX);
                    system.freePcppagesBulk(pcp, toDrain, 0);
                    count -= toDrain;
                    if (pcp.count > count) {
                        // Without progress the loop would not end.
                        throw new AssertionError("a drain of " + toDrain + " pages of CPU " + pcp.cpu + " left "
                                + pcp.count + ", not " + count + " or less");
                    }
                }
            } finally {
                pcp.lock.unlock();
            }
        } while (count > 0);
    }

    /**
     * Empties the lists of all CPUs, one drain at a time ({@code __drain_all_pages}).
     *
     * @param wait wait for a drain that is going on (a drain of this zone); if not, trust that it does what is wanted and
     *     return
     * @param forceAllCpus drain lists that look empty too
     * @return false if nothing was done because another drain is going on
     */
    boolean drainAllPages(boolean wait, boolean forceAllCpus) {
        if (!drainMutex.tryLock()) {
            if (!wait) {
                return false;
            }
            drainMutex.lock();
        }
        try {
            for (PerCpuPages pcp : system.pcps) {
                // Read without its lock: a page that is freed meanwhile is not this drain's.
                if (forceAllCpus || pcp.count > 0) {
                    drainPagesZone(pcp);
                }
            }
            return true;
        } finally {
            drainMutex.unlock();
        }
    }

    /**
     * The periodic work on one CPU's lists ({@code decay_pcp_high}).
     *
     * @return whether it found something to do
     */
    boolean decayPcpHigh(PerCpuPages pcp) {
        int batch = pcp.batch();
        boolean busy = false;
        if (pcp.high > pcp.highMin()) {
            pcp.high = PcpTuning.decayedHigh(pcp);
            busy = pcp.high > pcp.highMin();
        }
        int toDrain = pcp.count - pcp.high;
        while (toDrain > 0) {
            int chunk = Math.min(toDrain, batch);
            drain(pcp, chunk);
            toDrain -= chunk;
            busy = true;
        }
        return busy;
    }

    private void drain(PerCpuPages pcp, int pages) {
        pcp.lock.lock();
        try {
            system.freePcppagesBulk(pcp, pages, 0);
        } finally {
            pcp.lock.unlock();
        }
    }

    /**
     * The periodic work on the lists of a zone that may be another node's ({@code mm/vmstat.c: refresh_cpu_vm_stats}): pages of
     * a remote zone that is out of use go back, a batch at a time.
     *
     * @param folded whether the CPU had counted something of this zone since the last round
     * @param remote whether the zone is another node's
     */
    void refreshCpuVmStats(PerCpuPages pcp, boolean folded, boolean remote) {
        if (folded) {
            pcp.expire = EXPIRE_ROUNDS;
        }
        if (pcp.expire == 0 || pcp.count == 0) {
            return;
        }
        if (!remote) {
            pcp.expire = 0;
            return;
        }
        pcp.expire--;
        if (pcp.expire == 0) {
            drain(pcp, Math.min(pcp.count, pcp.batch()));
        }
    }
}
