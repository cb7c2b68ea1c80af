package org.mmtck.conformance.explain.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The free blocks of one zone by order.
 *
 * @param counts number of free blocks, by order from 0
 * @param letters which kinds of list are not empty, by order: letters out of {@code UMEHCI} (FAIL-24), {@code ""} where
 *     there is no block; null where the kinds are not known (/proc/buddyinfo does not tell)
 * @param printedTotalKb the total printed at the end of the line in kB, or null if none is
 */
public record FreeLists(
        List<Long> counts,
        @Nullable List<String> letters,
        @Nullable Long printedTotalKb) {

    /** The letters in the kernel's order: UNMOVABLE, MOVABLE, RECLAIMABLE, HIGHATOMIC, CMA, ISOLATE. */
    public static final String LETTERS = "UMEHCI";

    /** Most orders a line may have; the kernel's largest MAX_PAGE_ORDER is below 20. */
    public static final int MAX_ORDERS = 24;

    public FreeLists {
        if (counts.isEmpty() || counts.size() > MAX_ORDERS) {
            throw new IllegalArgumentException("orders must be 1.." + MAX_ORDERS + ", not " + counts.size());
        }
        if (letters != null && letters.size() != counts.size()) {
            throw new IllegalArgumentException(letters.size() + " letter groups for " + counts.size() + " orders");
        }
        counts = List.copyOf(counts);
        letters = letters == null ? null : List.copyOf(letters);
    }

    /** Sum of all blocks, in pages. */
    public long totalPages() {
        return pagesFrom(0);
    }

    /** Pages in blocks of this order or a larger one. */
    public long pagesFrom(int order) {
        long pages = 0;
        for (int o = order; o < counts.size(); o++) {
            pages += counts.get(o) << o;
        }
        return pages;
    }

    /** Order of the largest free block, or -1 if there is none. */
    public int largestOrder() {
        for (int order = counts.size() - 1; order >= 0; order--) {
            if (counts.get(order) > 0) {
                return order;
            }
        }
        return -1;
    }

    /** Number of free blocks of this order or a larger one. */
    public long blocksFrom(int order) {
        return counts.stream().skip(order).mapToLong(Long::longValue).sum();
    }

    /** The kinds of list that hold blocks of this order or a larger one, as letters in kernel order; "" if unknown. */
    public String lettersFrom(int order) {
        if (letters == null) {
            return "";
        }
        List<String> kinds = new ArrayList<>();
        String all = String.join("", letters.subList(Math.min(order, letters.size()), letters.size()));
        for (String letter : LETTERS.split("")) {
            kinds.addAll(all.contains(letter) ? List.of(letter) : Collections.emptyList());
        }
        return String.join("", kinds);
    }
}
