package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.AllocFlags;
import org.mmtck.spec.zone.WatermarkAttempt;
import org.mmtck.spec.zone.WatermarkBranch;
import org.mmtck.spec.zone.WatermarkVerdict;

/** Prints what one zone said, the arithmetic line by line. */
final class ZonePrinter {
    private final TextBlock out;
    private final AttemptPlan plan;
    private final int pageKb;

    ZonePrinter(TextBlock out, AttemptPlan plan, int pageKb) {
        this.out = out;
        this.plan = plan;
        this.pageKb = pageKb;
    }

    void print(ZoneCheck check) {
        out.blank();
        if (check.notEligible() != null) {
            out.line(check.zone().label() + ": NOT ELIGIBLE");
            out.line("  " + check.notEligible());
            return;
        }
        out.line(check.zone().label() + ": " + headline(check));
        arithmetic(check);
        blocks(check);
        for (LevelCheck other : check.checks()) {
            if (!other.equals(check.decidingCheck())) {
                out.wrapped("  ", "    ", oneLine(other));
            }
        }
    }

    private static String headline(ZoneCheck check) {
        return switch (check.reason()) {
            case WOULD_PASS -> "WOULD PASS";
            case CANNOT_TELL -> "CANNOT TELL";
            default -> "REFUSED, " + check.reason().words();
        };
    }

    private void arithmetic(ZoneCheck check) {
        LevelCheck deciding = check.decidingCheck();
        WatermarkVerdict verdict = deciding.hopeful();
        WatermarkAttempt test = mainTest(verdict);
        ZoneState zone = check.zone();
        row("free", zone.free(), kb(zone.free()));
        if (verdict.order() > 0) {
            row("- rest of the block", test.unusableRest(), "2^" + verdict.order() + " - 1");
        }
        String range = check.least() == check.most() ? "" : check.least() + " to " + check.most() + ", not printed";
        boolean readsHighatomic = (verdict.allocFlags() & AllocFlags.ALLOC_RESERVES) == 0;
        row("- free HIGHATOMIC", test.unusableHighatomic(), readsHighatomic ? range : "not deducted: has reserves");
        row(
                "- free CMA",
                test.unusableCma(),
                (verdict.allocFlags() & AllocFlags.ALLOC_CMA) == 0 ? "" : "not deducted: movable");
        row("= net", test.net(), kb(test.net()));
        if (plan.noWatermarks()) {
            out.line("  watermarks and reserves are ignored (__GFP_MEMALLOC)");
            return;
        }
        row(deciding.level().mark(), test.mark(), boost(zone));
        for (WatermarkAttempt.MinReduction reduction : test.reductions()) {
            row("  lowered by " + because(reduction), reduction.after(), "");
        }
        row(
                "+ lowmem_reserve",
                test.lowmemReserve(),
                "for requests up to " + plan.layout().highestName());
        row("= limit", test.limit(), kb(test.limit()));
        comparison(verdict);
    }

    private void comparison(WatermarkVerdict verdict) {
        for (WatermarkAttempt attempt : verdict.attempts()) {
            if (attempt.step() == WatermarkAttempt.Step.SHORTCUT && !attempt.passed()) {
                continue;
            }
            if (attempt.step() == WatermarkAttempt.Step.UNBOOSTED) {
                out.wrapped(
                        "  ",
                        "    ",
                        "second try without the boost: min " + attempt.mark() + " lowered to " + attempt.min()
                                + ", limit " + attempt.limit());
            }
            boolean enough = attempt.net() > attempt.limit();
            out.line("  net " + attempt.net() + (enough ? " > " : " <= ") + "limit " + attempt.limit()
                    + (enough ? ": enough pages" : ": refused" + missing(attempt)));
        }
    }

    private String missing(WatermarkAttempt attempt) {
        long pages = attempt.limit() + 1 - attempt.net();
        return ", " + pages + " pages (" + kb(pages) + ") are missing";
    }

    private void blocks(ZoneCheck check) {
        WatermarkVerdict verdict = check.decidingCheck().hopeful();
        FreeLists lists = check.zone().lists();
        if (lists == null) {
            out.line("  free blocks by order: not known");
            return;
        }
        out.wrapped("  ", "    ", "free blocks by order: " + String.join(" ", groups(lists)));
        if (verdict.order() == 0 || verdict.branch() == WatermarkBranch.BASE_FAILED) {
            return;
        }
        String from = "of order " + verdict.order() + " or more";
        if (verdict.branch() == WatermarkBranch.NO_BLOCK) {
            String none = lists.blocksFrom(verdict.order()) == 0
                    ? "no free block " + from
                    : "all free blocks " + from + " are " + KindNames.of(lists.lettersFrom(verdict.order()));
            out.line("  " + none + ": refused");
        } else {
            out.line("  a free block " + from + (lists.letters() == null ? "; of which kind is not known" : ""));
        }
    }

    /** Runs of orders without a block are drawn together: {@code 3:250(UM) 4-10:none}. */
    private static List<String> groups(FreeLists lists) {
        List<String> groups = new ArrayList<>();
        int order = 0;
        while (order < lists.counts().size()) {
            int end = order;
            while (end + 1 < lists.counts().size()
                    && lists.counts().get(order) == 0
                    && lists.counts().get(end + 1) == 0) {
                end++;
            }
            if (lists.counts().get(order) == 0) {
                groups.add((order == end ? "" + order : order + "-" + end) + ":none");
            } else {
                String kinds =
                        lists.letters() == null ? "" : "(" + lists.letters().get(order) + ")";
                groups.add(order + ":" + lists.counts().get(order) + kinds);
            }
            order = end + 1;
        }
        return groups;
    }

    private static String oneLine(LevelCheck check) {
        WatermarkVerdict verdict = check.hopeful();
        WatermarkAttempt attempt = verdict.deciding();
        String start = check.level().attempt() + ", " + check.level().mark() + " " + attempt.mark() + ": net "
                + attempt.net() + (attempt.net() > attempt.limit() ? " > " : " <= ") + "limit " + attempt.limit();
        if (!check.passed() && !check.refused()) {
            return start + ": cannot tell";
        }
        String block = verdict.branch() == WatermarkBranch.NO_BLOCK ? " but no block" : "";
        return start + block + (check.passed() ? ": passes" : ": refused");
    }

    /** The comparison against the mark itself; for order 0 the shortcut, where that already passed. */
    private static WatermarkAttempt mainTest(WatermarkVerdict verdict) {
        return verdict.attempts().stream()
                .filter(a -> a.step() == WatermarkAttempt.Step.TEST)
                .findFirst()
                .orElse(verdict.attempts().get(0));
    }

    private static String because(WatermarkAttempt.MinReduction reduction) {
        return switch (reduction.allocFlag()) {
            case AllocFlags.ALLOC_MIN_RESERVE -> "1/2, has __GFP_HIGH";
            case AllocFlags.ALLOC_NON_BLOCK -> "1/4, cannot sleep";
            case AllocFlags.ALLOC_OOM -> "1/2, OOM victim";
            default -> throw new IllegalStateException("unknown reduction " + reduction);
        };
    }

    private static String boost(ZoneState zone) {
        return zone.boost() == null ? "boost not printed" : "boost of " + zone.boost() + " included";
    }

    private String kb(long pages) {
        return pages * pageKb + " kB";
    }

    private void row(String label, long pages, String remark) {
        out.line(String.format(Locale.ROOT, "  %-34s%10d  %s", label, pages, remark));
    }
}
