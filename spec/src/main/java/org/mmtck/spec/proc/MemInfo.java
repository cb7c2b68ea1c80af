package org.mmtck.spec.proc;

import java.util.List;
import java.util.Map;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * The state of memory as a failure report shows it ({@code mm/show_mem.c: __show_mem}). Which nodes and zones are shown
 * depends on the request.
 *
 * @param numa whether the kernel is built with CONFIG_NUMA: without it lines of zones name no node, which then is 0
 * @param system by the names of {@link MemFields#system}, in pages; {@code free_pcp} counts the shown zones alone
 * @param nodes ascending
 * @param zones ascending; all with the same number of reserves and of orders. None if the request can use no zone.
 * @param tail the rest
 */
public record MemInfo(
        boolean numa, Map<String, Long> system, List<MemInfoNode> nodes, List<MemInfoZone> zones, MemInfoTail tail) {

    public MemInfo {
        system = Map.copyOf(system);
        nodes = List.copyOf(nodes);
        zones = List.copyOf(zones);
        for (int i = 1; i < nodes.size(); i++) {
            if (nodes.get(i).node() <= nodes.get(i - 1).node()) {
                throw new IllegalArgumentException(
                        "nodes must ascend, but node " + nodes.get(i).node() + " follows node "
                                + nodes.get(i - 1).node());
            }
        }
        if (zones.isEmpty() && !numa) {
            throw new IllegalArgumentException("a report without zones does not tell that there is no NUMA");
        }
        if (!zones.isEmpty()) {
            ZoneKey.checkAscending(
                    "report", zones.stream().map(MemInfoZone::zone).toList());
        }
        for (MemInfoZone zone : zones) {
            Orders.check(
                    zone.zone(),
                    zone.lowmemReserve(),
                    zones.get(0).lowmemReserve().size());
            List<Long> numbers = zone.free().stream().map(FreeOfOrder::nr).toList();
            Orders.check(zone.zone(), numbers, zones.get(0).free().size());
            if (!numa && zone.zone().node() != 0) {
                throw new IllegalArgumentException("without NUMA there is no " + zone.zone());
            }
        }
    }

    /**
     * The text from the line {@code Mem-Info:} on, each line with its line feed and without what the log puts before it.
     *
     * @throws IllegalArgumentException if a value is missing or is none of a kernel of this version
     */
    public String render(KernelVersion kernel) {
        StringBuilder out = new StringBuilder();
        MemInfoText.render(out, this, kernel);
        return out.toString();
    }

    /**
     * Reads what {@link #render} writes for this version, and nothing else.
     *
     * @param name of the file, for messages
     * @throws ProcFormatException at the first line that no such kernel would print there
     */
    public static MemInfo parse(String name, String text, KernelVersion kernel) {
        ProcText lines = new ProcText(name, text);
        MemInfo info = MemInfoText.read(lines, kernel);
        lines.expectEnd();
        return info;
    }
}
