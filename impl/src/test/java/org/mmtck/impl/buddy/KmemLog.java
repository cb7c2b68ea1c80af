package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.gfp.Migratetype;

/** Keeps the events of allocations as short lines, for example {@code extfrag 0 0 10 9 U M 1}. */
final class KmemLog implements KmemEvents {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    void clear() {
        lines.clear();
    }

    private static char letter(int mt) {
        return Migratetype.ofValue(mt).letter();
    }

    @Override
    public void mmPageAlloc(long pfn, int order, int migratetype) {
        lines.add("alloc " + pfn + " " + order + " " + letter(migratetype));
    }

    @Override
    public void mmPageFree(long pfn, int order) {
        // Frees send the same event wherever the page came from; BuddyAllocatorTest looks at them.
    }

    @Override
    public void mmPageAllocZoneLocked(long pfn, int order, int migratetype, boolean percpuRefill) {
        lines.add("zone_locked " + pfn + " " + order + " " + letter(migratetype) + (percpuRefill ? " refill" : ""));
    }

    @Override
    public void mmPageAllocExtfrag(
            long pfn,
            int allocOrder,
            int fallbackOrder,
            int pageblockOrder,
            int allocMigratetype,
            int fallbackMigratetype,
            boolean changeOwnership) {
        lines.add("extfrag " + pfn + " " + allocOrder + " " + fallbackOrder + " " + pageblockOrder + " "
                + letter(allocMigratetype) + " " + letter(fallbackMigratetype) + " " + (changeOwnership ? 1 : 0));
    }
}
