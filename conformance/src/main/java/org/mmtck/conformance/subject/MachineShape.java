package org.mmtck.conformance.subject;

/**
 * The memory a subject starts with after a reset: one zone of pages 0..pages-1, all free.
 *
 * @param pages number of pages, 1..2^24; it need not be a power of two
 * @param maxOrder largest block order, 0..10
 */
public record MachineShape(long pages, int maxOrder) {
    /** Most pages a machine may have: 2^24 (64 GiB of 4 KiB pages). */
    public static final long MAX_PAGES = 1L << 24;

    /** The kernel's MAX_PAGE_ORDER. */
    public static final int MAX_PAGE_ORDER = 10;

    public MachineShape {
        if (pages < 1 || pages > MAX_PAGES) {
            throw new IllegalArgumentException("pages must be 1.." + MAX_PAGES + ", not " + pages);
        }
        if (maxOrder < 0 || maxOrder > MAX_PAGE_ORDER) {
            throw new IllegalArgumentException("maxOrder must be 0.." + MAX_PAGE_ORDER + ", not " + maxOrder);
        }
    }

    /** This machine, or as much of it as fits into the other. */
    public MachineShape within(MachineShape largest) {
        return new MachineShape(Math.min(pages, largest.pages), Math.min(maxOrder, largest.maxOrder));
    }
}
