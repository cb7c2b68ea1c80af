package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;

/** Looks for places where a zone contradicts itself: a damaged, edited or mixed-up report. */
final class CrossChecks {
    private final List<Finding> findings = new ArrayList<>();
    private final int pageKb;

    private CrossChecks(int pageKb) {
        this.pageKb = pageKb;
    }

    static List<Finding> of(List<ZoneState> zones, int pageKb) {
        CrossChecks checks = new CrossChecks(pageKb);
        for (ZoneState zone : zones) {
            checks.marks(zone);
            checks.sizes(zone);
            checks.reserves(zone);
            FreeLists lists = zone.lists();
            if (lists != null) {
                checks.total(zone, lists);
                checks.letters(zone, lists);
            }
        }
        return checks.findings;
    }

    private void marks(ZoneState zone) {
        ascending(zone, "min", zone.min(), "low", zone.low());
        ascending(zone, "low", zone.low(), "high", zone.high());
        if (zone.boost() != null) {
            ascending(zone, "boost", zone.boost(), "min, which contains it,", zone.min());
        }
    }

    private void sizes(ZoneState zone) {
        if (zone.managed() != null && zone.present() != null) {
            ascending(zone, "managed", zone.managed(), "present", zone.present());
        }
        if (zone.present() != null) {
            ascending(zone, "free", zone.free(), "present", zone.present());
        }
        if (zone.freeCma() != null && zone.managed() != null) {
            ascending(zone, "free_cma", zone.freeCma(), "managed", zone.managed());
        }
    }

    private void reserves(ZoneState zone) {
        List<Long> reserve = zone.lowmemReserve();
        for (int i = 1; i < reserve.size(); i++) {
            if (reserve.get(i) < reserve.get(i - 1)) {
                add(
                        "FAIL-19",
                        zone,
                        "lowmem_reserve falls from " + reserve.get(i - 1) + " to " + reserve.get(i) + " pages at index "
                                + i);
            }
        }
    }

    private void total(ZoneState zone, FreeLists lists) {
        Long printed = lists.printedTotalKb();
        long sum = lists.totalPages() * pageKb;
        if (printed != null && printed != sum) {
            add("FAIL-20", zone, "the free blocks add up to " + sum + " kB, but the line says " + printed + " kB");
        }
    }

    private void letters(ZoneState zone, FreeLists lists) {
        List<String> letters = lists.letters();
        if (letters == null) {
            return;
        }
        for (int order = 0; order < letters.size(); order++) {
            String kinds = letters.get(order);
            long blocks = lists.counts().get(order);
            if (kinds.isEmpty() != (blocks == 0)) {
                add("FAIL-20", zone, "order " + order + " has " + blocks + " blocks and the letters (" + kinds + ")");
            }
            if (kinds.length() > blocks) {
                add("FAIL-20", zone, "order " + order + " has " + blocks + " blocks of " + kinds.length() + " kinds");
            }
            if (!kinds.equals(inOrder(kinds))) {
                add("FAIL-20", zone, "the letters (" + kinds + ") are not in the order of " + FreeLists.LETTERS);
            }
        }
    }

    private static String inOrder(String kinds) {
        StringBuilder sorted = new StringBuilder();
        for (char letter : FreeLists.LETTERS.toCharArray()) {
            if (kinds.indexOf(letter) >= 0) {
                sorted.append(letter);
            }
        }
        return sorted.toString();
    }

    private void ascending(ZoneState zone, String lower, long less, String upper, long more) {
        if (less > more) {
            add(
                    "FAIL-18",
                    zone,
                    String.format(Locale.ROOT, "%s %d pages is above %s %d pages", lower, less, upper, more));
        }
    }

    private void add(String rule, ZoneState zone, String sentence) {
        findings.add(new Finding(rule, zone.place(), zone.label() + ": " + sentence));
    }
}
