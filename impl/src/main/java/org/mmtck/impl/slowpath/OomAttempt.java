package org.mmtck.impl.slowpath;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.AllocFlags.*;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.spec.gfp.TaskFlags;

/** The last resort of the slow path ({@code mm/page_alloc.c: __alloc_pages_may_oom}). */
class OomAttempt {

    private final int normalZoneidx;
    private final Freelist freelist;
    private final SlowpathEnvironment environment;

    OomAttempt(int normalZoneidx, Freelist freelist, SlowpathEnvironment environment) {
        this.normalZoneidx = normalZoneidx;
        this.freelist = freelist;
        this.environment = environment;
    }

    /** A page, or NO_PAGE with {@code didSomeProgress} 1 if another round makes sense. */
    long allocPagesMayOom(Attempt a) {
        OomKiller killer = environment.oomKiller();
        a.didSomeProgress = 0;
        if (!killer.trylock()) {
            a.note("OOM-1", "someone else holds the OOM lock");
            a.didSomeProgress = 1;
            environment.task().scheduleTimeoutUninterruptible(1);
            return NO_PAGE;
        }
        long page = underLock(a, killer);
        killer.unlock();
        return page;
    }

    private long underLock(Attempt a, OomKiller killer) {
        // HIGH, to catch only what a parallel kill has set free: memory that was just short must not stop the kill.
        int gfp = (a.gfp | __GFP_HARDWALL) & ~__GFP_DIRECT_RECLAIM;
        long page = freelist.getPageFromFreelist(gfp, a.order, ALLOC_WMARK_HIGH | ALLOC_CPUSET, a.ac);
        if (page != NO_PAGE) {
            return page;
        }
        String why = whyNotKill(a, killer);
        if (why != null) {
            a.note("OOM-3", why);
            return NO_PAGE;
        }
        boolean acted = killer.outOfMemory(a.gfp, a.order, a.ac);
        a.note("OOM-4", acted ? "the OOM killer reports progress" : "the OOM killer declined");
        if (!acted && a.nofail) {
            environment.log().warnOnce(KernelLog.Once.NOFAIL_OOM_DECLINED);
        }
        if (acted || a.nofail) {
            a.didSomeProgress = 1;
        }
        return a.nofail ? allocPagesCpusetFallback(a, ALLOC_NO_WATERMARKS) : NO_PAGE;
    }

    /** The reason for giving up without a kill, or null. */
    @Nullable
    String whyNotKill(Attempt a, OomKiller killer) {
        if ((environment.task().context().taskFlags() & TaskFlags.PF_DUMPCORE) != 0) {
            return "the task dumps core";
        }
        if (a.costlyOrder) {
            return "a kill does not make large blocks";
        }
        if (a.has(__GFP_RETRY_MAYFAIL | __GFP_THISNODE)) {
            return "the request would rather fail, or take memory of one node only";
        }
        if (a.ac.highestZoneidx() < normalZoneidx) {
            return "a kill hardly frees memory of low zones";
        }
        return killer.storageSuspended() ? "the storage is suspended" : null;
    }

    /** First within the cpuset, then beyond ({@code __alloc_pages_cpuset_fallback}). */
    long allocPagesCpusetFallback(Attempt a, int allocFlags) {
        long page = freelist.getPageFromFreelist(a.gfp, a.order, allocFlags | ALLOC_CPUSET, a.ac);
        if (page != NO_PAGE) {
            return page;
        }
        return freelist.getPageFromFreelist(a.gfp, a.order, allocFlags, a.ac);
    }
}
