package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.zone.PageGeometry;
import org.mmtck.spec.zone.ZoneType;

/** The middle of a failure report ({@code mm/show_mem.c: show_free_areas}), for both directions. */
final class MemInfoText {

    private static final String TITLE = "Mem-Info:";
    private static final String RESERVE = "lowmem_reserve[]:";

    /** A zone whose line was read and whose free blocks were not yet. */
    private record Half(ZoneKey zone, Map<String, Long> pages, List<Long> lowmemReserve) {}

    private MemInfoText() {}

    static void render(StringBuilder out, MemInfo info, KernelVersion kernel) {
        out.append(TITLE).append('\n');
        List<MemField> all =
                MemFields.systemLines().stream().flatMap(List::stream).toList();
        Map<String, Long> system = MemFields.checked("Mem-Info", all, info.system());
        String indent = "";
        for (List<MemField> fields : MemFields.systemLines()) {
            MemFields.render(out, indent, fields, system);
            out.append('\n');
            indent = " ";
        }
        info.nodes().forEach(node -> node.render(out, kernel));
        for (MemInfoZone zone : info.zones()) {
            renderZone(out, label(zone.zone(), info.numa()), zone, kernel);
        }
        for (MemInfoZone zone : info.zones()) {
            renderFree(out, label(zone.zone(), info.numa()), zone);
        }
        MemInfoTailText.render(out, info.tail(), kernel);
    }

    private static void renderZone(StringBuilder out, String label, MemInfoZone zone, KernelVersion kernel) {
        List<MemField> fields = MemFields.zoneFields(kernel);
        out.append(label);
        MemFields.render(out, " ", fields, MemFields.checked(zone.zone(), fields, zone.pages()));
        out.append('\n').append(RESERVE);
        zone.lowmemReserve().forEach(pages -> out.append(' ').append(pages));
        out.append('\n');
    }

    private static void renderFree(StringBuilder out, String label, MemInfoZone zone) {
        out.append(label).append(": ");
        for (int order = 0; order < zone.free().size(); order++) {
            FreeOfOrder free = zone.free().get(order);
            out.append(free.nr()).append(size(order));
            if (free.nr() != 0) {
                out.append('(').append(free.letters()).append(") ");
            }
        }
        out.append("= ").append(zone.totalKb()).append("kB\n");
    }

    /** After the number of blocks: {@code *8kB } for order 1. */
    private static String size(int order) {
        return "*" + ((long) PageGeometry.KB_PER_PAGE << order) + "kB ";
    }

    private static String label(ZoneKey zone, boolean numa) {
        return (numa ? "Node " + zone.node() + " " : "") + zone.zone().label();
    }

    static MemInfo read(ProcText text, KernelVersion kernel) {
        text.expect(TITLE);
        Map<String, Long> system = new LinkedHashMap<>();
        String indent = "";
        for (List<MemField> fields : MemFields.systemLines()) {
            LineScan scan = scan(text);
            MemFields.scan(text, scan, indent, fields, system);
            endLine(text, scan);
            indent = " ";
        }
        List<MemInfoNode> nodes = new ArrayList<>();
        while (MemInfoNode.next(text)) {
            int last = nodes.isEmpty() ? -1 : nodes.get(nodes.size() - 1).node();
            nodes.add(MemInfoNode.read(text, kernel, last));
        }
        List<Half> halves = new ArrayList<>();
        boolean numa = text.startsWith("Node ") || !startsWithZone(text);
        while (zoneLine(text)) {
            halves.add(readZone(text, kernel, numa, halves));
        }
        List<MemInfoZone> zones = new ArrayList<>();
        for (Half half : halves) {
            int orders = zones.isEmpty() ? 0 : zones.get(0).free().size();
            List<FreeOfOrder> free = readFree(text, label(half.zone, numa), orders);
            zones.add(new MemInfoZone(half.zone, half.pages, half.lowmemReserve, free));
        }
        return new MemInfo(numa, system, nodes, zones, MemInfoTailText.read(text, kernel));
    }

    private static boolean startsWithZone(ProcText text) {
        for (ZoneType type : ZoneType.values()) {
            if (text.startsWith(type.label() + " free:")) {
                return true;
            }
        }
        return false;
    }

