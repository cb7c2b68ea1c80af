package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/** The three tables of a node in {@code /proc/pagetypeinfo}, for both directions. */
final class PagetypeinfoTables {

    static final LineFormat BLOCK_ORDER = LineFormat.of("Page block order: %d");
    static final LineFormat PAGES_PER_BLOCK = LineFormat.of("Pages per block:  %d");
    static final String FREE_TITLE = String.format("%-43s ", "Free pages count per migrate type at order");
    static final String BLOCKS_TITLE = String.format("%-23s", "Number of blocks type ");
    static final String MIXED_TITLE = String.format("%-23s", "Number of mixed blocks ");

    private final List<Migratetype> types;
    private final int orders;
    private final LineFormat blocksRow;

    PagetypeinfoTables(List<Migratetype> types, int orders) {
        this.types = types;
        this.orders = orders;
        this.blocksRow = LineFormat.of("Node %d, zone %8s " + "%12d ".repeat(types.size()));
    }

    void renderNode(StringBuilder out, int pageblockOrder, List<PagetypeZone> zones) {
        line(out, BLOCK_ORDER.format(pageblockOrder));
        line(out, PAGES_PER_BLOCK.format(1L << pageblockOrder));
        line(out, "");
        line(out, freeHeader());
        for (PagetypeZone zone : zones) {
            for (int type = 0; type < types.size(); type++) {
                line(out, freeRow(zone.zone(), types.get(type), zone.free().get(type)));
            }
        }
        line(out, "");
        line(out, typeHeader(BLOCKS_TITLE));
        zones.forEach(zone -> line(out, blocksRow(zone.zone(), zone.blocks())));
        if (zones.get(0).mixed() != null) {
            line(out, "");
            line(out, typeHeader(MIXED_TITLE));
            zones.forEach(zone -> line(out, blocksRow(zone.zone(), mixed(zone))));
        }
    }

    String freeHeader() {
        return FREE_TITLE
                + IntStream.range(0, orders)
                        .mapToObj(order -> String.format("%6d ", order))
                        .collect(Collectors.joining());
    }

    String typeHeader(String title) {
        return title
                + types.stream()
                        .map(type -> String.format("%12s ", type.label()))
                        .collect(Collectors.joining());
    }

    /** Reads the next line as the free lists of this zone and type. */
    List<Long> readFreeRow(ProcText text, ZoneKey zone, Migratetype type) {
        String line = text.peek();
        String start = rowStart(zone, type);
        if (line != null && line.startsWith(start)) {
            List<Long> counts = counts(new LineScan(line.substring(start.length())));
            if (counts != null) {
                text.skip();
                return counts;
            }
        }
        throw text.wrong("'" + start + "' and " + orders + " numbers, each 6 wide with a blank after it");
    }

    /** Reads the next line as the numbers by type of this zone. */
    List<Long> readBlocksRow(ProcText text, ZoneKey zone) {
        LineFormat.Values values = blocksRow.scan(text.peek());
        boolean right = values != null
                && values.num(0) == zone.node()
                && values.word(1).equals(zone.zone().label());
        if (values == null || !right) {
            throw text.wrong("a line of " + zone + " with " + types.size() + " numbers, each 12 wide");
        }
        text.skip();
        return values.nums(2);
    }

    private @Nullable List<Long> counts(LineScan scan) {
        List<Long> counts = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            boolean limit = scan.accept(">");
            Long count = scan.number(6);
            // The sign and the limit come together or not at all.
            if (count == null || limit != (count == Pagetypeinfo.COUNT_LIMIT) || count > Pagetypeinfo.COUNT_LIMIT) {
                return null;
            }
            if (!scan.accept(" ")) {
                return null;
            }
            counts.add(count);
        }
        return scan.atEnd() ? counts : null;
    }

    private static String freeRow(ZoneKey zone, Migratetype type, List<Long> counts) {
        StringBuilder row = new StringBuilder(rowStart(zone, type));
        for (long count : counts) {
            row.append(count == Pagetypeinfo.COUNT_LIMIT ? ">" : "").append(String.format("%6d ", count));
        }
        return row.toString();
    }

    private static String rowStart(ZoneKey zone, Migratetype type) {
        return String.format(
                "Node %4d, zone %8s, type %12s ", zone.node(), zone.zone().label(), type.label());
    }

    private String blocksRow(ZoneKey zone, List<Long> counts) {
        return blocksRow.format(List.of(zone.node(), zone.zone().label()), counts);
    }

    private static List<Long> mixed(PagetypeZone zone) {
        List<Long> mixed = zone.mixed();
        if (mixed == null) {
            throw new IllegalStateException(zone.zone() + " has no mixed blocks though others have");
        }
        return mixed;
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append('\n');
    }
}
