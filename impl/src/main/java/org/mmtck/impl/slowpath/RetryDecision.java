package org.mmtck.impl.slowpath;

import static org.mmtck.spec.zone.AllocFlags.ALLOC_CPUSET;
import static org.mmtck.spec.zone.ZoneWatermarks.WMARK_MIN;

import org.mmtck.impl.freelist.CpusetRule;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.zone.WatermarkVerdict;
import org.mmtck.spec.zone.ZoneWatermark;

/** Whether reclaim or compaction is worth another round ({@code mm/page_alloc.c}). */
class RetryDecision {

    /** Consecutive fruitless passes of reclaim before giving up ({@code MAX_RECLAIM_RETRIES}). */
    static final int MAX_RECLAIM_RETRIES = 16;

    /** Successful compactions that did not help before trying harder ({@code MAX_COMPACT_RETRIES}). */
    static final int MAX_COMPACT_RETRIES = 16;

    private static final int COSTLY_SHARE = 4;

    private final SlowpathEnvironment environment;

    RetryDecision(SlowpathEnvironment environment) {
        this.environment = environment;
    }

    /** {@code should_reclaim_retry}; a last hope is a pageblock of the highatomic reserve. */
    boolean shouldReclaimRetry(Attempt a) {
        if (a.didSomeProgress > 0 && !a.costlyOrder) {
            a.noProgressLoops = 0;
        } else {
            a.noProgressLoops++;
        }
        if (a.noProgressLoops > MAX_RECLAIM_RETRIES) {
            a.note("SLOW-25", "no_progress_loops", a.noProgressLoops, ">", MAX_RECLAIM_RETRIES);
            return unreserve(a);
        }
        boolean worth = someZoneCouldPass(a);
        rest();
        if (worth) {
            a.note("SLOW-24", "reclaim is retried; no_progress_loops", a.noProgressLoops, "<=", MAX_RECLAIM_RETRIES);
        }
        return worth || unreserve(a);
    }

    private boolean unreserve(Attempt a) {
        boolean released = environment.reclaim().unreserveHighatomicPageblock(a.ac, true);
        a.note("SLOW-25", released ? "a highatomic pageblock was released" : "no highatomic pageblock to release");
        return released;
    }

    /** Would a zone be above MIN if everything reclaimable in it were free? */
    boolean someZoneCouldPass(Attempt a) {
        for (int place = 0; place < a.ac.length(); place++) {
            if (!a.ac.eligible(place)) {
                continue;
            }
            ZoneView zone = a.ac.zone(place);
            if (a.hasAlloc(ALLOC_CPUSET)
                    && !CpusetRule.nodeAllowed(
                            zone.node(), a.gfp, environment.task().context(), environment.cpusets())) {
                continue;
            }
            long available = zone.reclaimablePages() + zone.nrFreePagesSnapshot();
            if (watermarkOk(a, zone, available)) {
                return true;
            }
        }
        return false;
    }

    private static boolean watermarkOk(Attempt a, ZoneView zone, long available) {
        long mark = zone.watermark(WMARK_MIN) + zone.watermarkBoost();
        int idx = a.ac.highestZoneidx();
        if (a.steps == null) {
            return ZoneWatermark.zoneWatermarkOk(zone, a.order, mark, idx, a.allocFlags, available);
        }
        WatermarkVerdict verdict = ZoneWatermark.explainWatermarkOk(zone, a.order, mark, idx, a.allocFlags, available);
        a.steps.watermark("SLOW-25", zone, verdict);
        return verdict.passed();
    }

    /** A worker has to sleep, or the work that would free memory does not get its turn. */
    private void rest() {
        CurrentTask task = environment.task();
        if ((task.context().taskFlags() & TaskFlags.PF_WQ_WORKER) != 0) {
            task.scheduleTimeoutUninterruptible(1);
        } else {
            task.condResched();
        }
    }

    /** {@code should_compact_retry}. */
    boolean shouldCompactRetry(Attempt a) {
        if (a.order == 0) {
            return false;
        }
        if (environment.task().fatalSignalPending()) {
            a.note("SLOW-27", "a fatal signal is pending");
            return false;
        }
        if (a.compactResult == CompactResult.SKIPPED) {
            boolean suitable = environment.compaction().compactionZonelistSuitable(a.ac, a.order, a.allocFlags);
            a.note("SLOW-27", suitable ? "compaction was skipped; some zone suits it" : "no zone suits compaction");
            return suitable;
        }
        if (a.compactResult == CompactResult.SUCCESS) {
            int max = a.costlyOrder ? MAX_COMPACT_RETRIES / COSTLY_SHARE : MAX_COMPACT_RETRIES;
            a.compactionRetries++;
            if (a.compactionRetries <= max) {
                a.note("SLOW-27", "compaction is retried; compaction_retries", a.compactionRetries, "<=", max);
                return true;
            }
        }
        return harder(a);
    }

    boolean harder(Attempt a) {
        CompactPriority hardest = a.costlyOrder ? CompactPriority.MIN_COSTLY : CompactPriority.MIN;
        if (!a.compactPriority.above(hardest)) {
            a.note("SLOW-27", "compaction cannot try harder");
            return false;
        }
        a.compactPriority = a.compactPriority.harder();
        a.compactionRetries = 0;
        a.note("SLOW-27", "compaction is retried harder");
        return true;
    }
}
