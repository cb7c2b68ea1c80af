package org.mmtck.spec.zonelist;

import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneSize;
import org.mmtck.spec.zone.ZoneType;

/**
 * Where a zone lies and how much of it is memory ({@code include/linux/mmzone.h: struct zone}). All sizes in pages.
 *
 * @param type which zone
 * @param startPfn first page; 0 or more
 * @param spanned pages from the first to the last, holes included; the zone ends by {@link #MAX_PFN}
 * @param present pages without the holes; at most {@code spanned}
 * @param managed pages that were handed to the allocator; at most {@code present}
 */
public record ZoneSpan(ZoneType type, long startPfn, long spanned, long present, long managed) {

    /** No zone reaches beyond this page. */
    public static final long MAX_PFN = ZoneSize.MAX_PAGES;

    public ZoneSpan {
        if (startPfn < 0 || startPfn > MAX_PFN) {
            throw wrong(type, "startPfn", startPfn, "0.." + MAX_PFN);
        }
        if (spanned < 0 || spanned > MAX_PFN - startPfn) {
            throw wrong(type, "spanned", spanned, "0.." + (MAX_PFN - startPfn) + " after page " + startPfn);
        }
        if (present < 0 || present > spanned) {
            throw wrong(type, "present", present, "0.." + spanned + " (spanned)");
        }
        if (managed < 0 || managed > present) {
            throw wrong(type, "managed", managed, "0.." + present + " (present)");
        }
    }

    /** A zone without holes whose pages were all handed over. */
    public static ZoneSpan whole(ZoneType type, long startPfn, long pages) {
        return new ZoneSpan(type, startPfn, pages, pages, pages);
    }

    /** First page after the zone. */
    public long endPfn() {
        return startPfn + spanned;
    }

    /** Zonelists hold the zones for which this is true: some memory, though perhaps none of it for the allocator. */
    public boolean populatedZone() {
        return present > 0;
    }

    /** Reclaim cares for the zones for which this is true: some memory that the allocator can give out. */
    public boolean managedZone() {
        return managed > 0;
    }

    /** Whether the page lies between the ends of this zone, in a hole or not. */
    public boolean zoneSpansPfn(long pfn) {
        return startPfn <= pfn && pfn < endPfn();
    }

    /**
     * Whether the kernel cannot address this zone all the time ({@code is_highmem}).
     *
     * @param config the zones that the kernel is built with; without HighMem the answer is always no
     * @param movableIsHighmem whether the Movable zone was carved out of HighMem ({@code zone_movable_is_highmem})
     */
    public boolean isHighmem(ZoneConfig config, boolean movableIsHighmem) {
        if (!config.has(ZoneType.HIGHMEM)) {
            return false;
        }
        return type == ZoneType.HIGHMEM || (type == ZoneType.MOVABLE && movableIsHighmem);
    }

    boolean overlaps(ZoneSpan other) {
        return startPfn < other.endPfn() && other.startPfn < endPfn();
    }

    private static IllegalArgumentException wrong(ZoneType type, String field, long value, String range) {
        return new IllegalArgumentException(
                "zone " + type.label() + ": " + field + " is " + value + ", which is outside " + range);
    }
}
