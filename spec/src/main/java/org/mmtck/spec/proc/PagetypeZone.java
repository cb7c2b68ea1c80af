package org.mmtck.spec.proc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One zone of {@code /proc/pagetypeinfo}.
 *
 * @param zone which
 * @param free for each type, for each order from 0 up: the blocks on that list, at most {@link Pagetypeinfo#COUNT_LIMIT},
 *     which means that many or more. The kernel lets go of the zone between orders, so they are not of one moment.
 * @param blocks for each type: how many pageblocks have it
 * @param mixed for each type: how many of those hold pages of other types; null unless page owners are recorded
 */
public record PagetypeZone(
        ZoneKey zone,
        List<List<Long>> free,
        List<Long> blocks,
        @Nullable List<Long> mixed) {

    public PagetypeZone {
        free = free.stream().map(List::copyOf).toList();
        blocks = List.copyOf(blocks);
        mixed = mixed == null ? null : List.copyOf(mixed);
        if (free.isEmpty()) {
            throw new IllegalArgumentException(zone + " has no types");
        }
        Orders.checkCount(zone, free.get(0).size());
        for (List<Long> counts : free) {
            Orders.check(zone, counts, free.get(0).size());
            for (long count : counts) {
                if (count > Pagetypeinfo.COUNT_LIMIT) {
                    throw new IllegalArgumentException(
                            zone + ": a list is counted up to " + Pagetypeinfo.COUNT_LIMIT + ", not to " + count);
                }
            }
        }
    }

    /** Fails unless the tables have one row for each of {@code types} and are those of the file's first zone. */
    void check(int types, PagetypeZone first) {
        if (free.size() != types) {
            throw new IllegalArgumentException(zone + " has " + free.size() + " types instead of " + types);
        }
        Orders.check(zone, free.get(0), first.free.get(0).size());
        Orders.check(zone, blocks, types);
        List<Long> own = mixed;
        if ((own == null) != (first.mixed == null)) {
            throw new IllegalArgumentException(zone + ": mixed blocks are counted in all zones or in none");
        }
        if (own != null) {
            Orders.check(zone, own, types);
        }
    }
}
