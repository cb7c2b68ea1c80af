package org.mmtck.impl.slowpath;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.TaskFlags.PF_MEMALLOC;

import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.spec.zone.TaskContext;

/** The task frees memory, or moves it together, itself ({@code mm/page_alloc.c}). */
class DirectEffort {

    private final Freelist freelist;
    private final SlowpathEnvironment environment;

    DirectEffort(Freelist freelist, SlowpathEnvironment environment) {
        this.freelist = freelist;
        this.environment = environment;
    }

    /** {@code __alloc_pages_direct_reclaim}; leaves the pages freed in {@code didSomeProgress}. */
    long allocPagesDirectReclaim(Attempt a) {
        Reclaim reclaim = environment.reclaim();
        a.didSomeProgress = reclaim.tryToFreePages(a.gfp, a.order, a.ac, insideMemalloc());
        a.note("SLOW-18", "direct reclaim: pages freed", a.didSomeProgress, ">=", 0);
        if (a.didSomeProgress == 0) {
            return NO_PAGE;
        }
        long page = freelist.getPageFromFreelist(a.gfp, a.order, a.allocFlags, a.ac);
        if (page != NO_PAGE) {
            return page;
        }
        // What was freed may sit in a reserve or on the list of another CPU.
        reclaim.unreserveHighatomicPageblock(a.ac, false);
        reclaim.drainAllPages();
        a.note("SLOW-18", "once more, after draining the per-CPU lists");
        return freelist.getPageFromFreelist(a.gfp, a.order, a.allocFlags, a.ac);
    }

    /** {@code __alloc_pages_direct_compact}; leaves the result in {@code compactResult}. */
    long allocPagesDirectCompact(Attempt a) {
        if (!environment.compaction().configured()) {
            a.compactResult = CompactResult.SKIPPED;
            return NO_PAGE;
        }
        return a.order == 0 ? NO_PAGE : compact(a);
    }

    private long compact(Attempt a) {
        Compaction compaction = environment.compaction();
        Compaction.Capture capture = new Compaction.Capture();
        a.compactResult = compaction.tryToCompactPages(
                a.gfp, a.order, a.allocFlags, a.ac, a.compactPriority, insideMemalloc(), capture);
        if (a.steps != null) {
            AllocSteps.note(a.steps, "SLOW-20", "compaction " + a.compactPriority + " gave " + a.compactResult);
        }
        if (a.compactResult == CompactResult.SKIPPED) {
            return NO_PAGE;
        }
        compaction.countVmEvent(Compaction.VmEvent.COMPACTSTALL);
        long page = capture.page;
        if (page == NO_PAGE) {
            page = freelist.getPageFromFreelist(a.gfp, a.order, a.allocFlags, a.ac);
        } else {
            compaction.prepNewPage(page, a.order, a.gfp, a.allocFlags);
        }
        if (page == NO_PAGE) {
            compaction.countVmEvent(Compaction.VmEvent.COMPACTFAIL);
            environment.task().condResched();
            return NO_PAGE;
        }
        compaction.compactionDeferReset(page, a.order);
        compaction.countVmEvent(Compaction.VmEvent.COMPACTSUCCESS);
        return page;
    }

    /** Allocations that reclaim makes may use the reserves, and do not reclaim again ({@code memalloc_noreclaim_save}). */
    private TaskContext insideMemalloc() {
        TaskContext now = environment.task().context();
        return new TaskContext(now.taskFlags() | PF_MEMALLOC, now.realtime(), now.oomVictim(), now.where());
    }
}
