package org.mmtck.impl.buddy;

import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmtck.spec.gfp.Migratetype;

/**
 * The same rules a second time, as plainly as can be: lists of pfns, a map of live blocks, every question answered by a search.
 * Shares no code with the reference; written from the clauses alone.
 */
public class NaiveBuddy {
    final long start;
    final long end;
    final int maxOrder;
    final int pageblockOrder;

    /** Per order and type, head first. */
    private final List<List<List<Long>>> lists = new ArrayList<>();

    /** Type by number of the pageblock; absent means MOVABLE. */
    final Map<Long, Migratetype> types;

    /** Order by first page. */
    public final TreeMap<Long, Integer> live = new TreeMap<>();

    public NaiveBuddy(long start, long end, int maxOrder, int pageblockOrder, Map<Long, Migratetype> types) {
        this.start = start;
        this.end = end;
        this.maxOrder = maxOrder;
        this.pageblockOrder = pageblockOrder;
        this.types = new TreeMap<>(types);
        for (int order = 0; order <= maxOrder; order++) {
            List<List<Long>> perType = new ArrayList<>();
            for (int mt = 0; mt < 6; mt++) {
                perType.add(new ArrayList<>());
            }
            lists.add(perType);
        }
        boot();
    }

    private void boot() {
        long pfn = start;
        while (pfn < end) {
            int order = maxOrder;
            while (pfn % (1L << order) != 0 || pfn + (1L << order) > end) {
                order--;
            }
            giveBack(pfn, order, true);
            pfn += 1L << order;
        }
    }

    public long alloc(int order, Migratetype type) {
        for (int found = order; found <= maxOrder; found++) {
            List<Long> list = list(found, type);
            if (!list.isEmpty()) {
                long pfn = list.remove(0);
                for (int half = found - 1; half >= order; half--) {
                    list(half, type).add(0, pfn + (1L << half));
                }
                live.put(pfn, order);
                return pfn;
            }
        }
        return -1;
    }

    public boolean free(long pfn, int order) {
        Integer allocated = live.get(pfn);
        if (allocated == null || allocated != order) {
            return false;
        }
        live.remove(pfn);
        giveBack(pfn, order, false);
        return true;
    }

    void giveBack(long pfn, int order, boolean toTail) {
        int piece = Math.min(order, pageblockOrder);
        for (long p = pfn; p < pfn + (1L << order); p += 1L << piece) {
            freeOne(p, piece, typeOf(p), toTail);
        }
    }

    void freeOne(long page, int pageOrder, Migratetype type, boolean toTail) {
        long pfn = page;
        int order = pageOrder;
        while (order < maxOrder) {
            long buddy = pfn / (2L << order) * (2L << order) == pfn ? pfn + (1L << order) : pfn - (1L << order);
            Migratetype buddyType = typeOf(buddy);
            if (!list(order, buddyType).contains(buddy)) {
                break;
            }
            boolean bothMergeable = type.value() <= 2 && buddyType.value() <= 2;
            if (order >= pageblockOrder && type != buddyType && !bothMergeable) {
                break;
            }
            list(order, buddyType).remove(buddy);
            for (long p = buddy; type != buddyType && p < buddy + (1L << order); p++) {
                types.put(p >> pageblockOrder, type);
            }
            pfn = Math.min(pfn, buddy);
            order++;
        }
        if (toTail || mergeIsNear(pfn, order)) {
            list(order, type).add(pfn);
        } else {
            list(order, type).add(0, pfn);
        }
    }

    private boolean mergeIsNear(long pfn, int order) {
        if (order > maxOrder - 2) {
            return false;
        }
        long parent = pfn / (2L << order) * (2L << order);
        long uncle = parent / (4L << order) * (4L << order) == parent ? parent + (2L << order) : parent - (2L << order);
        return lists.get(order + 1).stream().anyMatch(list -> list.contains(uncle));
    }

    public Migratetype typeOf(long pfn) {
        return types.getOrDefault(pfn >> pageblockOrder, MOVABLE);
    }

    List<Long> list(int order, Migratetype type) {
        return lists.get(order).get(type.value());
    }

    public long freePages() {
        long pages = 0;
        for (int order = 0; order <= maxOrder; order++) {
            for (Migratetype type : Migratetype.values()) {
                pages += type == ISOLATE ? 0 : (long) list(order, type).size() << order;
            }
        }
        return pages;
    }

    /** The lists as the reference document writes them, for example {@code M0:[1] M1:[2, 6]}. */
    public String lists() {
        StringBuilder text = new StringBuilder();
        for (int order = 0; order <= maxOrder; order++) {
            for (Migratetype type : Migratetype.values()) {
                if (!list(order, type).isEmpty()) {
                    text.append(text.isEmpty() ? "" : " ")
                            .append(type.letter())
                            .append(order)
                            .append(':');
                    text.append(list(order, type));
                }
            }
        }
        return text.toString();
    }
}
