package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.buddy.FreeBlocks;
import org.mmtck.spec.buddy.PageBlock;
import org.mmtck.spec.gfp.Migratetype;

/**
 * The reference and the naive model side by side: each step goes to both, and the first difference is told. Used to show that
 * the reference is right and, with a wrong step planted, that a wrong one would be noticed.
 */
final class Lockstep {
    final BuddyAllocator allocator;
    final NaiveBuddy model;
    private final ZoneShape shape;
    private final boolean oneType;

    Lockstep(ZoneShape shape) {
        this(shape, Map.of(), zone -> new BuddySystem(zone, null));
    }

    /**
     * @param types type by number of the pageblock (pfn of its first page / its size); absent means MOVABLE
     * @param steps makes the buddy system, possibly a wrong one
     */
    Lockstep(ZoneShape shape, Map<Long, Migratetype> types, Function<Zone, BuddySystem> steps) {
        this(shape, types, new Zone(shape), steps);
    }

    Lockstep(ZoneShape shape, Map<Long, Migratetype> types, Zone zone, Function<Zone, BuddySystem> steps) {
        this.shape = shape;
        types.forEach((block, type) ->
                zone.setPageblockMigratetype(Math.max(shape.startPfn(), block << shape.pageblockOrder()), type));
        oneType = types.isEmpty();
        allocator = new BuddyAllocator(new PlainSeam(1, 0), steps.apply(zone), null);
        model = new NaiveBuddy(shape.startPfn(), shape.endPfn(), shape.maxOrder(), shape.pageblockOrder(), types);
    }

    /** Allocates on both sides; the answer is that of the model. */
    long alloc(int order, Migratetype type) {
        long expected = model.alloc(order, type);
        long actual = allocator.alloc(order, type);
        if (actual != expected) {
            throw new AssertionError("alloc order " + order + " " + type + " gave pfn " + actual + ", not " + expected);
        }
        return expected;
    }

    /** Frees on both sides, possibly something that is not allocated. */
    void free(long pfn, int order) {
        boolean expected = model.free(pfn, order);
        FreeResult actual = allocator.free(pfn, order);
        if (actual.refused() == expected) {
            throw new AssertionError("free of pfn " + pfn + " order " + order + " was answered: " + actual.why()
                    + "; it must be " + (expected ? "taken" : "refused"));
        }
    }

    /** The first thing that is wrong now, or null. */
    @Nullable
    String difference() {
        List<String> violations = BuddyInvariants.check(allocator.zone());
        if (!violations.isEmpty()) {
            return violations.get(0);
        }
        if (allocator.freePages() != model.freePages()) {
            return "NR_FREE_PAGES is " + allocator.freePages() + ", not " + model.freePages();
        }
        if (!Lists.of(allocator).equals(model.lists())) {
            return "the lists are " + Lists.of(allocator) + ", not " + model.lists();
        }
        return oneType ? differenceFromOracle() : null;
    }

    /** With one type everywhere the set of free blocks follows from the live ones. */
    private @Nullable String differenceFromOracle() {
        List<PageBlock> live = new ArrayList<>();
        model.live.forEach((pfn, order) -> live.add(new PageBlock(pfn, order)));
        FreeBlocks oracle = FreeBlocks.of(shape.startPfn(), shape.endPfn(), shape.maxOrder(), live);
        TreeMap<Long, PageBlock> actual = new TreeMap<>();
        for (FreeListEntry entry : allocator.snapshot()) {
            actual.put(entry.pfn(), new PageBlock(entry.pfn(), entry.order()));
        }
        if (!oracle.blocks().equals(List.copyOf(actual.values()))) {
            return "the free blocks are " + actual.values() + ", not " + oracle;
        }
        return allocator.freePages() == oracle.pages()
                ? null
                : "NR_FREE_PAGES is " + allocator.freePages() + ", but " + oracle.pages() + " pages are free";
    }

    /** Everything that decides the future: live blocks and lists. */
    String state() {
        return model.live + " | " + Lists.of(allocator);
    }
}
