package org.mmtck.spec.proc;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.zone.PageGeometry;

/**
 * A {@code name:value} on a line of a failure report.
 *
 * @param name as printed
 * @param unit how the value is printed
 * @param group null if every kernel of the version prints it; else fields of one group are all printed or none
 */
record MemField(String name, Unit unit, @Nullable String group) {

    /** How a value is kept and printed. */
    enum Unit {
        /** Pages, printed as such. */
        PAGES("", 1),
        /** Pages, printed in kB. */
        PAGES_IN_KB("kB", PageGeometry.KB_PER_PAGE),
        /** Pages, printed in kB, with a capital K. */
        PAGES_IN_CAPITAL_KB("KB", PageGeometry.KB_PER_PAGE),
        /** kB, which need not be whole pages. */
        KB("kB", 1);

        private final String suffix;
        private final long factor;

        Unit(String suffix, long factor) {
            this.suffix = suffix;
            this.factor = factor;
        }
    }

    void render(StringBuilder out, long value) {
        out.append(name)
                .append(':')
                .append(Math.multiplyExact(value, unit.factor))
                .append(unit.suffix);
    }

    /** Takes the value after {@code name:} if it is next and whole; null if not. */
    @Nullable
    Long scanValue(LineScan scan) {
        Long printed = scan.number(0);
        boolean whole = printed != null && printed % unit.factor == 0 && scan.accept(unit.suffix);
        return printed == null || !whole ? null : Long.valueOf(printed / unit.factor);
    }

    /** For a complaint, for example {@code free:<n>kB}. */
    String shape() {
        return name + ":<n>" + unit.suffix + (unit.factor > 1 ? " (a multiple of " + unit.factor + ")" : "");
    }
}
