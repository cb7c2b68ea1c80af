package org.mmtck.impl.slowpath;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.PageGeometry.PAGE_ALLOC_COSTLY_ORDER;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.spec.gfp.GfpMask;

/** The local variables of one pass through the slow path ({@code mm/page_alloc.c: __alloc_pages_slowpath}). */
final class Attempt {

    final int gfp;
    final int order;
    final AllocContext ac;
    final @Nullable AllocSteps steps;
    final boolean canDirectReclaim;
    final boolean canCompact;
    final boolean nofail;
    final boolean costlyOrder;

    boolean compactFirst;
    /** Once for each call: it survives RESTART. */
    boolean canRetryReserves = true;

    int compactionRetries;
    int noProgressLoops;
    CompactResult compactResult = CompactResult.SKIPPED;
    CompactPriority compactPriority = CompactPriority.DEF;
    int allocFlags;
    int reserveFlags;
    /** Pages that the last reclaim freed; 1 if the OOM killer did something. */
    long didSomeProgress;

    int cpusetMemsCookie;
    int zonelistIterCookie;

    /** How often RESTART and RETRY were reached, for {@link SlowpathEnvironment#patience()}. */
    int rounds;
    /** The block's first page, or NO_PAGE. */
    long page = NO_PAGE;

    Attempt(int gfp, int order, AllocContext ac, boolean configCompaction) {
        this.gfp = gfp;
        this.order = order;
        this.ac = ac;
        this.steps = ac.steps();
        this.canDirectReclaim = GfpMask.gfpflagsAllowBlocking(gfp);
        this.canCompact = canDirectReclaim && configCompaction && GfpMask.gfpCompactionAllowed(gfp);
        this.nofail = (gfp & __GFP_NOFAIL) != 0;
        this.costlyOrder = order > PAGE_ALLOC_COSTLY_ORDER;
    }

    boolean has(int gfpFlag) {
        return (gfp & gfpFlag) != 0;
    }

    boolean hasAlloc(int allocFlag) {
        return (allocFlags & allocFlag) != 0;
    }

    /** Keeps the page if there is one. */
    boolean got(long pfn) {
        page = pfn;
        return pfn != NO_PAGE;
    }

    void note(String clause, String text) {
        AllocSteps.note(steps, clause, text);
    }

    void note(String clause, String name, long left, String relation, long right) {
        AllocSteps.note(steps, clause, name, left, relation, right);
    }

    @Override
    public String toString() {
        return "order " + order + ", mode 0x" + Integer.toHexString(gfp);
    }
}
