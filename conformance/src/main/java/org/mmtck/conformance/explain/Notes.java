package org.mmtck.conformance.explain;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.ReportKind;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.PageGeometry;
import org.mmtck.spec.zone.WatermarkAttempt;
import org.mmtck.spec.zone.ZoneType;

/** What a reader must keep in mind: what the print cannot show, and what was assumed for it. */
final class Notes {
    /** One CPU holds back at most this many pages of change of a counter (WMARK-67 to WMARK-71). */
    private static final long DRIFT_PER_CPU = 125;

    private final List<String> notes = new ArrayList<>();

    private Notes() {}

    static List<String> of(MemInfoReport report) {
        Notes notes = new Notes();
        notes.notes.addAll(report.remarks());
        if (report.cutAtEnd()) {
            notes.notes.add("the file ends in the middle of this report");
        }
        if (!report.pageKbKnown() && !report.zones().isEmpty()) {
            notes.notes.add("the page size is not printed; 4 kB are assumed (--page-size says otherwise)");
        }
        for (ZoneState zone : report.zones()) {
            notes.zone(zone, report.pageKb());
        }
        return notes.notes;
    }

    static List<String> ofZoneinfo(List<ZoneState> zones, boolean orderAssumed, boolean gfpAssumed) {
        Notes notes = new Notes();
        if (orderAssumed) {
            notes.notes.add("no --order was given; order 0 is assumed");
        }
        if (gfpAssumed) {
            notes.notes.add("no --gfp was given; GFP_KERNEL is assumed");
        }
        if (zones.stream().allMatch(z -> z.lists() == null)) {
            notes.notes.add("/proc/zoneinfo does not show free blocks by order; --buddyinfo FILE adds them");
        } else {
            notes.notes.add(
                    "/proc/buddyinfo does not show of which kind free blocks are, and is read at another moment");
        }
        notes.notes.add(
                "the answer holds for the moment of the file; NR_FREE_PAGES does not count pages on per-CPU lists");
        return notes.notes;
    }

    /** What only the judgement shows. */
    static List<String> of(
            Request request, AttemptPlan plan, List<ZoneCheck> checks, Closing closing, @Nullable ReportKind kind) {
        Notes notes = new Notes();
        notes.notes.addAll(request.remarks());
        notes.nodes(request, plan, checks);
        notes.drift(closing);
        notes.highatomic(checks);
        if (!plan.layout().certain()) {
            notes.notes.add(
                    "which lowmem_reserve entry belongs to " + plan.layout().highestName()
                            + " is not certain; --zoneinfo FILE of the same machine would settle it");
        }
        if (kind != null && kind != ReportKind.MEM_INFO) {
            notes.notes.add(
                    "the numbers were printed after the decision and without stopping the machine, so they may have"
                            + " moved; the task is taken for an ordinary one (not real-time, not dying, not reclaiming itself)");
        }
        if (kind == ReportKind.ALLOCATION_FAILURE) {
            notes.shouldNotHaveFailed(request, plan);
        }
        return notes.notes;
    }

    private void zone(ZoneState zone, int pageKb) {
        if (zone.lists() == null) {
            notes.add(zone.label() + ": its line of free blocks is missing");
        } else {
            difference(zone, zone.lists(), pageKb);
        }
        if (zone.lowmemReserve().isEmpty()) {
            notes.add(zone.label() + ": its lowmem_reserve line is missing; 0 is assumed");
        }
    }

    private void difference(ZoneState zone, FreeLists lists, int pageKb) {
        long more = lists.totalPages() - zone.free();
        if (Math.abs(more) <= DRIFT_PER_CPU) {
            return;
        }
        boolean isolated =
                lists.letters() != null && String.join("", lists.letters()).contains("I");
        notes.add(zone.label() + ": the free blocks add up to " + lists.totalPages() * pageKb + " kB, free: says "
                + zone.free() * pageKb + " kB; the two are read at different moments"
                + (isolated ? ", and ISOLATE blocks (I) do not count as free" : ""));
    }

    private void nodes(Request request, AttemptPlan plan, List<ZoneCheck> checks) {
        long nodes = checks.stream().map(c -> c.zone().node()).distinct().count();
        if (nodes > 1) {
            notes.add("which node was asked first is not printed; nodes are listed by number");
        }
        if (nodes > 1 && request.has(__GFP_THISNODE)) {
            notes.add("__GFP_THISNODE: only one node was tried, and which one is not printed");
        }
        if (request.memsAllowed() != null && plan.boundToNodes() && !AttemptPlan.hardwalled(request)) {
            boolean outside = checks.stream()
                    .map(c -> c.zone().node())
                    .anyMatch(node -> node != null && !request.memsAllowed().contains(node));
            if (outside) {
                notes.add("some nodes are outside of the task's cpuset; whether a parent cpuset lets it use them is not"
                        + " printed");
            }
        }
        if (plan.layout().highest() < plan.layout().config().index(ZoneType.NORMAL)) {
            notes.add("the mode keeps to " + plan.layout().highestName()
                    + " and below; higher zones were not tried and a report does not show them");
        }
    }

    private void drift(Closing closing) {
        ZoneCheck zone = closing.zone();
        if (zone == null) {
            return;
        }
        WatermarkAttempt attempt = zone.decidingCheck().hopeful().deciding();
        long margin = Math.abs(attempt.net() - attempt.limit());
        if (margin <= DRIFT_PER_CPU) {
            notes.add("the margin of " + margin + " pages in " + zone.zone().label()
                    + " is within what one CPU alone may hold" + " back from the free counter (up to " + DRIFT_PER_CPU
                    + " pages)");
        }
    }

    private void highatomic(List<ZoneCheck> checks) {
        for (ZoneCheck check : checks) {
            boolean deducted = check.checks().stream()
                    .anyMatch(c -> c.doubtful().deciding().unusableHighatomic()
                            != c.hopeful().deciding().unusableHighatomic());
            if (deducted) {
                notes.add(check.zone().label() + ": how many HIGHATOMIC pages are free is not printed; it is between "
                        + check.least() + " and " + check.most() + " pages");
            }
        }
    }

    /** Order 3 and below, may sleep, no flag that lets it fail: an ordinary task is made to wait (SLOW-23 to SLOW-30). */
    private void shouldNotHaveFailed(Request request, AttemptPlan plan) {
        if (request.has(__GFP_NOFAIL) && GfpMask.gfpflagsAllowBlocking(request.gfp())) {
            notes.add("__GFP_NOFAIL requests that may sleep never fail; this report should not exist");
            return;
        }
        boolean mayFail = request.order() > PageGeometry.PAGE_ALLOC_COSTLY_ORDER
                || !GfpMask.gfpflagsAllowBlocking(request.gfp())
                || (request.gfp() & (__GFP_NORETRY | __GFP_RETRY_MAYFAIL | __GFP_THISNODE)) != 0
                || plan.layout().highest() < plan.layout().config().index(ZoneType.NORMAL)
                || (plan.minFlags() & AllocFlags.ALLOC_NO_WATERMARKS) != 0;
        if (!mayFail) {
            notes.add("an ordinary task with this mode is made to wait rather than fail; so it probably was"
                    + " reclaiming memory itself (PF_MEMALLOC), or was killed for lack of memory");
        }
    }
}
