package org.mmtck.impl.buddy;

import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.mmtck.spec.gfp.Migratetype;

/** The naive model with isolation and the taking of chosen pages as well: all that a zone can do. */
final class NaiveZone extends NaiveFallback {
    /** Bad pages. */
    final Set<Long> takenOff = new HashSet<>();

    NaiveZone(ZoneShape shape, Map<Long, Migratetype> types, LongPredicate movable) {
        super(shape, types, movable);
    }

    private Migratetype storedTypeOf(long pfn) {
        return types.getOrDefault(pfn >> pageblockOrder, MOVABLE);
    }

    // -- isolation --

    boolean isolate(long from, long to, IsolateMode mode) {
        long first = from >> pageblockOrder;
        long last = (to - 1) >> pageblockOrder;
        List<Long> sequence = new ArrayList<>(List.of(first));
        if (last != first) {
            sequence.add(last);
        }
        for (long block = first + 1; block < last; block++) {
            sequence.add(block);
        }
        List<Long> done = new ArrayList<>();
        for (long block : sequence) {
            if (!isolateOne(block, from, to, mode)) {
                undoFailed(done, first, last);
                return false;
            }
            done.add(block);
        }
        return true;
    }

    /** The last pageblock was isolated second and is let go last. */
    private void undoFailed(List<Long> done, long first, long last) {
        done.stream().filter(block -> block == first || block != last).sorted().forEach(this::unisolate);
        done.stream().filter(block -> block != first && block == last).forEach(this::unisolate);
    }

    private boolean isolateOne(long block, long from, long to, IsolateMode mode) {
        if (isolated.contains(block) || unmovable(block, from, to, mode) || !whole(block)) {
            return false;
        }
        toggle(block, true);
        return true;
    }

    private boolean unmovable(long block, long from, long to, IsolateMode mode) {
        long end = Math.min(to, (block + 1) << pageblockOrder);
        if (storedTypeOf(block << pageblockOrder) == CMA) {
            return mode != IsolateMode.CMA_ALLOC;
        }
        for (long pfn = Math.max(from, block << pageblockOrder); pfn < end; pfn++) {
            boolean bad = takenOff.contains(pfn);
            boolean referenced = bad || live.containsKey(pfn);
            boolean excused = bad && mode == IsolateMode.MEM_OFFLINE;
            if (referenced && !excused && !movable.test(pfn)) {
                return true;
            }
        }
        return false;
    }

    private void toggle(long block, boolean on) {
        long pfn = block << pageblockOrder;
        Free large = freeBlockOf(pfn);
        if (large != null && large.order() > pageblockOrder) {
            list(large.order(), large.type()).remove(large.pfn());
            mark(block, on);
            giveBack(large.pfn(), large.order(), false);
            return;
        }
        Migratetype stored = storedTypeOf(pfn);
        moveBlock(block, on ? stored : ISOLATE, on ? ISOLATE : stored);
        mark(block, on);
    }

    private void mark(long block, boolean on) {
        if (on) {
            isolated.add(block);
        } else {
            isolated.remove(block);
        }
    }

    void unisolate(long block) {
        if (!isolated.contains(block)) {
            return;
        }
        long pfn = block << pageblockOrder;
        int order = orderToMerge(pfn);
        if (order < 0) {
            toggle(block, false);
            return;
        }
        list(order, ISOLATE).remove(pfn);
        mark(block, false);
        freeOne(pfn, order, typeOf(pfn), true);
    }

    /** The order of the free block that starts here, if it has a free buddy that is not isolated; else -1. */
    private int orderToMerge(long pfn) {
        Free free = freeBlockOf(pfn);
        if (free == null || free.pfn() != pfn || free.order() < pageblockOrder || free.order() >= maxOrder) {
            return -1;
        }
        long buddyPfn = pfn ^ (1L << free.order());
        Free buddy = freeBlockOf(buddyPfn);
        boolean whole = buddy != null && buddy.pfn() == buddyPfn && buddy.order() == free.order();
        return whole && buddy != null && buddy.type() != ISOLATE ? free.order() : -1;
    }

    // -- taking --

    /** The order of the block that starts here and may go, or -1. */
    int isolateFree(long pfn) {
        Free free = freeBlockOf(pfn);
        if (free == null || free.pfn() != pfn) {
            return -1;
        }
        int order = free.order();
        Migratetype type = free.type();
        boolean allowed = type == ISOLATE || freePages() - pagesOf(HIGHATOMIC) > min + (1L << order);
        if (!allowed) {
            return -1;
        }
        list(order, type).remove(pfn);
        live.put(pfn, order);
        if (order >= pageblockOrder - 1) {
            for (long p = pfn; p < pfn + (1L << order); p += blockPages()) {
                if (typeOf(p).value() <= 2 && whole(p >> pageblockOrder)) {
                    moveBlock(p >> pageblockOrder, typeOf(p), MOVABLE);
                    types.put(p >> pageblockOrder, MOVABLE);
                }
            }
        }
        return order;
    }

    boolean takeOff(long pfn) {
        Free free = freeBlockOf(pfn);
        if (free == null) {
            return false;
        }
        Migratetype type = free.type();
        list(free.order(), type).remove(free.pfn());
        for (int order = free.order() - 1; order >= 0; order--) {
            long mine = pfn >> order << order;
            list(order, type).add(0, mine ^ (1L << order));
        }
        takenOff.add(pfn);
        return true;
    }
}
