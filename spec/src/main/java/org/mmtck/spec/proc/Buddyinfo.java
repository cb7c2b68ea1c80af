package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.zone.PageGeometry;

/**
 * {@code /proc/buddyinfo} ({@code mm/vmstat.c: frag_show_print}), the same in all kernels told apart here.
 *
 * @param rows one for each populated zone, ascending; all with the same number of orders
 */
public record Buddyinfo(List<Row> rows) {

    /**
     * The free lists of one zone.
     *
     * @param zone which
     * @param nrFree free blocks of each order from 0 up, isolated ones included, those on per-CPU lists not; 11 numbers in a
     *     usual kernel, at most 24
     */
    public record Row(ZoneKey zone, List<Long> nrFree) {
        public Row {
            nrFree = List.copyOf(nrFree);
            Orders.checkCount(zone, nrFree.size());
            Orders.check(zone, nrFree, nrFree.size());
        }
    }

    private static final String NAME = "buddyinfo";

    public Buddyinfo {
        rows = List.copyOf(rows);
        ZoneKey.checkAscending(NAME, rows.stream().map(Row::zone).toList());
        for (Row row : rows) {
            Orders.check(row.zone, row.nrFree, rows.get(0).nrFree.size());
        }
    }

    /** The text of the file, each line with its line feed. */
    public String render() {
        LineFormat format = format(rows.get(0).nrFree.size());
        StringBuilder out = new StringBuilder();
        for (Row row : rows) {
            out.append(format.format(List.of(row.zone.node(), row.zone.zone().label()), row.nrFree))
                    .append('\n');
        }
        return out.toString();
    }

    /** Reads the file of a usual kernel, with orders 0 to 10. */
    public static Buddyinfo parse(String name, String text) {
        return parse(name, text, PageGeometry.NR_PAGE_ORDERS);
    }

    /**
     * Reads what {@link #render} writes, and nothing else.
     *
     * @param name of the file, for messages
     * @param orders how many orders this kernel has (NR_PAGE_ORDERS), 1 to 24
     * @throws ProcFormatException at the first line that no kernel would print there
     */
    public static Buddyinfo parse(String name, String text, int orders) {
        Orders.checkCount(name, orders);
        LineFormat format = format(orders);
        ProcText lines = new ProcText(name, text);
        List<Row> rows = new ArrayList<>();
        ZoneKey last = null;
        do {
            LineFormat.Values values = format.scan(lines.peek());
            if (values == null) {
                throw lines.wrong(
                        "'Node <n>, zone <name> ' and " + orders + " numbers, each 6 wide with a blank after it");
            }
            last = ZoneKey.read(lines, values.num(0), values.word(1), last);
            rows.add(new Row(last, values.nums(2)));
            lines.skip();
        } while (!lines.atEnd());
        return new Buddyinfo(rows);
    }

    private static LineFormat format(int orders) {
        return LineFormat.of("Node %d, zone %8s " + "%6d ".repeat(orders));
    }
}
