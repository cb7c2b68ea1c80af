package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.ZoneLock;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.AllocFlags;

/**
 * One zone's buddy system for many threads: each call takes the zone lock for its whole length. There are no per-CPU lists in
 * front of it. A request without {@link AllocFlags} is served from the lists of its own type or not at all; one with flags may
 * fall back to other types, as the flags allow.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
public class BuddyAllocator {
    private static final int HIGHATOMIC = Migratetype.HIGHATOMIC.value();

    private final Zone zone;
    private final ZoneSteps steps;
    private final BuddySystem buddy;
    private final ZoneLock lock;
    private final @Nullable KmemEvents events;

    /** Reset whenever the lock is taken. */
    private final RmqueueMode mode = new RmqueueMode();

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

    /**
     * The same, in a machine that can move pages.
     *
     * @param movablePages which allocated pages can be moved: what decides whether a pageblock is claimed
     */
    public BuddyAllocator(Seam seam, Zone zone, MovablePages movablePages, @Nullable KmemEvents events) {
        this(seam, new ZoneSteps(zone, movablePages, events), events);
    }

    BuddyAllocator(Seam seam, BuddySystem buddy, @Nullable KmemEvents events) {
        this(seam, new ZoneSteps(new FreepageMoves(buddy), MovablePages.NONE), events);
    }

    BuddyAllocator(Seam seam, ZoneSteps steps, @Nullable KmemEvents events) {
        this.steps = steps;
        this.events = events;
        buddy = steps.buddy;
        zone = buddy.zone;
        lock = seam.zoneLock("zone " + zone.shape.startPfn() + ".." + zone.shape.endPfn(), zone);
        lock.lock();
        try {
            buddy.freePagesMemory(zone.shape.startPfn(), zone.shape.endPfn());
        } finally {
            lock.unlock();
        }
    }

    final ZoneSteps steps() {
        return steps;
    }

    final ZoneLock lock() {
        return lock;
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
     * Takes a block of 2^order pages, from other lists too where the flags allow ({@code rmqueue_buddy}). After a success with
     * ALLOC_HIGHATOMIC the pageblock may be set aside for such requests.
     *
     * @param order 0 or more; above the zone's largest order nothing is ever found
     * @param type requested type: UNMOVABLE, MOVABLE or RECLAIMABLE
     * @param allocFlags bits of {@link AllocFlags}; no mark is tested here
     * @return first page, or -1 if there is none, or if the lock was to be tried only and was held
     */
    public long alloc(int order, Migratetype type, int allocFlags) {
        checkRequest(order, type);
        if (order > zone.maxOrder) {
            return Zone.NONE;
        }
        long pfn = rmqueueBuddy(order, type.value(), allocFlags);
        if (pfn != Zone.NONE && (allocFlags & AllocFlags.ALLOC_HIGHATOMIC) != 0) {
            reserveHighatomicPageblock(pfn, order);
        }
        if (events != null) {
            events.mmPageAlloc(pfn, order, type.value());
        }
        return pfn;
    }

    private static void checkRequest(int order, Migratetype type) {
        if (order < 0) {
            throw new IllegalArgumentException("an order must not be negative, but is " + order);
        }
        if (!type.mergeable()) {
            throw new IllegalArgumentException(
                    "a request's type must be UNMOVABLE, MOVABLE or RECLAIMABLE, not " + type);
        }
    }

    private long rmqueueBuddy(int order, int mt, int allocFlags) {
        if (!takeLock(allocFlags)) {
            return Zone.NONE;
        }
        try {
            int page = rmqueueLocked(order, mt, allocFlags);
            if (page == Zone.NONE) {
                return Zone.NONE;
            }
            zone.pages.setAllocated(page, order);
            return zone.pfnOf(page);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeLock(int allocFlags) {
        if ((allocFlags & AllocFlags.ALLOC_TRYLOCK) != 0) {
            return lock.tryLock();
        }
        lock.lock();
        return true;
    }

    private int rmqueueLocked(int order, int mt, int allocFlags) {
        int page = Zone.NONE;
        if ((allocFlags & AllocFlags.ALLOC_HIGHATOMIC) != 0) {
            page = buddy.rmqueueSmallest(order, HIGHATOMIC);
        }
        if (page == Zone.NONE) {
            mode.reset();
            page = steps.fallback.rmqueue(order, mt, allocFlags, mode);
        }
        boolean lastResort = (allocFlags & (AllocFlags.ALLOC_OOM | AllocFlags.ALLOC_NON_BLOCK)) != 0;
        if (page == Zone.NONE && lastResort) {
            page = buddy.rmqueueSmallest(order, HIGHATOMIC);
        }
        return page;
    }

    /**
     * Takes several blocks under one hold of the lock ({@code rmqueue_bulk}). Each is the caller's as if it came from {@link
     * #alloc(int, Migratetype, int)}, but no mm_page_alloc event is sent and nothing is set aside.
     *
     * @param order 0..the largest
     * @param type requested type: UNMOVABLE, MOVABLE or RECLAIMABLE
     * @param allocFlags bits of {@link AllocFlags}
     * @param list where the first pages go, in the order in which they were found; its length is how many are wanted
     * @return how many were found, 0 also if the lock was to be tried only and was held
     */
    public int rmqueueBulk(int order, Migratetype type, int allocFlags, long[] list) {
        checkRequest(order, type);
        if (order > zone.maxOrder || !takeLock(allocFlags)) {
            return 0;
        }
        try {
            mode.reset();
            for (int found = 0; found < list.length; found++) {
                int page = steps.fallback.rmqueue(order, type.value(), allocFlags, mode);
                if (page == Zone.NONE) {
                    return found;
                }
                zone.pages.setAllocated(page, order);
                list[found] = zone.pfnOf(page);
            }
            return list.length;
        } finally {
            lock.unlock();
        }
    }

    private void reserveHighatomicPageblock(long pfn, int order) {
        if (!steps.highatomic.mayReserve()) {
            return;
        }
        lock.lock();
        try {
            steps.highatomic.reserveHighatomicPageblock(zone.pageOf(pfn), order);
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
