package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;
import org.mmtck.spec.proc.MemInfoTail.Hugetlb;
import org.mmtck.spec.proc.MemInfoTail.MemcgProtection;
import org.mmtck.spec.proc.MemInfoTail.Swap;

/** The end of a failure report ({@code mm/show_mem.c: __show_mem}), for both directions. */
final class MemInfoTailText {

    private static final LineFormat HUGETLB =
            LineFormat.of("Node %d hugepages_total=%d hugepages_free=%d hugepages_surp=%d hugepages_size=%dkB");
    private static final LineFormat PAGECACHE = LineFormat.of("%d total pagecache pages");
    private static final LineFormat SWAP_CACHE = LineFormat.of("%d pages in swap cache");
    private static final LineFormat FREE_SWAP = LineFormat.of("Free swap  = %dkB");
    private static final LineFormat TOTAL_SWAP = LineFormat.of("Total swap = %dkB");
    private static final LineFormat RAM = LineFormat.of("%d pages RAM");
    private static final LineFormat HIGHMEM = LineFormat.of("%d pages HighMem/MovableOnly");
    private static final LineFormat RESERVED = LineFormat.of("%d pages reserved");
    private static final LineFormat CMA = LineFormat.of("%d pages cma reserved");
    private static final LineFormat HWPOISONED = LineFormat.of("%d pages hwpoisoned");
    private static final LineFormat PROTECTION =
            LineFormat.of("Memory cgroup min protection %dkB -- low protection %dkB");

    private MemInfoTailText() {}

    static void render(StringBuilder out, MemInfoTail tail, KernelVersion kernel) {
        for (Hugetlb h : tail.hugetlb()) {
            line(out, HUGETLB.format(h.node(), h.total(), h.free(), h.surplus(), h.sizeKb()));
        }
        line(out, PAGECACHE.format(tail.pagecachePages()));
        Swap swap = tail.swap();
        if (swap != null) {
            line(out, SWAP_CACHE.format(swap.cachePages()));
            line(out, FREE_SWAP.format(swap.freeKb()));
            line(out, TOTAL_SWAP.format(swap.totalKb()));
        }
        line(out, RAM.format(tail.ramPages()));
        line(out, HIGHMEM.format(tail.highmemMovableOnlyPages()));
        line(out, RESERVED.format(tail.reservedPages()));
        Long cma = tail.cmaReservedPages();
        if (cma != null) {
            line(out, CMA.format(cma));
        }
        Long hwpoisoned = tail.hwpoisonedPages();
        if (hwpoisoned != null) {
            line(out, HWPOISONED.format(hwpoisoned));
        }
        MemcgProtection protection = tail.protection();
        if (protection != null) {
            if (!kernel.atLeast(KernelVersion.V7_0)) {
                throw new IllegalArgumentException(
                        "a kernel " + kernel.word() + " tells nothing about the protection of memory cgroups");
            }
            line(out, PROTECTION.format(protection.minKb(), protection.lowKb()));
        }
    }

    static MemInfoTail read(ProcText text, KernelVersion kernel) {
        List<Hugetlb> hugetlb = new ArrayList<>();
        for (LineFormat.Values h = HUGETLB.scan(text.peek()); h != null; h = HUGETLB.scan(text.peek())) {
            if (h.num(0) > ZoneKey.MAX_NODE) {
                throw text.wrong("a node from 0 to " + ZoneKey.MAX_NODE);
            }
            hugetlb.add(new Hugetlb((int) h.num(0), h.num(1), h.num(2), h.num(3), h.num(4)));
            text.skip();
        }
        long pagecache = PAGECACHE.read(text).num(0);
        Long swapCache = optional(text, SWAP_CACHE);
        Swap swap = swapCache == null
                ? null
                : new Swap(
                        swapCache,
                        FREE_SWAP.read(text).num(0),
                        TOTAL_SWAP.read(text).num(0));
        long ram = RAM.read(text).num(0);
        long highmem = HIGHMEM.read(text).num(0);
        long reserved = RESERVED.read(text).num(0);
        Long cma = optional(text, CMA);
        Long hwpoisoned = optional(text, HWPOISONED);
        MemcgProtection protection = null;
        LineFormat.Values values = kernel.atLeast(KernelVersion.V7_0) ? PROTECTION.scan(text.peek()) : null;
        if (values != null) {
            protection = new MemcgProtection(values.num(0), values.num(1));
            text.skip();
        }
        return new MemInfoTail(hugetlb, pagecache, swap, ram, highmem, reserved, cma, hwpoisoned, protection);
    }

    private static @Nullable Long optional(ProcText text, LineFormat format) {
        LineFormat.Values values = format.scan(text.peek());
        if (values == null) {
            return null;
        }
        text.skip();
        return values.num(0);
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append('\n');
    }
}
