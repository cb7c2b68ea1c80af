package org.mmtck.spec.zone;

/**
 * What the set-up of the watermarks needs of a zone.
 *
 * @param type which zone
 * @param managed pages handed to the allocator; at least 0 and at most {@link #MAX_PAGES}
 */
public record ZoneSize(ZoneType type, long managed) {

    /** 2^40 pages, 4 PiB: more than x86-64 can address. */
    public static final long MAX_PAGES = 1L << 40;

    public ZoneSize {
        if (managed < 0 || managed > MAX_PAGES) {
            throw new IllegalArgumentException(
                    "zone " + type.label() + " manages " + managed + " pages, which is outside 0.." + MAX_PAGES);
        }
    }
}
