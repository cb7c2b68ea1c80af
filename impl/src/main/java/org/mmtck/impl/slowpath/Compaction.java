package org.mmtck.impl.slowpath;

import static org.mmtck.impl.freelist.Freelist.NO_PAGE;

import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.spec.zone.TaskContext;

/** Direct compaction. */
public interface Compaction {

    /** Where compaction puts a block that it made for this request ({@code mm/internal.h: struct capture_control}). */
    final class Capture {
        public long page = NO_PAGE;
    }

    /** What {@code /proc/vmstat} counts. */
    enum VmEvent {
        COMPACTSTALL,
        COMPACTFAIL,
        COMPACTSUCCESS
    }

    /** CONFIG_COMPACTION. Without it nothing else here is called. */
    boolean configured();

    /**
     * Compacts the eligible zones until one has the block ({@code mm/compaction.c: try_to_compact_pages}).
     *
     * @param order 1 to 10
     * @param task the caller with PF_MEMALLOC set
     */
    CompactResult tryToCompactPages(
            int gfp,
            int order,
            int allocFlags,
            AllocContext ac,
            CompactPriority priority,
            TaskContext task,
            Capture capture);

    /** Makes a captured block fit to be handed out ({@code prep_new_page}). */
    void prepNewPage(long pfn, int order, int gfp, int allocFlags);

    /** True if after more reclaim some zone could be compacted ({@code compaction_zonelist_suitable}). */
    boolean compactionZonelistSuitable(AllocContext ac, int order, int allocFlags);

    /** The zone of this page gave a block ({@code compaction_defer_reset} with success). */
    void compactionDeferReset(long pfn, int order);

    void countVmEvent(VmEvent event);
}
