package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.ZoneLock;
import org.mmtck.spec.gfp.Migratetype;

/**
 * One zone's buddy system for many threads: each call takes the zone lock for its whole length. There are no per-CPU lists in
 * front of it and no fallback between migratetypes, so a request is served from the lists of its own type or not at all.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
public class BuddyAllocator {
    private final Zone zone;
    private final BuddySystem buddy;
    private final ZoneLock lock;
    private final @Nullable KmemEvents events;

    /**
     * Boots a zone whose pageblocks are all MOVABLE: all its pages are handed over.
     *
     * @param seam where its lock comes from
     * @param shape span and sizes
     */
    public BuddyAllocator(Seam seam, ZoneShape shape) {
        this(seam, new Zone(shape), null);
    }

    /**
     * Boots a zone that was made, and perhaps given pageblock types, by the caller; it must not be used otherwise from now on.
     *
     * @param events who hears of each allocation and free, or null
     */
    public BuddyAllocator(Seam seam, Zone zone, @Nullable KmemEvents events) {
        this(seam, new BuddySystem(zone, events), events);
    }

    BuddyAllocator(Seam seam, BuddySystem buddy, @Nullable KmemEvents events) {
        this.zone = buddy.zone;
        this.buddy = buddy;
        this.events = events;
        lock = seam.zoneLock("zone " + zone.shape.startPfn() + ".." + zone.shape.endPfn(), zone);
        lock.lock();
        try {
            buddy.freePagesMemory(zone.shape.startPfn(), zone.shape.endPfn());
        } finally {
            lock.unlock();
        }
    }

    /** The zone. Its counters are exact only while nobody allocates or frees. */
    public final Zone zone() {
        return zone;
    }

    /**
     * Takes a block of 2^order pages from the lists of one type ({@code rmqueue_buddy}).
     *
     * @param order 0 or more; above the zone's largest order nothing is ever found
     * @param type whose lists to take from; not ISOLATE, whose pages nobody may have
     * @return first page, or -1 if there is none
     */
    public long alloc(int order, Migratetype type) {
        if (order < 0) {
            throw new IllegalArgumentException("an order must not be negative, but is " + order);
        }
        if (type == Migratetype.ISOLATE) {
            throw new IllegalArgumentException("pages of isolated pageblocks cannot be allocated");
        }
        if (order > zone.maxOrder) {
            return Zone.NONE;
        }
        long pfn = rmqueueBuddy(order, type.value());
        if (events != null) {
            events.mmPageAlloc(pfn, order, type.value());
        }
        return pfn;
    }

    private long rmqueueBuddy(int order, int mt) {
        lock.lock();
        try {
            int page = buddy.rmqueueSmallest(order, mt);
            if (page == Zone.NONE) {
                return Zone.NONE;
            }
            zone.pages.setAllocated(page, order);
            return zone.pfnOf(page);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a block back. The kernel trusts its caller; this refuses misuse and then changes nothing.
     *
     * @param pfn first page of the block
     * @param order the order it was allocated with
     */
    public FreeResult free(long pfn, int order) {
        if (events != null) {
            events.mmPageFree(pfn, order);
        }
        if (!zone.shape.spans(pfn)) {
            return FreeResult.OUTSIDE_ZONE;
        }
        int page = zone.pageOf(pfn);
        lock.lock();
        try {
            FreeResult result = buddy.freePagesPrepare(page, order);
            if (result == FreeResult.FREED) {
                buddy.splitLargeBuddy(page, order, FpiFlags.NONE);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** NR_FREE_PAGES: pages that are free now, isolated ones not counted. */
    public final long freePages() {
        lock.lock();
        try {
            return zone.nrFreePages;
        } finally {
            lock.unlock();
        }
    }

    /** All free blocks at one moment: by order, then by type, then from the head of the list to its tail. */
    public final List<FreeListEntry> snapshot() {
        lock.lock();
        try {
            List<FreeListEntry> entries = new ArrayList<>();
            for (int order = 0; order <= zone.maxOrder; order++) {
                for (int mt = 0; mt < Migratetype.TYPES; mt++) {
                    addList(order, mt, entries);
                }
            }
            return entries;
        } finally {
            lock.unlock();
        }
    }

    private void addList(int order, int mt, List<FreeListEntry> entries) {
        int head = zone.freeArea[order].freeList(mt);
        int position = 0;
        for (int page = zone.links.next[head]; page != head; page = zone.links.next[page]) {
            entries.add(new FreeListEntry(zone.pfnOf(page), order, Migratetype.ofValue(mt), position));
            position++;
        }
    }
}
