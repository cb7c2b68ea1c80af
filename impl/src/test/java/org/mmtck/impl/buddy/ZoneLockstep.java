package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.zone.ZoneWatermarks;

/** The whole zone and the naive one side by side, with all events; the first difference of a step is an assertion error. */
final class ZoneLockstep {

    /** Pages of movable requests, of which every other block of four is on an LRU list. */
    private final Set<Long> lru = new HashSet<>();

    private final KmemLog log = new KmemLog();
    final MovablePages movablePages = this::isMovable;
    final Zone zone;
    final NaiveZone model;
    final BuddyAllocator allocator;
    final ZoneMaintenance maintenance;
    private final PageIsolation isolation;

    ZoneLockstep(ZoneShape shape, Map<Long, Migratetype> types) {
        this(shape, types, new WrongZoneSteps.Maker() {});
    }

    ZoneLockstep(ZoneShape shape, Map<Long, Migratetype> types, WrongZoneSteps.Maker maker) {
        zone = new Zone(shape);
        types.forEach((block, type) ->
                zone.setPageblockMigratetype(Math.max(shape.startPfn(), block << shape.pageblockOrder()), type));
        allocator = new BuddyAllocator(new PlainSeam(1, 0), maker.steps(zone, log, movablePages), log);
        maintenance = new ZoneMaintenance(allocator);
        isolation = maker.isolation(allocator, movablePages);
        model = new NaiveZone(shape, types, this::isMovable);
        setMarks(4, 12);
    }

    private boolean isMovable(long pfn) {
        return lru.contains(pfn);
    }

    void setMarks(long min, long high) {
        maintenance.setWatermarks(ZoneWatermarks.of(min, (min + high) / 2, high, high));
        model.min = min;
        model.high = high;
        model.boost = 0;
    }

    void setBoostFactor(int factor) {
        maintenance.setWatermarkBoostFactor(factor);
        model.boostFactor = factor;
    }

    long alloc(int order, Migratetype type, int flags) {
        long expected = model.alloc(order, type, flags);
        same("alloc", allocator.alloc(order, type, flags), expected);
        own(expected, order, type);
        return expected;
    }

    void bulk(int order, Migratetype type, int flags, int count) {
        List<Long> expected = model.bulk(order, type, flags, count);
        long[] list = new long[count];
        int found = allocator.rmqueueBulk(order, type, flags, list);
        List<Long> actual = new ArrayList<>();
        for (int i = 0; i < found; i++) {
            actual.add(list[i]);
        }
        same("rmqueue_bulk", actual, expected);
        expected.forEach(pfn -> own(pfn, order, type));
    }

    private void own(long pfn, int order, Migratetype type) {
        for (long p = pfn; pfn >= 0 && p < pfn + (1L << order); p++) {
            if (type == Migratetype.MOVABLE && (p & 4) == 0) {
                lru.add(p);
            }
        }
    }

    void free(long pfn, int order) {
        for (long p = pfn; p < pfn + (1L << order); p++) {
            lru.remove(p);
        }
        same("free", allocator.free(pfn, order) == FreeResult.FREED, model.free(pfn, order));
    }

    void isolate(long from, long to, IsolateMode mode) {
        boolean expected = model.isolate(from, to, mode);
        same("start_isolate_page_range", isolation.startIsolatePageRange(from, to, mode), expected);
    }

    void undoIsolate(long from, long to) {
        isolation.undoIsolatePageRange(from, to);
        int order = zone.pageblockOrder;
        for (long block = from >> order; block << order < to; block++) {
            model.unisolate(block);
        }
    }

    void unreserve(Migratetype type, boolean force) {
        boolean expected = model.unreserve(type, force);
        same("unreserve", maintenance.unreserveHighatomicPageblock(type, force), expected);
    }

    void isolateFree(long pfn) {
        int expected = model.isolateFree(pfn);
        same("__isolate_free_page", maintenance.isolateFreePage(pfn), expected);
    }

    void takeOff(long pfn) {
        boolean expected = model.takeOff(pfn);
        same("take_page_off_buddy", maintenance.takePageOffBuddy(pfn), expected);
    }

    void clearBoosted() {
        same("ZONE_BOOSTED_WATERMARK", maintenance.testAndClearBoostedWatermark(), model.boostedFlag);
        model.boostedFlag = false;
    }

    private static void same(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new AssertionError(what + " gave " + actual + ", not " + expected);
        }
    }

    /** All invariants, all lists, all counters and the events since the last call. */
    void check() {
        List<String> violations = BuddyInvariants.check(zone);
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.get(0));
        }
        same("the lists: it", Lists.of(allocator), model.lists());
        same("NR_FREE_PAGES", allocator.freePages(), model.freePages());
        same("nr_reserved_highatomic", zone.nrReservedHighatomic(), model.reserved);
        same("nr_isolate_pageblock", zone.nrIsolatePageblock(), model.isolated.size());
        same("watermark_boost", zone.watermarkBoost(), model.boost);
        same("ZONE_BOOSTED_WATERMARK", zone.boostedWatermark(), model.boostedFlag);
        same("the events: it", log.lines(), model.events);
        log.clear();
        model.events.clear();
    }

    /** Lists, live blocks and pageblocks: everything that decides the future, as long as no mark is read. */
    String state() {
        StringBuilder types = new StringBuilder();
        for (int page = 0; page < zone.pages.size(); page += 1 << zone.pageblockOrder) {
            types.append(zone.pageblocks.get(page)).append(' ');
        }
        return model.live + " | " + lru + " | " + Lists.of(allocator) + " | " + types;
    }
}
