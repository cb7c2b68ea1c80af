package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.AllocFlags;

/**
 * All sequences of movable and unmovable requests, with and without NOFRAGMENT, and of frees, of any length, in small zones
 * where one type falls back to the other. Blocks of movable requests are on an LRU list. Every reachable state is entered once
 * and every operation is tried in it.
 */
@Epic("impl")
@Feature("fallback: every state of small zones")
class ZoneExhaustiveTest {
    private static final int LIMIT = 200_000;

    /** An allocation (pfn -1), or the free of a block. */
    private record Op(long pfn, int order, Migratetype type, int flags) {}

    /** A zone, and what of it the allocator does not keep: which request each live block came from. */
    private static final class Machine {
        final Zone zone;
        final BuddyAllocator allocator;
        final TreeMap<Long, Op> live = new TreeMap<>();

        Machine(ZoneShape shape) {
            zone = new Zone(shape);
            allocator = new BuddyAllocator(new PlainSeam(1, 0), zone, this::isMovable, null);
        }

        private boolean isMovable(long pfn) {
            Map.Entry<Long, Op> block = live.floorEntry(pfn);
            boolean inside = block != null
                    && pfn < block.getKey() + (1L << block.getValue().order());
            return inside && block.getValue().type() == MOVABLE;
        }

        void apply(Op op) {
            if (op.pfn() >= 0) {
                live.remove(op.pfn());
                assertThat(allocator.free(op.pfn(), op.order())).isEqualTo(FreeResult.FREED);
                return;
            }
            long pfn = allocator.alloc(op.order(), op.type(), op.flags());
            if (pfn >= 0) {
                live.put(pfn, new Op(pfn, op.order(), op.type(), 0));
            }
        }

        List<Op> operations() {
            List<Op> operations = new ArrayList<>(live.values());
            for (int order = 0; order <= zone.maxOrder; order++) {
                for (Migratetype type : List.of(UNMOVABLE, MOVABLE)) {
                    operations.add(new Op(-1, order, type, 0));
                    operations.add(new Op(-1, order, type, AllocFlags.ALLOC_NOFRAGMENT));
                }
            }
            return operations;
        }

        String state() {
            StringBuilder state = new StringBuilder(Lists.of(allocator));
            live.values()
                    .forEach(op -> state.append(' ')
                            .append(op.pfn())
                            .append('o')
                            .append(op.order())
                            .append(op.type()));
            for (int page = 0; page < zone.pages.size(); page += 1 << zone.pageblockOrder) {
                state.append(' ').append(zone.pageblocks.get(page));
            }
            return state.toString();
        }
    }

    private static final class Walk {
        final ZoneShape shape;
        final Set<String> states = new HashSet<>();
        final ArrayDeque<List<Op>> frontier = new ArrayDeque<>();
        long operations;
        int longest;

        Walk(ZoneShape shape) {
            this.shape = shape;
        }

        void toFixpoint() {
            enter(new Machine(shape), List.of());
            while (!frontier.isEmpty()) {
                List<Op> path = frontier.remove();
                for (Op op : after(path).operations()) {
                    Machine next = after(path);
                    next.apply(op);
                    operations++;
                    List<Op> longer = new ArrayList<>(path);
                    longer.add(op);
                    enter(next, longer);
                }
            }
        }

        private void enter(Machine machine, List<Op> path) {
            String state = machine.state();
            if (!states.add(state)) {
                return;
            }
            assertThat(states).hasSizeLessThanOrEqualTo(LIMIT);
            assertThat(BuddyInvariants.check(machine.zone)).as("after %s", path).isEmpty();
            frontier.add(path);
            longest = Math.max(longest, path.size());
        }

        private Machine after(List<Op> path) {
            Machine machine = new Machine(shape);
            path.forEach(machine::apply);
            return machine;
        }
    }

    /** The figures were computed by a separate program in another language from the clauses alone. */
    @ParameterizedTest(name = "{0} pages, pageblock order {1}, max order {2}: {3} states")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            PAGES, PAGEBLOCK_ORDER, MAX_ORDER, STATES, OPERATIONS, LONGEST
            4,     1,               2,         356,    5130,       10
            6,     1,               2,         7880,   122404,     17
            6,     2,               2,         2957,   46110,      12
            8,     2,               3,         79897,  1648778,    16
            """)
    @Verifies({"MIGR-7", "MIGR-8", "MIGR-13", "MIGR-15", "MIGR-18", "INV-5", "INV-8", "INV-25", "INV-29"})
    void everyStateIsRight(int pages, int pageblockOrder, int maxOrder, int states, long operations, int longest) {
        Walk walk = new Walk(new ZoneShape(0, pages, maxOrder, pageblockOrder));
        walk.toFixpoint();
        System.out.printf(
                "%d pages, pageblock order %d, max order %d: %d states, %d operations tried, longest shortest path %d%n",
                pages, pageblockOrder, maxOrder, walk.states.size(), walk.operations, walk.longest);
        assertThat(walk.states).as("states").hasSize(states);
        assertThat(walk.operations).as("operations tried").isEqualTo(operations);
        assertThat(walk.longest).as("longest shortest path to a state").isEqualTo(longest);
    }
}