    private static boolean zoneLine(ProcText text) {
        String line = text.peek();
        return line != null && line.contains(" free:");
    }

    private static Half readZone(ProcText text, KernelVersion kernel, boolean numa, List<Half> before) {
        LineScan scan = scan(text);
        Long node = numa ? (scan.accept("Node ") ? scan.number(0) : null) : Long.valueOf(0);
        boolean blank = !numa || scan.accept(" ");
        String name = scan.wordRight(0);
        if (node == null || !blank || name == null) {
            throw text.wrong("a line like '" + (numa ? "Node <n> " : "") + "<zone> free:<n>kB ...'");
        }
        ZoneKey last = before.isEmpty() ? null : before.get(before.size() - 1).zone;
        ZoneKey zone = ZoneKey.read(text, node, name, last);
        Map<String, Long> pages = new LinkedHashMap<>();
        MemFields.scan(text, scan, " ", MemFields.zoneFields(kernel), pages);
        endLine(text, scan);
        int due = before.isEmpty() ? 0 : before.get(0).lowmemReserve.size();
        return new Half(zone, pages, readReserve(text, due));
    }

    /**
     * Reads the line of reserves.
     *
     * @param due how many numbers the zones before had; 0 if this is the first
     */
    private static List<Long> readReserve(ProcText text, int due) {
        LineScan scan = scan(text);
        List<Long> reserve = new ArrayList<>();
        boolean right = scan.accept(RESERVE);
        while (right && scan.accept(" ") && reserve.size() < ZoneinfoZone.MAX_ZONES) {
            Long pages = scan.number(0);
            right = pages != null;
            if (pages != null) {
                reserve.add(pages);
            }
        }
        boolean count = due == 0 ? !reserve.isEmpty() : reserve.size() == due;
        if (!right || !count || !scan.atEnd()) {
            throw text.wrong("'" + RESERVE + "' and " + (due == 0 ? "1 to " + ZoneinfoZone.MAX_ZONES : due)
                    + " numbers of pages");
        }
        text.skip();
        return reserve;
    }

    private static List<FreeOfOrder> readFree(ProcText text, String label, int due) {
        LineScan scan = scan(text);
        List<FreeOfOrder> free = new ArrayList<>();
        long pages = 0;
        boolean right = scan.accept(label + ": ");
        while (right && !scan.accept("= ") && free.size() < Orders.MAX_ORDERS) {
            int order = free.size();
            FreeOfOrder next = readOrder(scan, order);
            right = next != null;
            if (next != null) {
                free.add(next);
                pages = Math.addExact(pages, Math.multiplyExact(next.nr(), 1L << order));
            }
        }
        boolean count = due == 0 ? !free.isEmpty() : free.size() == due;
        if (!right || !count) {
            throw text.wrong("'" + label + ": ' and the blocks of " + (due == 0 ? "each order" : due + " orders")
                    + ", like '2*4kB (UM) 0*8kB '");
        }
        String total = Math.multiplyExact(pages, PageGeometry.KB_PER_PAGE) + "kB";
        if (!scan.accept(total) || !scan.atEnd()) {
            throw text.wrong("the sum of the blocks, '= " + total + "', at the end of the line");
        }
        text.skip();
        return free;
    }

    private static @Nullable FreeOfOrder readOrder(LineScan scan, int order) {
        Long nr = scan.number(0);
        if (nr == null || nr > FreeOfOrder.MAX_BLOCKS || !scan.accept(size(order))) {
            return null;
        }
        if (nr == 0) {
            return FreeOfOrder.NONE;
        }
        StringBuilder letters = new StringBuilder();
        if (!scan.accept("(")) {
            return null;
        }
        while (!scan.accept(") ")) {
            String letter = scan.letter();
            if (letter == null) {
                return null;
            }
            letters.append(letter);
        }
        return FreeOfOrder.of(nr, letters.toString());
    }

    private static LineScan scan(ProcText text) {
        String line = text.peek();
        return new LineScan(line == null ? "" : line);
    }

    private static void endLine(ProcText text, LineScan scan) {
        if (!scan.atEnd()) {
            throw text.wrong("the end of the line after its last value");
        }
        text.skip();
    }
}
