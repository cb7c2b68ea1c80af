package org.mmtck.impl.slowpath;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.zone.AllocFlags.*;
import static org.mmtck.spec.zone.PageGeometry.PAGEBLOCK_ORDER;
import static org.mmtck.spec.zone.PageGeometry.PAGE_ALLOC_COSTLY_ORDER;

import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.AllocSteps;
import org.mmtck.impl.freelist.Cpusets;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.RequestFlags;
import org.mmtck.spec.zone.TaskContext;

/**
 * The slow path of v7.0 ({@code mm/page_alloc.c: __alloc_pages_slowpath}). Each method below is the part of the function
 * that begins at the label of its name, and returns the label to go on with.
 */
public class Slowpath {

    /** The labels. */
    enum Label {
        RESTART,
        RETRY,
        NOPAGE,
        FAIL,
        GOT_PG
    }

    private final AllocSettings settings;
    private final Freelist freelist;
    private final SlowpathEnvironment environment;
    private final DirectEffort direct;
    private final RetryDecision decision;
    private final OomAttempt oom;

    /**
     * A slow path for one machine.
     *
     * @param normalZoneidx the index of ZONE_NORMAL in its nodes
     */
    public Slowpath(AllocSettings settings, int normalZoneidx, Freelist freelist, SlowpathEnvironment environment) {
        this(
                settings,
                freelist,
                environment,
                new DirectEffort(freelist, environment),
                new RetryDecision(environment),
                new OomAttempt(normalZoneidx, freelist, environment));
    }

    /** With parts of one's own, for tests that want wrong ones. */
    Slowpath(
            AllocSettings settings,
            Freelist freelist,
            SlowpathEnvironment environment,
            DirectEffort direct,
            RetryDecision decision,
            OomAttempt oom) {
        this.settings = settings;
        this.freelist = freelist;
        this.environment = environment;
        this.direct = direct;
        this.decision = decision;
        this.oom = oom;
    }

    /**
     * A block in spite of everything.
     *
     * @param gfp the request's mask
     * @param order 2^order pages, 0 to 10
     * @param ac what else the request is made of; its nodes and its preferred zone may change
     * @return first page, or {@link Freelist#NO_PAGE}
     * @throws PatienceExhausted if the environment never lets it end
     */
    public long allocPagesSlowpath(int gfp, int order, AllocContext ac) {
        Attempt a = new Attempt(gfp, order, ac, environment.compaction().configured());
        warnNofail(a);
        Label label = Label.RESTART;
        while (label != Label.GOT_PG) {
            if (label == Label.FAIL) {
                return fail(a);
            }
            label = switch (label) {
                case RESTART -> restart(a);
                case RETRY -> retry(a);
                case NOPAGE -> nopage(a);
                case FAIL, GOT_PG -> throw new IllegalStateException("no label follows " + label);
            };
        }
        a.note("SLOW-34", "got a page");
        return a.page;
    }

    private void warnNofail(Attempt a) {
        if (!a.nofail) {
            return;
        }
        if (!a.canDirectReclaim) {
            environment.log().warnOnce(KernelLog.Once.NOFAIL_CANNOT_RECLAIM);
        }
        if (pfMemalloc()) {
            environment.log().warnOnce(KernelLog.Once.NOFAIL_IN_MEMALLOC);
        }
    }

    private void nextRound(Attempt a) {
        a.rounds++;
        if (a.rounds > environment.patience()) {
            throw new PatienceExhausted(a, environment.patience());
        }
    }

    /** SLOW-8 to SLOW-10. */
    Label restart(Attempt a) {
        nextRound(a);
        a.compactionRetries = 0;
        a.noProgressLoops = 0;
        a.compactResult = CompactResult.SKIPPED;
        a.compactPriority = CompactPriority.DEF;
        a.cpusetMemsCookie = environment.cookies().readMemsAllowedBegin();
        a.zonelistIterCookie = environment.cookies().zonelistIterBegin();
        if (a.canCompact && compactsFirst(a)) {
            a.compactFirst = true;
            a.compactPriority = CompactPriority.INIT;
        }
        a.allocFlags =
                RequestFlags.gfpToAllocFlags(a.gfp, a.order, environment.task().context(), settings);
        AllocSteps.noteFlags(a.steps, "SLOW-9", "the slow path goes on with", a.allocFlags);
        a.ac.choosePreferred();
        if (a.ac.preferredZone() == null) {
            a.note("SLOW-9", "no zone is eligible");
            return Label.NOPAGE;
        }
        return outsideOfInsaneCpuset(a) ? Label.NOPAGE : Label.RETRY;
    }

