package org.mmtck.impl.buddy;

import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.RECLAIMABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_CMA;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_HIGHATOMIC;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_KSWAPD;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NOFRAGMENT;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_NON_BLOCK;
import static org.mmtck.spec.zone.AllocFlags.ALLOC_OOM;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/** The naive model with fallback between types and the reserve for atomic requests. Also from the clauses alone. */
class NaiveFallback extends NaiveBuddy {
    private static final Map<Migratetype, List<Migratetype>> FALLBACKS = Map.of(
            UNMOVABLE, List.of(RECLAIMABLE, MOVABLE),
            MOVABLE, List.of(RECLAIMABLE, UNMOVABLE),
            RECLAIMABLE, List.of(UNMOVABLE, MOVABLE));

    final LongPredicate movable;

    /** Numbers of the isolated pageblocks. */
    final Set<Long> isolated = new HashSet<>();

    final List<String> events = new ArrayList<>();
    long reserved;
    long boost;
    boolean boostedFlag;
    long min;
    long high;
    int boostFactor = 15000;

    NaiveFallback(ZoneShape shape, Map<Long, Migratetype> types, LongPredicate movable) {
        super(shape.startPfn(), shape.endPfn(), shape.maxOrder(), shape.pageblockOrder(), types);
        this.movable = movable;
        reserved = types.values().stream().filter(type -> type == HIGHATOMIC).count() * blockPages();
    }

    long blockPages() {
        return 1L << pageblockOrder;
    }

    @Override
    public Migratetype typeOf(long pfn) {
        // While the superclass boots there are no isolated pageblocks yet.
        boolean isIsolated = isolated != null && isolated.contains(pfn >> pageblockOrder);
        return isIsolated ? ISOLATE : super.typeOf(pfn);
    }

    long pagesOf(Migratetype type) {
        long pages = 0;
        for (int order = 0; order <= maxOrder; order++) {
            pages += (long) list(order, type).size() << order;
        }
        return pages;
    }

    // -- allocation --

    long alloc(int order, Migratetype type, int flags) {
        long pfn = (flags & ALLOC_HIGHATOMIC) != 0 ? smallest(order, HIGHATOMIC) : -1;
        if (pfn < 0) {
            pfn = bulk(order, type, flags, 1).stream().findFirst().orElse(-1L);
        }
        if (pfn < 0 && (flags & (ALLOC_OOM | ALLOC_NON_BLOCK)) != 0) {
            pfn = smallest(order, HIGHATOMIC);
        }
        if (pfn >= 0) {
            live.put(pfn, order);
            if ((flags & ALLOC_HIGHATOMIC) != 0) {
                reserve(pfn, order);
            }
        }
        events.add("alloc " + pfn + " " + order + " " + type.letter());
        return pfn;
    }

    List<Long> bulk(int order, Migratetype type, int flags, int count) {
        List<Long> pages = new ArrayList<>();
        String mode = "NORMAL";
        while (pages.size() < count) {
            String[] where = {mode};
            long pfn = rmqueue(order, type, flags, where);
            if (pfn < 0) {
                break;
            }
            mode = where[0];
            live.put(pfn, order);
            pages.add(pfn);
        }
        return pages;
    }

    private long rmqueue(int order, Migratetype type, int flags, String[] mode) {
        boolean cma = (flags & ALLOC_CMA) != 0;
        long pfn = -1;
        if (cma && pagesOf(CMA) > freePages() / 2) {
            pfn = smallest(order, CMA);
            if (pfn >= 0) {
                return pfn;
            }
        }
        if (mode[0].equals("NORMAL")) {
            pfn = smallest(order, type);
            if (pfn >= 0) {
                return pfn;
            }
        }
        if (!mode[0].equals("STEAL")) {
            pfn = cma ? smallest(order, CMA) : -1;
            if (pfn >= 0) {
                mode[0] = "CMA";
                return pfn;
            }
            pfn = claim(order, type, flags);
            if (pfn >= 0) {
                mode[0] = "NORMAL";
                return pfn;
            }
        }
        pfn = (flags & ALLOC_NOFRAGMENT) != 0 ? -1 : steal(order, type);
        mode[0] = pfn >= 0 ? "STEAL" : mode[0];
        return pfn;
    }

    private long smallest(int order, Migratetype type) {
        for (int found = order; found <= maxOrder; found++) {
            if (!list(found, type).isEmpty()) {
                long pfn = cut(found, order, type);
                boolean refill = (order <= 3 || order == 9) && type.value() < 3;
                events.add("zone_locked " + pfn + " " + order + " " + type.letter() + (refill ? " refill" : ""));
                return pfn;
            }
        }
        return -1;
    }

    private long cut(int found, int order, Migratetype type) {
        long pfn = list(found, type).remove(0);
        halves(pfn, found, order, type);
        return pfn;
    }

    private void halves(long pfn, int found, int order, Migratetype type) {
        for (int half = found - 1; half >= order; half--) {
            list(half, type).add(0, pfn + (1L << half));
        }
    }

    private long claim(int order, Migratetype start, int flags) {
        int lowest = (flags & ALLOC_NOFRAGMENT) != 0 && order < pageblockOrder ? pageblockOrder : order;
        for (int found = maxOrder; found >= lowest; found--) {
            boolean may = found >= pageblockOrder || found >= pageblockOrder / 2 || start != MOVABLE;
            if (!may) {
                return -1;
            }
            for (Migratetype other : FALLBACKS.getOrDefault(start, List.of())) {
                if (!list(found, other).isEmpty()) {
                    long pfn = tryClaim(found, order, start, other, flags);
                    if (pfn >= 0) {
                        extfrag(pfn, order, found, start, other, 1);
                        return pfn;
                    }
                    break;
                }
            }
        }
        return -1;
    }

