package org.mmtck.impl.slowpath;

import org.mmtck.impl.freelist.ZoneView;

/** The background reclaimers, one a node. */
public interface Kswapds {

    /** Asks the kswapd of the zone's node to balance it ({@code mm/vmscan.c: wakeup_kswapd}). */
    void wakeupKswapd(ZoneView zone, int gfp, int order, int highestZoneidx);
}