    /** Costly blocks, and others that would spoil a pageblock: moving pages is better than taking another type's. */
    boolean compactsFirst(Attempt a) {
        return a.costlyOrder || (a.order > 0 && a.ac.migratetype() != Migratetype.MOVABLE);
    }

    private boolean outsideOfInsaneCpuset(Attempt a) {
        Cpusets cpusets = environment.cpusets();
        if (!cpusets.insaneConfig() || !a.has(__GFP_HARDWALL)) {
            return false;
        }
        boolean nothing = a.ac.firstZone(cpusets.memsAllowed()) == a.ac.length();
        if (nothing) {
            a.note("SLOW-10", "no zone of the cpuset is eligible");
        }
        return nothing;
    }

    /** SLOW-11 to SLOW-21. */
    Label retry(Attempt a) {
        nextRound(a);
        if (a.hasAlloc(ALLOC_KSWAPD)) {
            wakeAllKswapds(a);
        }
        if (a.got(freelist.getPageFromFreelist(a.gfp, a.order, a.allocFlags, a.ac))) {
            return Label.GOT_PG;
        }
        if (reservesRetry(a)) {
            return Label.RETRY;
        }
        if (!mayReclaim(a)) {
            return Label.NOPAGE;
        }
        if (!a.compactFirst && a.got(direct.allocPagesDirectReclaim(a))) {
            return Label.GOT_PG;
        }
        if (a.got(direct.allocPagesDirectCompact(a))) {
            return Label.GOT_PG;
        }
        return a.compactFirst ? afterFirstCompaction(a) : afterReclaim(a);
    }

    /** SLOW-13 and SLOW-14: true if the reserves, or zones beyond the nodemask, were not tried yet. */
    boolean reservesRetry(Attempt a) {
        a.reserveFlags =
                RequestFlags.gfpPfmemallocFlags(a.gfp, environment.task().context());
        if (a.reserveFlags != 0) {
            int kept = a.allocFlags & ALLOC_KSWAPD;
            a.allocFlags = RequestFlags.gfpToAllocFlagsCma(a.gfp, a.reserveFlags, settings) | kept;
            AllocSteps.noteFlags(a.steps, "SLOW-13", "entitled to reserves:", a.allocFlags);
        }
        if (a.hasAlloc(ALLOC_CPUSET) && a.reserveFlags == 0) {
            return false;
        }
        a.ac.setNodemask(NodeSet.ALL);
        a.ac.choosePreferred();
        if (!a.canRetryReserves) {
            return false;
        }
        a.note("SLOW-14", "once more, on any node");
        a.canRetryReserves = false;
        return true;
    }

    /** SLOW-15 and SLOW-16. */
    boolean mayReclaim(Attempt a) {
        if (!a.canDirectReclaim) {
            a.note("SLOW-15", "may not sleep");
            return false;
        }
        if (pfMemalloc()) {
            a.note("SLOW-16", "is itself freeing memory");
            return false;
        }
        return true;
    }

    /** SLOW-21. */
    Label afterFirstCompaction(Attempt a) {
        if (a.has(__GFP_NORETRY)) {
            if (a.has(__GFP_THISNODE)) {
                a.note("SLOW-21", "NORETRY and THISNODE: reclaim on one node is not worth it");
                return Label.NOPAGE;
            }
        } else {
            a.compactPriority = CompactPriority.DEF;
        }
        a.compactFirst = false;
        return Label.RETRY;
    }

    /** SLOW-22 to SLOW-28. */
    private Label afterReclaim(Attempt a) {
        if (a.has(__GFP_NORETRY)) {
            a.note("SLOW-22", "NORETRY");
            return Label.NOPAGE;
        }
        if (a.costlyOrder && (!a.canCompact || !a.has(__GFP_RETRY_MAYFAIL))) {
            a.note("SLOW-23", "cannot compact, or no RETRY_MAYFAIL: order", a.order, ">", PAGE_ALLOC_COSTLY_ORDER);
            return Label.NOPAGE;
        }
        if (checkRetry(a)) {
            return Label.RESTART;
        }
        if (decision.shouldReclaimRetry(a)) {
            return Label.RETRY;
        }
        if (a.didSomeProgress > 0 && a.canCompact && decision.shouldCompactRetry(a)) {
            return Label.RETRY;
        }
        return mayMixNow(a) ? Label.RETRY : beforeOom(a);
    }

