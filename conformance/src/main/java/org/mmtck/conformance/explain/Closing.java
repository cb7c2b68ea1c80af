package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ReportKind;
import org.mmtck.spec.zone.WatermarkAttempt;

/**
 * The answer across all zones. The decisive zone is the one nearest to success: one that has the pages and lacks only a
 * block; else the one that misses the fewest pages.
 *
 * @param reason what decided
 * @param zone the decisive zone, or null if there is none
 * @param sentence the answer, with the other zones' reasons
 */
record Closing(Reason reason, @Nullable ZoneCheck zone, String sentence) {

    private static final Comparator<ZoneCheck> NEAREST = Comparator.comparing((ZoneCheck c) -> needsPages(c.reason()))
            .thenComparing(c -> needsPages(c.reason()) ? Reason.BELOW_WATERMARK : c.reason())
            .thenComparing(ZoneCheck::shortBy);

    static Closing of(Request request, @Nullable ReportKind kind, List<ZoneCheck> zones) {
        List<ZoneCheck> eligible =
                zones.stream().filter(c -> c.notEligible() == null).toList();
        if (eligible.isEmpty()) {
            return new Closing(
                    Reason.NOT_ELIGIBLE,
                    null,
                    "No zone of the report may serve the request: "
                            + zones.get(0).notEligible() + ".");
        }
        ZoneCheck nearest = eligible.stream().min(NEAREST).orElseThrow();
        boolean open = eligible.stream().anyMatch(c -> c.reason() == Reason.CANNOT_TELL);
        if (open && !nearest.passes() && nearest.reason() != Reason.FRAGMENTED) {
            ZoneCheck unknown = eligible.stream()
                    .filter(c -> c.reason() == Reason.CANNOT_TELL)
                    .findFirst()
                    .orElseThrow();
            return new Closing(Reason.CANNOT_TELL, unknown, sentence(request, kind, unknown));
        }
        return new Closing(nearest.reason(), nearest, sentence(request, kind, nearest) + others(eligible, nearest));
    }

    /** Whether pages are what the zone lacks; the others lack a block, or nothing. */
    private static boolean needsPages(Reason reason) {
        return reason.compareTo(Reason.RESERVED_PAGES) >= 0;
    }

    private static String sentence(Request request, @Nullable ReportKind kind, ZoneCheck check) {
        String name = check.zone().label();
        WatermarkAttempt attempt = check.decidingCheck().hopeful().deciding();
        return switch (check.reason()) {
            case WOULD_PASS -> passes(kind, check, attempt);
            case FRAGMENTED ->
                "Fragmentation: " + name + " has enough free pages (" + attempt.net() + " net, "
                        + attempt.limit()
                        + " must be exceeded) but no free block of order " + request.order() + " or more"
                        + largest(check)
                        + ".";
            case RESERVED_BLOCKS ->
                "Only blocks of other kinds: " + name + " has enough free pages, but its free blocks of order "
                        + request.order() + " or more are " + kinds(check, request.order())
                        + ", which this request may not take.";
            case RESERVED_PAGES ->
                "Only pages of other kinds: of the " + check.zone().free() + " free pages of " + name + ", "
                        + (attempt.unusableCma() + attempt.unusableHighatomic())
                        + " are CMA or HIGHATOMIC pages, which do not count for this request; " + attempt.net()
                        + " remain and " + attempt.limit() + " must be exceeded.";
            case LOWMEM_RESERVE ->
                "Lowmem reserve: " + name + " has " + attempt.net() + " net free pages, above its own mark of "
                        + attempt.min() + ", but keeps " + attempt.lowmemReserve()
                        + " more for requests that cannot use higher zones; " + check.shortBy() + " pages are missing.";
            case BELOW_WATERMARK ->
                "Below the " + check.decidingCheck().level().mark() + ": " + name + " has " + attempt.net()
                        + " net free pages and must exceed " + attempt.limit() + "; " + check.shortBy()
                        + " pages are missing.";
            case CANNOT_TELL -> "Cannot tell: " + name + " " + unknown(check) + ".";
            case NOT_ELIGIBLE -> name + " may not be used.";
        };
    }

    private static String passes(@Nullable ReportKind kind, ZoneCheck check, WatermarkAttempt attempt) {
        String numbers = check.zone().label() + " (net " + attempt.net() + " > limit " + attempt.limit() + ")";
        if (kind == ReportKind.ALLOCATION_FAILURE || kind == ReportKind.OOM_KILLER) {
            return "By the numbers printed the request would pass in " + numbers
                    + ". They were printed after the decision:"
                    + " memory was freed in between, or something refused that the report does not show.";
        }
        boolean atOnce = check.checks().get(0).passed();
        return "The request would be served from " + numbers
                + (atOnce ? ", at once." : ", in the slow path: the low watermark refuses it first.");
    }

    private static String largest(ZoneCheck check) {
        FreeLists lists = check.zone().lists();
        if (lists == null) {
            return "";
        }
        int order = lists.largestOrder();
        return order < 0 ? "; it has no free block at all" : "; the largest is of order " + order;
    }

    private static String kinds(ZoneCheck check, int order) {
        FreeLists lists = check.zone().lists();
        return lists == null ? "" : KindNames.of(lists.lettersFrom(order));
    }

    /** Which unknown the two readings differ in. */
    private static String unknown(ZoneCheck check) {
        FreeLists lists = check.zone().lists();
        WatermarkAttempt doubtful = check.decidingCheck().doubtful().deciding();
        if (doubtful.net() <= doubtful.limit()) {
            return "has between " + check.least() + " and " + check.most()
                    + " free HIGHATOMIC pages, which the kernel did not print, and the answer depends on it";
        }
        if (lists == null) {
            return "has enough free pages, but its free blocks by order are not known";
        }
        return "has enough free pages and free blocks of the order, but of which kind is not known";
    }

    private static String others(List<ZoneCheck> eligible, ZoneCheck nearest) {
        List<String> phrases = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            List<ZoneCheck> same = eligible.stream()
                    .filter(c -> !c.equals(nearest) && c.reason() == reason)
                    .toList();
            if (same.isEmpty() || nearest.passes()) {
                continue;
            }
            phrases.add(same.stream().map(c -> c.zone().label()).collect(Collectors.joining(" and ")) + ": "
                    + reason.words());
        }
        return phrases.isEmpty() ? "" : " The other zones: " + String.join("; ", phrases) + ".";
    }
}
