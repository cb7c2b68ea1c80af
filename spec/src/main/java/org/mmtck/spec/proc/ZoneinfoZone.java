package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * One zone of {@code /proc/zoneinfo}.
 *
 * @param zone which
 * @param nodeStats the node's counters, under the first populated zone of the node; empty under all others
 * @param pages sizes and marks
 * @param protection pages kept back from a request, by the index of the highest zone that it can use; 1 to 8 numbers
 * @param populated the rest; null exactly for a zone without present pages
 */
public record ZoneinfoZone(
        ZoneKey zone,
        List<Counter> nodeStats,
        ZonePages pages,
        List<Long> protection,
        @Nullable PopulatedZone populated) {

    static final int MAX_ZONES = 8;

    private static final LineFormat HEAD = LineFormat.of("Node %d, zone %8s");
    private static final String NODE_STATS = "  per-node stats";
    private static final String PROTECTION = "        protection: (";

    public ZoneinfoZone {
        nodeStats = List.copyOf(nodeStats);
        protection = List.copyOf(protection);
        if (protection.isEmpty() || protection.size() > MAX_ZONES) {
            throw new IllegalArgumentException(
                    zone + " has " + protection.size() + " numbers as protection, which is outside 1.." + MAX_ZONES);
        }
        Orders.check(zone, protection, protection.size());
        if ((populated != null) != pages.populated()) {
            throw new IllegalArgumentException(zone + " has " + pages.present() + " present pages and is "
                    + (populated == null ? "not populated" : "populated"));
        }
    }

    void check(KernelVersion kernel) {
        if (populated != null) {
            populated.check(kernel);
        }
    }

    void render(StringBuilder out) {
        out.append(HEAD.format(zone.node(), zone.zone().label())).append('\n');
        if (!nodeStats.isEmpty()) {
            out.append(NODE_STATS).append('\n');
            nodeStats.forEach(counter -> out.append(counter.line()).append('\n'));
        }
        pages.render(out);
        String numbers = protection.stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.append(PROTECTION).append(numbers).append(")\n");
        if (populated != null) {
            populated.render(out);
        }
    }

    /**
     * Reads one zone.
     *
     * @param last the zone before, or null
     */
    static ZoneinfoZone read(ProcText text, KernelVersion kernel, @Nullable ZoneKey last) {
        LineFormat.Values head = HEAD.scan(text.peek());
        if (head == null) {
            throw text.wrong("'Node <n>, zone <name, 8 wide>'");
        }
        ZoneKey zone = ZoneKey.read(text, head.num(0), head.word(1), last);
        text.skip();
        List<Counter> nodeStats = new ArrayList<>();
        if (text.accept(NODE_STATS)) {
            for (Counter next = ZoneinfoCounters.counter(text.peek()); next != null; ) {
                nodeStats.add(next);
                text.skip();
                next = ZoneinfoCounters.counter(text.peek());
            }
            if (nodeStats.isEmpty()) {
                throw text.wrong("'" + Counter.LINE.format("<name>", "<n>") + "'");
            }
        }
        ZonePages pages = ZonePages.read(text);
        List<Long> protection = protection(text);
        PopulatedZone populated = pages.populated() ? PopulatedZone.read(text, kernel) : null;
        return new ZoneinfoZone(zone, nodeStats, pages, protection, populated);
    }

    private static List<Long> protection(ProcText text) {
        String line = text.peek();
        LineScan scan = new LineScan(line == null ? "" : line);
        List<Long> numbers = new ArrayList<>();
        boolean going = scan.accept(PROTECTION);
        while (going && numbers.size() < MAX_ZONES) {
            Long number = scan.number(0);
            if (number == null) {
                break;
            }
            numbers.add(number);
            going = scan.accept(", ");
        }
        if (going || numbers.isEmpty() || !scan.accept(")") || !scan.atEnd()) {
            throw text.wrong("'" + PROTECTION + "<n>, <n>, ...)' with 1 to " + MAX_ZONES + " numbers");
        }
        text.skip();
        return numbers;
    }
}
