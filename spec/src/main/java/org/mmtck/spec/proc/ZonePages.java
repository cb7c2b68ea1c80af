package org.mmtck.spec.proc;

import java.util.List;

/**
 * The first numbers of a zone in {@code /proc/zoneinfo}, all in pages and none negative.
 *
 * @param free NR_FREE_PAGES
 * @param boost contained in the four marks below
 * @param min the MIN mark, boosted
 * @param low the LOW mark, boosted
 * @param high the HIGH mark, boosted
 * @param promo the PROMO mark, boosted
 * @param spanned from end to end
 * @param present without holes, at most {@code spanned}; a zone is populated if this is above 0
 * @param managed handed to the allocator, at most {@code present}
 * @param cma in contiguous areas
 */
public record ZonePages(
        long free,
        long boost,
        long min,
        long low,
        long high,
        long promo,
        long spanned,
        long present,
        long managed,
        long cma) {

    private static final List<LineFormat> LINES = List.of(
            LineFormat.of("  pages free     %d"),
            LineFormat.of("        boost    %d"),
            LineFormat.of("        min      %d"),
            LineFormat.of("        low      %d"),
            LineFormat.of("        high     %d"),
            LineFormat.of("        promo    %d"),
            LineFormat.of("        spanned  %d"),
            LineFormat.of("        present  %d"),
            LineFormat.of("        managed  %d"),
            LineFormat.of("        cma      %d"));

    public ZonePages {
        Orders.check("zone", List.of(free, boost, min, low, high, promo, spanned, present, managed, cma), 10);
        if (present > spanned || managed > present) {
            throw new IllegalArgumentException("a zone must have managed <= present <= spanned, but has " + managed
                    + ", " + present + " and " + spanned);
        }
    }

    boolean populated() {
        return present > 0;
    }

    void render(StringBuilder out) {
        List<Long> values = List.of(free, boost, min, low, high, promo, spanned, present, managed, cma);
        for (int i = 0; i < values.size(); i++) {
            out.append(LINES.get(i).format(values.get(i))).append('\n');
        }
    }

    static ZonePages read(ProcText text) {
        long[] v = new long[LINES.size()];
        for (int i = 0; i < v.length; i++) {
            LineFormat.Values values = LINES.get(i).scan(text.peek());
            if (values == null) {
                throw text.wrong("'" + LINES.get(i).format("<n>") + "'");
            }
            v[i] = values.num(0);
            // present is at most spanned, managed at most present
            if ((i == 7 || i == 8) && v[i] > v[i - 1]) {
                throw text.wrong("at most the " + v[i - 1] + " pages of the line above");
            }
            text.skip();
        }
        return new ZonePages(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
    }
}
