package org.mmtck.spec.proc;

import java.util.List;
import java.util.Map;
import org.mmtck.spec.zone.PageGeometry;

/**
 * A zone in a failure report: its line, its reserves, and its free blocks.
 *
 * @param zone which
 * @param pages by the names of {@link MemFields#zone}, in pages; the marks contain {@code boost}
 * @param lowmemReserve pages kept back from a request, by the index of the highest zone it can use; 1 to 8 numbers
 * @param free the blocks of each order from 0 up, isolated ones included; taken under the lock, the rest is not
 */
public record MemInfoZone(ZoneKey zone, Map<String, Long> pages, List<Long> lowmemReserve, List<FreeOfOrder> free) {

    public MemInfoZone {
        pages = Map.copyOf(pages);
        lowmemReserve = List.copyOf(lowmemReserve);
        free = List.copyOf(free);
        if (lowmemReserve.isEmpty() || lowmemReserve.size() > ZoneinfoZone.MAX_ZONES) {
            throw new IllegalArgumentException(
                    zone + " has " + lowmemReserve.size() + " reserves, which is outside 1.." + ZoneinfoZone.MAX_ZONES);
        }
        Orders.check(zone, lowmemReserve, lowmemReserve.size());
        Orders.checkCount(zone, free.size());
    }

    /** All free blocks together, in kB; may exceed the zone's {@code free}, which leaves isolated pages out. */
    public long totalKb() {
        long pages = 0;
        for (int order = 0; order < free.size(); order++) {
            pages = Math.addExact(pages, Math.multiplyExact(free.get(order).nr(), 1L << order));
        }
        return Math.multiplyExact(pages, PageGeometry.KB_PER_PAGE);
    }
}
