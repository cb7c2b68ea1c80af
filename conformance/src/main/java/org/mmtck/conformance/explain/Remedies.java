package org.mmtck.conformance.explain;

import static org.mmtck.spec.gfp.Gfp.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.ReportKind;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.zone.PageGeometry;

/** Says what would have made a request succeed. What it says about other orders and flags it has tried on the same numbers. */
final class Remedies {
    private final Request request;
    private final @Nullable ReportKind kind;
    private final List<ZoneState> zones;
    private final Function<Integer, ZoneLayout> layout;
    private final int pageKb;
    private final List<String> sentences = new ArrayList<>();

    /**
     * @param layout the zone layout for a mask
     * @param pageKb kB in a page
     */
    Remedies(
            Request request,
            @Nullable ReportKind kind,
            List<ZoneState> zones,
            Function<Integer, ZoneLayout> layout,
            int pageKb) {
        this.request = request;
        this.kind = kind;
        this.zones = zones;
        this.layout = layout;
        this.pageKb = pageKb;
    }

    List<String> of(Closing closing) {
        ZoneCheck zone = closing.zone();
        if (zone == null || closing.reason() == Reason.WOULD_PASS || closing.reason() == Reason.CANNOT_TELL) {
            return List.of();
        }
        for (String help : zone.helps()) {
            long missing = zone.shortBy();
            String kb = missing > 0 && help.startsWith(missing + " ") ? " (" + missing * pageKb + " kB)" : "";
            sentences.add("in " + zone.zone().label() + ": " + help + kb);
        }
        if (closing.reason() == Reason.LOWMEM_RESERVE) {
            sentences.add(
                    "a larger vm.lowmem_reserve_ratio for " + zone.zone().name() + ": it divides what is kept back");
        }
        lowerOrder();
        otherFlags(closing.reason());
        patience(closing.reason());
        return sentences;
    }

    private void lowerOrder() {
        for (int order = request.order() - 1; order >= 0; order--) {
            ZoneCheck pass = firstPass(request.withOrder(order));
            if (pass != null) {
                sentences.add("order " + order + " (" + (pageKb << order) + " kB) instead of " + request.order()
                        + ": it would pass in " + pass.zone().label());
                return;
            }
        }
        if (request.order() > 0) {
            sentences.add("no lower order would have passed either: the pages are missing, not the blocks");
        }
    }

    private void otherFlags(Reason reason) {
        if (!request.has(__GFP_HIGH)) {
            tryFlags("__GFP_HIGH (half of the min watermark)", request.gfp() | __GFP_HIGH);
        }
        int atomic = (request.gfp() & ~__GFP_DIRECT_RECLAIM) | __GFP_HIGH;
        if (atomic != request.gfp() && reason == Reason.RESERVED_BLOCKS) {
            tryFlags("GFP_ATOMIC's flags (the HIGHATOMIC blocks are for them)", atomic);
        }
        if ((request.gfp() & GFP_MOVABLE_MASK) == 0) {
            tryFlags("__GFP_MOVABLE (movable pages may live in CMA blocks)", request.gfp() | __GFP_MOVABLE);
        }
    }

    private void tryFlags(String label, int gfp) {
        Request other = new Request(
                request.comm(),
                request.order(),
                gfp,
                request.config(),
                request.release(),
                request.nodemask(),
                request.memsAllowed(),
                List.of());
        ZoneCheck pass = firstPass(other);
        if (pass != null) {
            sentences.add(
                    label + ": with it the request would pass in " + pass.zone().label());
        }
    }

    /** What the kernel did not do for this request because of its flags. */
    private void patience(Reason reason) {
        boolean costly = request.order() > PageGeometry.PAGE_ALLOC_COSTLY_ORDER;
        if (!GfpMask.gfpflagsAllowBlocking(request.gfp())) {
            sentences.add(
                    "a caller that may sleep (GFP_KERNEL): for this one nothing is reclaimed or compacted first; with"
                            + " a caller that cannot, a higher vm.min_free_kbytes keeps more pages ready");
        } else if (request.has(__GFP_NORETRY)) {
            sentences.add("no __GFP_NORETRY: with it the kernel gives up after one round of reclaim and compaction");
        } else if (costly && !request.has(__GFP_RETRY_MAYFAIL)) {
            sentences.add("__GFP_RETRY_MAYFAIL: order " + request.order() + " is costly (above "
                    + PageGeometry.PAGE_ALLOC_COSTLY_ORDER + "), so without it the kernel gives up after one round");
        }
        if (reason == Reason.FRAGMENTED || reason == Reason.RESERVED_BLOCKS) {
            sentences.add("memory that need not be contiguous (kvmalloc, vmalloc): it is made of order-0 pages");
        }
    }

    private @Nullable ZoneCheck firstPass(Request other) {
        ZoneLayout its = layout.apply(other.gfp());
        ZoneJudge judge = new ZoneJudge(other, AttemptPlan.of(other, kind, its, zones));
        return zones.stream()
                .map(judge::judge)
                .filter(ZoneCheck::passes)
                .findFirst()
                .orElse(null);
    }
}