    /** SLOW-28: with defrag_mode mixing types is the last thing to try before the OOM killer. */
    boolean mayMixNow(Attempt a) {
        if (!settings.defragModeInForce() || !a.hasAlloc(ALLOC_NOFRAGMENT)) {
            return false;
        }
        a.note("SLOW-28", "types may mix");
        a.allocFlags &= ~ALLOC_NOFRAGMENT;
        return true;
    }

    /** SLOW-28a to SLOW-30a. */
    Label beforeOom(Attempt a) {
        // A kill because of an outdated view of the machine cannot be undone.
        if (checkRetry(a)) {
            return Label.RESTART;
        }
        if (a.got(oom.allocPagesMayOom(a))) {
            return Label.GOT_PG;
        }
        boolean hadItsReserves = a.hasAlloc(ALLOC_OOM) || a.has(__GFP_NOMEMALLOC);
        if (environment.task().context().oomVictim() && hadItsReserves) {
            a.note("SLOW-30", "the task is being killed");
            return Label.NOPAGE;
        }
        if (a.didSomeProgress == 0) {
            return Label.NOPAGE;
        }
        a.noProgressLoops = 0;
        return Label.RETRY;
    }

    /** SLOW-31 and SLOW-32. */
    Label nopage(Attempt a) {
        if (checkRetry(a)) {
            return Label.RESTART;
        }
        if (!a.nofail || !a.canDirectReclaim) {
            return Label.FAIL;
        }
        if (a.got(oom.allocPagesCpusetFallback(a, ALLOC_MIN_RESERVE))) {
            return Label.GOT_PG;
        }
        environment.task().condResched();
        a.note("SLOW-32", "NOFAIL: once more");
        return Label.RETRY;
    }

    /** SLOW-33. */
    private long fail(Attempt a) {
        a.note("SLOW-33", "fails");
        if (!a.has(__GFP_NOWARN)) {
            environment.log().warnAlloc(a.gfp, a.order, a.ac);
        }
        return NO_PAGE;
    }

    /** SLOW-40: once for each run of zones of one node. */
    void wakeAllKswapds(Attempt a) {
        int order = settings.defragModeInForce() ? Math.max(a.order, PAGEBLOCK_ORDER) : a.order;
        int last = -1;
        for (int place = 0; place < a.ac.length(); place++) {
            ZoneView zone = a.ac.zone(place);
            if (!a.ac.eligible(place) || zone.managed() == 0 || zone.node() == last) {
                continue;
            }
            environment.kswapds().wakeupKswapd(zone, a.gfp, order, a.ac.highestZoneidx());
            last = zone.node();
        }
    }

    /** SLOW-31: the machine is not the one that this attempt began with. */
    boolean checkRetry(Attempt a) {
        return checkRetryCpuset(a) || checkRetryZonelist(a);
    }

    private boolean checkRetryCpuset(Attempt a) {
        Cpusets cpusets = environment.cpusets();
        if (cpusets.enabled() && !NodeSet.intersects(a.ac.nodemask(), cpusets.memsAllowed())) {
            a.note("SLOW-31", "the nodemask has no node of the cpuset");
            a.ac.setNodemask(NodeSet.ALL);
            return true;
        }
        boolean changed = environment.cookies().readMemsAllowedRetry(a.cpusetMemsCookie);
        if (changed) {
            a.note("SLOW-31", "the cpuset has changed");
        }
        return changed;
    }

    private boolean checkRetryZonelist(Attempt a) {
        boolean rebuilt = environment.cookies().checkRetryZonelist(a.zonelistIterCookie);
        if (rebuilt) {
            a.note("SLOW-31", "the zonelists were rebuilt");
        }
        return rebuilt;
    }

    private boolean pfMemalloc() {
        TaskContext task = environment.task().context();
        return (task.taskFlags() & TaskFlags.PF_MEMALLOC) != 0;
    }
}
