package org.mmtck.impl.buddy;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.ZoneLock;
import org.mmtck.spec.zone.AllocFlags;

/**
 * One zone's buddy system behind per-CPU lists. A request is served from the lists of its own type or not at all: there is no
 * fallback between types here.
 */
public final class BuddyZoneLists implements ZoneLists {
    private final Zone zone;
    private final BuddySystem buddy;
    private final ZoneLock lock;
    private final @Nullable KmemEvents events;
    private long pgalloc;
    private long pgfree;

    /**
     * Boots a zone: all its pages are handed over.
     *
     * @param seam where its lock comes from
     * @param zone made, and perhaps given pageblock types, by the caller, who must not use it otherwise from now on
     * @param events who hears of pages that leave and reach the free lists, or null
     */
    public BuddyZoneLists(Seam seam, Zone zone, @Nullable KmemEvents events) {
        this.zone = zone;
        this.events = events;
        buddy = new BuddySystem(zone, events);
        lock = seam.zoneLock("zone " + zone.shape.startPfn() + ".." + zone.shape.endPfn(), zone);
        lock.lock();
        try {
            buddy.freePagesMemory(zone.shape.startPfn(), zone.shape.endPfn());
        } finally {
            lock.unlock();
        }
    }

    /** The zone. Its counters are exact only while nobody allocates or frees. */
    public Zone zone() {
        return zone;
    }

    @Override
    public ZoneShape shape() {
        return zone.shape;
    }

    @Override
    public int pageOf(long pfn) {
        return zone.pageOf(pfn);
    }

    @Override
    public long pfnOf(int page) {
        return zone.pfnOf(page);
    }

    @Override
    public int getPfnblockMigratetype(int page) {
        return zone.getPfnblockMigratetype(page);
    }

    @Override
    public int rmqueueBulk(int order, int count, PageSink list, int migratetype, int allocFlags) {
        if (!lock(allocFlags)) {
            return 0;
        }
        try {
            int taken = 0;
            while (taken < count) {
                int page = buddy.rmqueueSmallest(order, migratetype);
                if (page == NONE) {
                    break;
                }
                zone.pages.setPcp(page, order);
                list.add(page);
                taken++;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int rmqueueBuddy(int order, int migratetype, int allocFlags) {
        if (!lock(allocFlags)) {
            return NONE;
        }
        try {
            int page = buddy.rmqueueSmallest(order, migratetype);
            if (page != NONE) {
                zone.pages.setAllocated(page, order);
                pgalloc += 1L << order;
            }
            return page;
        } finally {
            lock.unlock();
        }
    }

    private boolean lock(int allocFlags) {
        if ((allocFlags & AllocFlags.ALLOC_TRYLOCK) != 0) {
            return lock.tryLock();
        }
        lock.lock();
        return true;
    }

    @Override
    public FreeResult freePagesPrepare(int page, int order) {
        return buddy.freePagesPrepare(page, order);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException with {@link FpiFlags#TRYLOCK}: the list of pages whose free was put off is not here
     */
    @Override
    public void freeOnePage(int page, int order, int fpi) {
        if ((fpi & FpiFlags.TRYLOCK) != 0) {
            throw new IllegalArgumentException("a free that may only try the zone lock has nowhere to put pfn "
                    + zone.pfnOf(page) + " if it fails: frees are not put off in this model");
        }
        lock.lock();
        try {
            buddy.splitLargeBuddy(page, order, fpi);
            pgfree += 1L << order;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setPcp(int page, int order) {
        zone.pages.setPcp(page, order);
    }

    @Override
    public void setAllocated(int page, int order) {
        zone.pages.clearPcp(page, order);
        zone.pages.setAllocated(page, order);
    }

    @Override
    public void lock() {
        lock.lock();
    }

    @Override
    public void unlock() {
        lock.unlock();
    }

    @Override
    public void freePcpPage(int page, int order) {
        if (!lock.isHeldByCurrentThread()) {
            throw new AssertionError("pfn " + zone.pfnOf(page) + " is drained without the zone lock");
        }
        zone.pages.clearPcp(page, order);
        int mt = zone.getPfnblockMigratetype(page);
        if (events != null) {
            events.mmPagePcpuDrain(zone.pfnOf(page), order, mt);
        }
        buddy.freeOnePage(page, order, mt, FpiFlags.NONE);
    }

    @Override
    public int pcpOrder(int page) {
        PageTable pages = zone.pages;
        return pages.type[page] == PageTable.PCP && pages.refcount[page] == 0 ? pages.order[page] : NONE;
    }

    @Override
    public String describe(int page) {
        return zone.pages.typeName(page) + " with order " + zone.pages.order[page] + " and " + zone.pages.refcount[page]
                + " references";
    }

    @Override
    public long pgalloc() {
        return pgalloc;
    }

    @Override
    public long pgfree() {
        return pgfree;
    }
}
