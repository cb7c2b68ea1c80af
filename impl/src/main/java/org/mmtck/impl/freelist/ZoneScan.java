package org.mmtck.impl.freelist;

import org.mmtck.spec.zone.AllocSettings;

/** The scan of the kernel ({@code mm/page_alloc.c: get_page_from_freelist}). */
public final class ZoneScan implements Freelist {

    private final AllocSettings settings;
    private final FreelistEnvironment environment;

    public ZoneScan(AllocSettings settings, FreelistEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public long getPageFromFreelist(int gfp, int order, int allocFlags, AllocContext ac) {
        return new Scan(settings, environment, gfp, order, allocFlags, ac).run();
    }
}
