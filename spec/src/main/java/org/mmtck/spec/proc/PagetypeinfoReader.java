package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneType;

/** Reads {@code /proc/pagetypeinfo}. */
final class PagetypeinfoReader {

    private static final LineFormat ANY_ROW_START = LineFormat.of("Node %4d, zone %8s, type %12s");

    private final ProcText text;
    private final List<PagetypeZone> zones = new ArrayList<>();
    private int pageblockOrder = -1;
    private @Nullable PagetypeinfoTables tables;
    private List<Migratetype> types = List.of();

    PagetypeinfoReader(ProcText text) {
        this.text = text;
    }

    Pagetypeinfo read() {
        do {
            readNode();
        } while (!text.atEnd());
        return new Pagetypeinfo(pageblockOrder, types, zones);
    }

    private void readNode() {
        readBlockOrder();
        text.expect("");
        int orders = readFreeHeader();
        List<ZoneKey> keys = new ArrayList<>();
        List<List<List<Long>>> free = new ArrayList<>();
        ZoneKey last = zones.isEmpty() ? null : zones.get(zones.size() - 1).zone();
        do {
            last = zoneOfRow(last);
            if (!keys.isEmpty() && keys.get(0).node() != last.node()) {
                throw text.wrong("a zone of node " + keys.get(0).node() + " or an empty line");
            }
            keys.add(last);
            free.add(readFree(last, orders));
        } while (!text.accept(""));
        List<List<Long>> blocks = readBlocks(PagetypeinfoTables.BLOCKS_TITLE, keys);
        boolean hasMixed =
                zones.isEmpty() ? "".equals(text.peek()) : zones.get(0).mixed() != null;
        List<List<Long>> mixed = null;
        if (hasMixed) {
            text.expect("");
            mixed = readBlocks(PagetypeinfoTables.MIXED_TITLE, keys);
        }
        for (int i = 0; i < keys.size(); i++) {
            zones.add(new PagetypeZone(keys.get(i), free.get(i), blocks.get(i), mixed == null ? null : mixed.get(i)));
        }
    }

    private void readBlockOrder() {
        LineFormat.Values values = PagetypeinfoTables.BLOCK_ORDER.scan(text.peek());
        boolean first = pageblockOrder < 0;
        if (values == null || values.num(0) >= Orders.MAX_ORDERS || (!first && values.num(0) != pageblockOrder)) {
            throw text.wrong("'Page block order: " + (first ? "<n>" : pageblockOrder) + "'");
        }
        pageblockOrder = (int) values.num(0);
        text.skip();
        text.expect(PagetypeinfoTables.PAGES_PER_BLOCK.format(1L << pageblockOrder));
    }

    private int readFreeHeader() {
        for (int orders = 1; orders <= Orders.MAX_ORDERS; orders++) {
            boolean same = zones.isEmpty() || zones.get(0).free().get(0).size() == orders;
            if (same && text.accept(new PagetypeinfoTables(types, orders).freeHeader())) {
                return orders;
            }
        }
        throw text.wrong("'" + PagetypeinfoTables.FREE_TITLE + "' and the orders from 0 up, each 6 wide");
    }

    /** The zone of the next row; the row itself is read later. */
    private ZoneKey zoneOfRow(@Nullable ZoneKey last) {
        String line = text.peek();
        String start = line == null ? "" : line.substring(0, Math.min(line.length(), rowStartLength()));
        LineFormat.Values values = ANY_ROW_START.scan(start);
        if (values == null) {
            throw text.wrong("a line like 'Node <n>, zone <name>, type <name> <numbers>'");
        }
        return ZoneKey.read(text, values.num(0), values.word(1), last);
    }

    private static int rowStartLength() {
        return ANY_ROW_START
                .format(0, ZoneType.DMA.label(), Migratetype.MOVABLE.label())
                .length();
    }

    /** All rows of a zone; the first zone tells which types there are. */
    private List<List<Long>> readFree(ZoneKey zone, int orders) {
        PagetypeinfoTables all = new PagetypeinfoTables(List.of(Migratetype.values()), orders);
        List<List<Long>> free = new ArrayList<>();
        if (tables != null) {
            for (Migratetype type : types) {
                free.add(tables.readFreeRow(text, zone, type));
            }
            return free;
        }
        List<Migratetype> found = new ArrayList<>();
        for (Migratetype type : Migratetype.values()) {
            boolean optional = type.compareTo(Migratetype.CMA) >= 0;
            String line = text.peek();
            if (optional && (line == null || !line.contains(", type " + String.format("%12s ", type.label())))) {
                continue;
            }
            free.add(all.readFreeRow(text, zone, type));
            found.add(type);
        }
        types = found;
        tables = new PagetypeinfoTables(types, orders);
        return free;
    }

    private List<List<Long>> readBlocks(String title, List<ZoneKey> keys) {
        PagetypeinfoTables known = tables;
        if (known == null) {
            throw new IllegalStateException("the free lists come first");
        }
        text.expect(known.typeHeader(title));
        List<List<Long>> rows = new ArrayList<>();
        for (ZoneKey key : keys) {
            rows.add(known.readBlocksRow(text, key));
        }
        return rows;
    }
}
