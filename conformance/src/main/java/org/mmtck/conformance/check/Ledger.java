package org.mmtck.conformance.check;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;

/**
 * What follows about the memory from the answers alone: which blocks are live, and into which blocks the rest must
 * have merged. With complete merging (BUDDY-10) the free blocks of one zone of one migratetype are determined by the
 * live ones, so this needs no look into the subject. Pfns are 0..pages-1.
 */
final class Ledger {
    private static final byte NONE = -1;

    private final int pages;
    private final int maxOrder;
    private final byte[] liveOrder;
    private final byte[] freeOrder;
    private final byte[] freeOrigin;
    private final int[] freeBlocks;
    private final int[] live;
    private final int[] livePosition;
    private int liveCount;
    private long livePages;

    Ledger(MachineShape shape) {
        pages = Math.toIntExact(shape.pages());
        maxOrder = shape.maxOrder();
        liveOrder = new byte[pages];
        freeOrder = new byte[pages];
        freeOrigin = new byte[pages];
        freeBlocks = new int[Origin.values().length * (maxOrder + 1)];
        live = new int[pages];
        livePosition = new int[pages];
        reset();
    }

    /** Everything is free again, in the largest naturally aligned blocks (ZONE-27). */
    void reset() {
        Arrays.fill(liveOrder, NONE);
        Arrays.fill(freeOrder, NONE);
        Arrays.fill(freeBlocks, 0);
        liveCount = 0;
        livePages = 0;
        int pfn = 0;
        while (pfn < pages) {
            int order = pfn == 0 ? maxOrder : Math.min(maxOrder, Integer.numberOfTrailingZeros(pfn));
            while (pfn + (1 << order) > pages) {
                order--;
            }
            addFree(pfn, order, Origin.WHOLE);
            pfn += 1 << order;
        }
    }

    int pages() {
        return pages;
    }

    int maxOrder() {
        return maxOrder;
    }

    int liveCount() {
        return liveCount;
    }

    long livePages() {
        return livePages;
    }

    long freePages() {
        return pages - livePages;
    }

    /** First page of the live block at this position; positions are 0..liveCount-1 and change with every free. */
    int liveAt(int position) {
        return live[position];
    }

    /** Order of the live block that starts at pfn, or -1. */
    int liveOrder(long pfn) {
        return inside(pfn) ? liveOrder[(int) pfn] : NONE;
    }

    /** Order of the free block that starts at pfn, or -1. */
    int freeOrder(long pfn) {
        return inside(pfn) ? freeOrder[(int) pfn] : NONE;
    }

    /** How the free block that starts at pfn came to be. */
    Origin originAt(long pfn) {
        return Origin.values()[freeOrigin[(int) pfn]];
    }

    boolean inside(long pfn) {
        return pfn >= 0 && pfn < pages;
    }

    /** Whether a free block of this order or a higher one exists. */
    boolean canServe(int order) {
        return easiestOrigin(order) != null;
    }

    /** The smallest order of a free block that is at least this order and owes nothing to merging, or -1. */
    int smallestUnmerged(int order) {
        for (int o = order; o <= maxOrder; o++) {
            if (freeBlocks[slot(Origin.WHOLE, o)] > 0 || freeBlocks[slot(Origin.SPLIT, o)] > 0) {
                return o;
            }
        }
        return -1;
    }

    /** The origin of the sufficient free block that asks least of a subject, or null if there is none. */
    @Nullable
    Origin easiestOrigin(int order) {
        for (Origin origin : ORIGINS) {
            for (int o = order; o <= maxOrder; o++) {
                if (freeBlocks[slot(origin, o)] > 0) {
                    return origin;
                }
            }
        }
        return null;
    }

    /** First page of the free block that wholly contains this block, or -1 if any of its pages is live or outside. */
    int freeBlockAround(long pfn, int order) {
        if (!inside(pfn) || pfn + (1L << order) > pages) {
            return -1;
        }
        for (int o = order; o <= maxOrder; o++) {
            int head = (int) pfn & -(1 << o);
            if (freeOrder[head] == o) {
                return head;
            }
        }
        return -1;
    }

