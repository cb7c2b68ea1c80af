package org.mmtck.spec.proc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a failure report.
 *
 * @param hugetlb one line for each node and size of huge pages; empty without them
 * @param pagecachePages pages of the page cache
 * @param swap null without CONFIG_SWAP
 * @param ramPages all pages of the machine
 * @param highmemMovableOnlyPages those that the kernel itself cannot use
 * @param reservedPages those that the allocator never got
 * @param cmaReservedPages null without CONFIG_CMA
 * @param hwpoisonedPages null without CONFIG_MEMORY_FAILURE
 * @param protection of the root memory cgroup; null without them, and before v7.0
 */
public record MemInfoTail(
        List<Hugetlb> hugetlb,
        long pagecachePages,
        @Nullable Swap swap,
        long ramPages,
        long highmemMovableOnlyPages,
        long reservedPages,
        @Nullable Long cmaReservedPages,
        @Nullable Long hwpoisonedPages,
        @Nullable MemcgProtection protection) {

    /**
     * Huge pages of one size on one node ({@code mm/hugetlb.c: hugetlb_show_meminfo_node}).
     *
     * @param total how many there are
     * @param free of them
     * @param surplus of them
     * @param sizeKb kB of one
     */
    public record Hugetlb(int node, long total, long free, long surplus, long sizeKb) {
        public Hugetlb {
            Orders.check("hugetlb", List.of((long) node, total, free, surplus, sizeKb), 5);
        }
    }

    /**
     * Swap ({@code mm/swap_state.c: show_swap_cache_info}).
     *
     * @param cachePages pages in the swap cache
     * @param freeKb kB
     * @param totalKb kB
     */
    public record Swap(long cachePages, long freeKb, long totalKb) {
        public Swap {
            Orders.check("swap", List.of(cachePages, freeKb, totalKb), 3);
        }
    }

    /** What the root memory cgroup protects, in kB ({@code mm/memcontrol.c: mem_cgroup_show_protected_memory}). */
    public record MemcgProtection(long minKb, long lowKb) {
        public MemcgProtection {
            Orders.check("protection", List.of(minKb, lowKb), 2);
        }
    }

    public MemInfoTail {
        hugetlb = List.copyOf(hugetlb);
        Orders.check(
                "report",
                List.of(
                        pagecachePages,
                        ramPages,
                        highmemMovableOnlyPages,
                        reservedPages,
                        cmaReservedPages == null ? 0 : cmaReservedPages,
                        hwpoisonedPages == null ? 0 : hwpoisonedPages),
                6);
    }
}
