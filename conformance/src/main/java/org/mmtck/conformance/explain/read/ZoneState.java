package org.mmtck.conformance.explain.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One zone as the kernel printed it. All amounts are in pages; null means not printed.
 *
 * @param place where it was read, {@code file:line}
 * @param node its node, or null where the kernel prints none (no NUMA)
 * @param name {@code DMA}, {@code DMA32}, {@code Normal}, {@code HighMem}, {@code Movable} or {@code Device}
 * @param free NR_FREE_PAGES; without pages on per-CPU and ISOLATE lists
 * @param boost watermark_boost; already contained in the three marks (FAIL-22, PROC-10)
 * @param min the min watermark, boosted
 * @param low the low watermark, boosted
 * @param high the high watermark, boosted
 * @param reservedHighatomic pages in HIGHATOMIC blocks, free or not
 * @param freeHighatomic free pages on HIGHATOMIC lists
 * @param freeCma free pages on CMA lists
 * @param present pages that exist
 * @param managed pages the allocator has ever been given
 * @param lowmemReserve protection by zone index of the request, index 0 first; empty if not printed
 * @param lists the free blocks, or null if not printed
 */
public record ZoneState(
        String place,
        @Nullable Integer node,
        String name,
        long free,
        @Nullable Long boost,
        long min,
        long low,
        long high,
        @Nullable Long reservedHighatomic,
        @Nullable Long freeHighatomic,
        @Nullable Long freeCma,
        @Nullable Long present,
        @Nullable Long managed,
        List<Long> lowmemReserve,
        @Nullable FreeLists lists) {

    /** The names of zones by ascending index where all are configured ({@code mm/page_alloc.c: zone_names}). */
    public static final List<String> NAMES = List.of("DMA", "DMA32", "Normal", "HighMem", "Movable", "Device");

    public ZoneState {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("zone name must be one of " + NAMES + ", not " + name);
        }
        lowmemReserve = List.copyOf(lowmemReserve);
    }

    /** The zone as people point at it: {@code Node 0 DMA32}, or {@code DMA32} without NUMA. */
    public String label() {
        return node == null ? name : "Node " + node + " " + name;
    }

    /** Whether the zone has memory; an unknown size counts as yes, since only such zones are printed in a report. */
    public boolean populated() {
        return present == null || present > 0;
    }

    /** The same zone with these free blocks. */
    public ZoneState withLists(FreeLists replacement) {
        return new ZoneState(
                place,
                node,
                name,
                free,
                boost,
                min,
                low,
                high,
                reservedHighatomic,
                freeHighatomic,
                freeCma,
                present,
                managed,
                lowmemReserve,
                replacement);
    }
}