    private void extfrag(long pfn, int order, int found, Migratetype start, Migratetype other, int change) {
        events.add("extfrag " + pfn + " " + order + " " + found + " " + pageblockOrder + " " + start.letter() + " "
                + other.letter() + " " + change);
    }

    private long tryClaim(int found, int order, Migratetype start, Migratetype other, int flags) {
        if (found >= pageblockOrder) {
            long pfn = list(found, other).remove(0);
            retype(pfn, found, start);
            halves(pfn, found, order, start);
            return pfn;
        }
        raiseBoost((flags & ALLOC_KSWAPD) != 0);
        long block = list(found, other).get(0) >> pageblockOrder;
        if (!whole(block)) {
            return -1;
        }
        long free = 0;
        long canMove = 0;
        for (long pfn = block << pageblockOrder; pfn < (block + 1) << pageblockOrder; pfn++) {
            boolean isFree = isFree(pfn);
            free += isFree ? 1 : 0;
            canMove += !isFree && movable.test(pfn) ? 1 : 0;
        }
        long alike = start == MOVABLE ? canMove : other == MOVABLE ? blockPages() - free - canMove : 0;
        if (free + alike < blockPages() / 2) {
            return -1;
        }
        moveBlock(block, other, start);
        types.put(block, start);
        return smallest(order, start);
    }

    private void raiseBoost(boolean kswapd) {
        long share = high * boostFactor / 10000;
        if (boostFactor == 0 || 4 * blockPages() > managed() || share == 0) {
            return;
        }
        boost = Math.min(boost + blockPages(), Math.max(blockPages(), share));
        boostedFlag |= kswapd;
    }

    private long managed() {
        return end - start;
    }

    private long steal(int order, Migratetype start) {
        for (int found = order; found <= maxOrder; found++) {
            for (Migratetype other : FALLBACKS.getOrDefault(start, List.of())) {
                if (!list(found, other).isEmpty()) {
                    long pfn = cut(found, order, other);
                    extfrag(pfn, order, found, start, other, 0);
                    return pfn;
                }
            }
        }
        return -1;
    }

    // -- pageblocks --

    boolean whole(long block) {
        return block << pageblockOrder >= start && (block + 1) << pageblockOrder <= end;
    }

    private boolean isFree(long pfn) {
        return freeBlockOf(pfn) != null;
    }

    /** First page, order and type of the free block that contains the page, or null. */
    @Nullable
    Free freeBlockOf(long pfn) {
        for (int order = 0; order <= maxOrder; order++) {
            long first = pfn >> order << order;
            for (Migratetype type : Migratetype.values()) {
                if (list(order, type).contains(first)) {
                    return new Free(first, order, type);
                }
            }
        }
        return null;
    }

    private void retype(long pfn, int order, Migratetype type) {
        for (long p = pfn; p < pfn + (1L << order); p += blockPages()) {
            types.put(p >> pageblockOrder, type);
        }
    }

    /** Moves the free blocks that begin in a pageblock to the tails, lowest first. */
    void moveBlock(long block, Migratetype from, Migratetype to) {
        TreeMap<Long, Integer> found = new TreeMap<>();
        for (int order = 0; order <= maxOrder; order++) {
            for (long pfn : list(order, from)) {
                if (pfn >> pageblockOrder == block) {
                    found.put(pfn, order);
                }
            }
        }
        found.forEach((pfn, order) -> {
            list(order, from).remove(pfn);
            list(order, to).add(pfn);
        });
    }

    // -- reserve --

    private void reserve(long pfn, int order) {
        long share = managed() / 100;
        long most = share < blockPages() ? 0 : (share + blockPages() - 1) / blockPages() * blockPages();
        Migratetype type = typeOf(pfn);
        if (reserved >= most || type.value() > 2) {
            return;
        }
        if (order >= pageblockOrder) {
            retype(pfn, order, HIGHATOMIC);
            reserved += 1L << order;
        } else if (whole(pfn >> pageblockOrder)) {
            moveBlock(pfn >> pageblockOrder, type, HIGHATOMIC);
            types.put(pfn >> pageblockOrder, HIGHATOMIC);
            reserved += blockPages();
        }
    }

    boolean unreserve(Migratetype type, boolean force) {
        if (!force && reserved <= blockPages()) {
            return false;
        }
        for (int order = 0; order <= maxOrder; order++) {
            if (!list(order, HIGHATOMIC).isEmpty()) {
                long pfn = list(order, HIGHATOMIC).get(0);
                reserved -= Math.min(reserved, Math.max(blockPages(), 1L << order));
                if (order < pageblockOrder) {
                    moveBlock(pfn >> pageblockOrder, HIGHATOMIC, type);
                    types.put(pfn >> pageblockOrder, type);
                } else {
                    list(order, HIGHATOMIC).remove(0);
                    list(order, type).add(pfn);
                    retype(pfn, order, type);
                }
                return true;
            }
        }
        return false;
    }

    /** A free block. */
    record Free(long pfn, int order, Migratetype type) {}
}