    /** First page of a live block that shares a page with this block, or -1. */
    int liveBlockTouching(long pfn, int order) {
        for (int o = 0; o <= maxOrder; o++) {
            int head = (int) pfn & -(1 << o);
            if (liveOrder[head] >= o) {
                return head;
            }
        }
        long end = Math.min(pages, pfn + (1L << order));
        for (int p = (int) pfn; p < end; p++) {
            if (liveOrder[p] != NONE) {
                return p;
            }
        }
        return -1;
    }

    /** The block, which must be free, becomes live; what is left of the free block around it is split. */
    void allocate(int pfn, int order) {
        int head = freeBlockAround(pfn, order);
        if (head < 0) {
            throw new IllegalStateException("block " + pfn + " of order " + order + " is not free");
        }
        int high = freeOrder[head];
        // What is left of a merged block is there only if the merge was right, so it stays a matter of merging.
        Origin rest = originAt(head) == Origin.MERGED ? Origin.MERGED : Origin.SPLIT;
        removeFree(head);
        for (int o = high - 1; o >= order; o--) {
            int keep = pfn & -(1 << o);
            addFree(keep ^ (1 << o), o, rest);
        }
        liveOrder[pfn] = (byte) order;
        livePosition[pfn] = liveCount;
        live[liveCount++] = pfn;
        livePages += 1L << order;
    }

    /** The live block that starts at pfn becomes free and merges with its free buddies. */
    void free(int pfn) {
        int order = liveOrder[pfn];
        if (order == NONE) {
            throw new IllegalStateException("no live block starts at " + pfn);
        }
        liveOrder[pfn] = NONE;
        livePages -= 1L << order;
        int last = live[--liveCount];
        live[livePosition[pfn]] = last;
        livePosition[last] = livePosition[pfn];
        int head = pfn;
        int o = order;
        while (o < maxOrder) {
            int buddy = head ^ (1 << o);
            if (buddy >= pages || freeOrder[buddy] != o) {
                break;
            }
            removeFree(buddy);
            head &= buddy;
            o++;
        }
        addFree(head, o, o > order ? Origin.MERGED : Origin.WHOLE);
    }

    /** Calls back with (order, first page) of every free block, ascending. */
    void forEachFree(ObjLongConsumer<Integer> consumer) {
        forEach(freeOrder, consumer);
    }

    /** Calls back with (order, first page) of every live block, ascending. */
    void forEachLive(ObjLongConsumer<Integer> consumer) {
        forEach(liveOrder, consumer);
    }

    /** A number that names the set of live blocks; only for machines of at most 12 pages (5 bits a page). */
    long fingerprint() {
        if (pages > 12) {
            throw new IllegalStateException("fingerprint needs at most 12 pages, not " + pages);
        }
        long print = 0;
        for (int pfn = 0; pfn < pages; pfn++) {
            print = print << 5 | (liveOrder[pfn] + 1);
        }
        return print;
    }

    private static void forEach(byte[] orders, ObjLongConsumer<Integer> consumer) {
        for (int pfn = 0; pfn < orders.length; pfn++) {
            if (orders[pfn] != NONE) {
                consumer.accept((int) orders[pfn], pfn);
            }
        }
    }

    private static final Origin[] ORIGINS = Origin.values();

    private int slot(Origin origin, int order) {
        return origin.ordinal() * (maxOrder + 1) + order;
    }

    private void addFree(int pfn, int order, Origin origin) {
        freeOrder[pfn] = (byte) order;
        freeOrigin[pfn] = (byte) origin.ordinal();
        freeBlocks[slot(origin, order)]++;
    }

    private void removeFree(int pfn) {
        freeBlocks[slot(ORIGINS[freeOrigin[pfn]], freeOrder[pfn])]--;
        freeOrder[pfn] = NONE;
    }
}
