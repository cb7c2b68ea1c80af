package org.mmtck.reports.picture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;

/** The part of a large map that a reader must see: the pages around the block that the finding is about. */
final class Focus {
    /** Pages in a part; a map of no more pages is its own focus. */
    static final long PAGES = 64;

    private Focus() {}

    /** The aligned {@value #PAGES} pages around the first BAD block (or LOST one), or empty if there is none. */
    static Optional<MemoryMap> of(MemoryMap map) {
        if (map.pages() <= PAGES) {
            return Optional.of(map);
        }
        return map.blocks().stream()
                .filter(map::touches)
                .filter(block -> block.state() == State.BAD || block.state() == State.LOST)
                .min(Comparator.comparing(Block::state).reversed().thenComparingLong(Block::pfn))
                .map(block -> around(map, Math.max(block.pfn(), map.startPfn())));
    }

    private static MemoryMap around(MemoryMap map, long pfn) {
        long start = Math.max(map.startPfn(), pfn / PAGES * PAGES);
        long pages = Math.min(PAGES, map.endPfn() - start);
        MemoryMap part = new MemoryMap(start, pages, List.of());
        return new MemoryMap(
                start, pages, map.blocks().stream().filter(part::touches).toList());
    }
}
