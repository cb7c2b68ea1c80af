package org.mmtck.impl.freelist;

import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/**
 * What a request carries besides mask, order and flags ({@code mm/internal.h: struct alloc_context}). Belongs to one
 * allocation and one thread.
 */
public final class AllocContext {

    private final ZoneView[] zonelist;
    private final int highestZoneidx;
    private final Migratetype migratetype;
    private final @Nullable AllocSteps steps;
    private long nodemask;
    private boolean spreadDirtyPages;
    private int preferred;

    /**
     * A context whose preferred zone is the first eligible one.
     *
     * @param zonelist zones in the order in which they are tried; not copied, not changed
     * @param highestZoneidx zones of a higher index are not eligible
     * @param nodemask zones of other nodes are not eligible; {@link NodeSet#ALL} for no restriction
     * @param steps takes down what is decided and why; null if nobody asks
     */
    public AllocContext(
            ZoneView[] zonelist,
            int highestZoneidx,
            long nodemask,
            Migratetype migratetype,
            @Nullable AllocSteps steps) {
        this.zonelist = zonelist;
        this.highestZoneidx = highestZoneidx;
        this.migratetype = migratetype;
        this.steps = steps;
        this.nodemask = nodemask;
        choosePreferred();
    }

    /** Zones in the order in which they are tried, eligible or not. */
    public int length() {
        return zonelist.length;
    }

    /** The zone at this place of the zonelist. */
    public ZoneView zone(int place) {
        return zonelist[place];
    }

    public int highestZoneidx() {
        return highestZoneidx;
    }

    public Migratetype migratetype() {
        return migratetype;
    }

    /** The recorder, or null. */
    public @Nullable AllocSteps steps() {
        return steps;
    }

    public long nodemask() {
        return nodemask;
    }

    /** Changes the eligible nodes; the preferred zone stays until {@link #choosePreferred()}. */
    public void setNodemask(long nodes) {
        nodemask = nodes;
    }

    /** Keep the dirty pages of each node below its limit. */
    public boolean spreadDirtyPages() {
        return spreadDirtyPages;
    }

    public void setSpreadDirtyPages(boolean on) {
        spreadDirtyPages = on;
    }

    /** True if a request may use the zone at this place. */
    public boolean eligible(int place) {
        return eligible(place, nodemask);
    }

    private boolean eligible(int place, long nodes) {
        ZoneView zone = zonelist[place];
        return zone.zoneIdx() <= highestZoneidx && NodeSet.has(nodes, zone.node());
    }

    /** Place of the first eligible zone with these nodes, or {@link #length()} ({@code first_zones_zonelist}). */
    public int firstZone(long nodes) {
        for (int place = 0; place < zonelist.length; place++) {
            if (eligible(place, nodes)) {
                return place;
            }
        }
        return zonelist.length;
    }

    /** Makes the first eligible zone the preferred one. */
    public void choosePreferred() {
        preferred = firstZone(nodemask);
    }

    /** Place where scans begin; {@link #length()} if no zone is eligible. */
    public int preferred() {
        return preferred;
    }

    /** The preferred zone, or null if no zone is eligible. */
    public @Nullable ZoneView preferredZone() {
        return preferred < zonelist.length ? zonelist[preferred] : null;
    }
}
