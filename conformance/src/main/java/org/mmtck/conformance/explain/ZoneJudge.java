package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.WatermarkAttempt;
import org.mmtck.spec.zone.WatermarkBranch;
import org.mmtck.spec.zone.WatermarkVerdict;
import org.mmtck.spec.zone.ZoneWatermark;

/** Puts one request to one zone after the other, at each level of the plan. */
final class ZoneJudge {
    private final Request request;
    private final AttemptPlan plan;

    ZoneJudge(Request request, AttemptPlan plan) {
        this.request = request;
        this.plan = plan;
    }

    ZoneCheck judge(ZoneState zone) {
        HighatomicRange highatomic = HighatomicRange.of(zone);
        String notEligible = notEligible(zone);
        if (notEligible != null) {
            return new ZoneCheck(
                    zone,
                    notEligible,
                    highatomic.least(),
                    highatomic.most(),
                    List.of(),
                    0,
                    Reason.NOT_ELIGIBLE,
                    List.of());
        }
        List<LevelCheck> checks = new ArrayList<>();
        for (LevelCheck.Level level : plan.levels()) {
            checks.add(check(zone, level));
        }
        int deciding = plan.levels().indexOf(plan.deciding());
        LevelCheck decides = checks.get(deciding);
        Reason reason = reason(zone, decides);
        return new ZoneCheck(
                zone,
                null,
                highatomic.least(),
                highatomic.most(),
                checks,
                deciding,
                reason,
                helps(zone, decides, reason));
    }

    private @Nullable String notEligible(ZoneState zone) {
        if (!plan.layout().usable(zone)) {
            return "the mode allows " + plan.layout().highestName() + " and lower zones only";
        }
        Integer node = zone.node();
        if (node == null || !plan.boundToNodes()) {
            return null;
        }
        Set<Integer> nodemask = request.nodemask();
        if (nodemask != null && !nodemask.contains(node)) {
            return "node " + node + " is not in the request's nodemask";
        }
        Set<Integer> mems = request.memsAllowed();
        if (mems != null && !mems.contains(node) && AttemptPlan.hardwalled(request)) {
            return "node " + node + " is not in the nodes of the task's cpuset";
        }
        return null;
    }

    private LevelCheck check(ZoneState zone, LevelCheck.Level level) {
        return new LevelCheck(level, test(PrintedZone.hopeful(zone), level), test(PrintedZone.doubtful(zone), level));
    }

    private WatermarkVerdict test(PrintedZone zone, LevelCheck.Level level) {
        int flags = plan.flags(level);
        int highest = plan.layout().highest();
        if ((flags & AllocFlags.ALLOC_NO_WATERMARKS) != 0) {
            // the test is made and its answer ignored; what remains is whether there is anything to take
            return ZoneWatermark.explainWatermarkFast(zone.unguarded(), request.order(), 0, highest, flags);
        }
        int wmark = AllocFlags.wmark(flags);
        long mark = zone.watermark(wmark) + zone.watermarkBoost();
        return ZoneWatermark.explainWatermarkFast(zone, request.order(), mark, highest, flags);
    }

    private static Reason reason(ZoneState zone, LevelCheck check) {
        if (check.passed()) {
            return Reason.WOULD_PASS;
        }
        if (!check.refused()) {
            return Reason.CANNOT_TELL;
        }
        WatermarkVerdict verdict = check.hopeful();
        if (verdict.branch() == WatermarkBranch.NO_BLOCK) {
            FreeLists lists = zone.lists();
            boolean blocks = lists != null && lists.blocksFrom(verdict.order()) > 0;
            return blocks ? Reason.RESERVED_BLOCKS : Reason.FRAGMENTED;
        }
        WatermarkAttempt attempt = verdict.deciding();
        if (attempt.net() > attempt.min()) {
            return Reason.LOWMEM_RESERVE;
        }
        long otherKinds = attempt.unusableHighatomic() + attempt.unusableCma();
        return attempt.net() + otherKinds > attempt.limit() ? Reason.RESERVED_PAGES : Reason.BELOW_WATERMARK;
    }

    private List<String> helps(ZoneState zone, LevelCheck check, Reason reason) {
        List<String> helps = new ArrayList<>();
        long missing = check.hopeful().shortBy();
        if (reason.refused() && missing > 0) {
            helps.add(missing + " more free pages"
                    + (reason == Reason.RESERVED_PAGES ? ", neither CMA nor HIGHATOMIC" : ""));
        }
        if (reason == Reason.FRAGMENTED) {
            helps.add("one free block of order " + request.order()
                    + " or more (compaction makes them, by hand with vm.compact_memory)");
        }
        if (reason == Reason.RESERVED_BLOCKS) {
            helps.add("one free block of order " + request.order() + " or more of kind U, M or E");
        }
        if (reason.refused() && zone.boost() != null && zone.boost() > 0 && unboostedPasses(zone)) {
            helps.add(
                    "no boost: without the " + zone.boost() + " pages of boost it passes; kswapd takes the boost back");
        }
        return helps;
    }

    private boolean unboostedPasses(ZoneState zone) {
        return test(PrintedZone.doubtful(zone).withoutBoost(), plan.deciding()).passed();
    }
}
