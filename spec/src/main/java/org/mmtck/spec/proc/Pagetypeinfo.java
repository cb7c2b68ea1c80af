package org.mmtck.spec.proc;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmtck.spec.gfp.Migratetype;

/**
 * {@code /proc/pagetypeinfo} ({@code mm/vmstat.c: pagetypeinfo_show}), the same in all kernels told apart here.
 *
 * @param pageblockOrder 2^n pages have one type; 0 to 23
 * @param types the types that this kernel is built with, in ascending order; at least the first four
 * @param zones the populated zones, ascending; all with the same number of orders and the same tables
 */
public record Pagetypeinfo(int pageblockOrder, List<Migratetype> types, List<PagetypeZone> zones) {

    /** The kernel stops to count here: this number stands for a list of at least as many blocks. */
    public static final long COUNT_LIMIT = 100_000;

    private static final String NAME = "pagetypeinfo";

    public Pagetypeinfo {
        types = List.copyOf(types);
        zones = List.copyOf(zones);
        if (pageblockOrder < 0 || pageblockOrder >= Orders.MAX_ORDERS) {
            throw new IllegalArgumentException(
                    "the pageblock order must be 0.." + (Orders.MAX_ORDERS - 1) + ", not " + pageblockOrder);
        }
        checkTypes(types);
        ZoneKey.checkAscending(NAME, zones.stream().map(PagetypeZone::zone).toList());
        for (PagetypeZone zone : zones) {
            zone.check(types.size(), zones.get(0));
        }
    }

    /** What the kernel prints for a list of this length. */
    public static long counted(long length) {
        return Math.min(length, COUNT_LIMIT);
    }

    /** How many orders the tables have. */
    public int orders() {
        return zones.get(0).free().get(0).size();
    }

    /** The text of the file, each line with its line feed. */
    public String render() {
        StringBuilder out = new StringBuilder();
        TreeMap<Integer, List<PagetypeZone>> nodes = zones.stream()
                .collect(Collectors.groupingBy(zone -> zone.zone().node(), TreeMap::new, Collectors.toList()));
        PagetypeinfoTables tables = new PagetypeinfoTables(types, orders());
        for (List<PagetypeZone> node : nodes.values()) {
            tables.renderNode(out, pageblockOrder, node);
        }
        return out.toString();
    }

    /**
     * Reads what {@link #render} writes, and nothing else. Types and orders are those that the first tables name.
     *
     * @param name of the file, for messages
     * @throws ProcFormatException at the first line that no kernel would print there
     */
    public static Pagetypeinfo parse(String name, String text) {
        return new PagetypeinfoReader(new ProcText(name, text)).read();
    }

    static void checkTypes(List<Migratetype> types) {
        List<Migratetype> built = List.of(Migratetype.values()).stream()
                .filter(type -> type.compareTo(Migratetype.CMA) < 0 || types.contains(type))
                .toList();
        if (!types.equals(built)) {
            throw new IllegalArgumentException("the types must be " + built + ", not " + types);
        }
    }
}
