package org.mmtck.spec.buddy;

/**
 * A naturally aligned block of pages.
 *
 * @param pfn its first page, a multiple of 2^order, 0 or more
 * @param order 0..10: it has 2^order pages
 */
public record PageBlock(long pfn, int order) implements Comparable<PageBlock> {
    public PageBlock {
        Buddies.checkOrder(order);
        if (!Buddies.isAligned(pfn, order)) {
            throw new IllegalArgumentException("a block of order " + order + " must start at a multiple of "
                    + Buddies.pages(order) + ", not at pfn " + pfn);
        }
    }

    /** How many pages it has. */
    public long pages() {
        return Buddies.pages(order);
    }

    /** The first page after it. */
    public long end() {
        return pfn + pages();
    }

    /** Whether the two have a page in common. */
    public boolean overlaps(PageBlock other) {
        return pfn < other.end() && other.pfn < end();
    }

    /** By first page, then by order. */
    @Override
    public int compareTo(PageBlock other) {
        int byPfn = Long.compare(pfn, other.pfn);
        return byPfn != 0 ? byPfn : Integer.compare(order, other.order);
    }

    /** For people, for example {@code [16, order 4]}. */
    @Override
    public String toString() {
        return "[" + pfn + ", order " + order + "]";
    }
}
