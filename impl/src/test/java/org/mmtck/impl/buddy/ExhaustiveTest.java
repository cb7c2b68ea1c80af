package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.rule.Verifies;

/**
 * All sequences of allocations and frees of a small zone, of any length: every reachable state (live blocks and the order of every
 * list) is entered once and every operation is tried in it.
 */
@Epic("impl")
@Feature("buddy: every state of small zones")
class ExhaustiveTest {
    private static final int LIMIT = 200_000;

    /** An allocation of an order (pfn -1), or the free of a block. */
    private record Op(long pfn, int order) {}

    private static final class Walk {
        final ZoneShape shape;
        final Set<String> states = new HashSet<>();
        final Set<String> liveSets = new HashSet<>();
        final Map<Long, String> fingerprints = new HashMap<>();
        final ArrayDeque<List<Op>> frontier = new ArrayDeque<>();
        long transitions;
        int longest;

        Walk(ZoneShape shape) {
            this.shape = shape;
        }

        void toFixpoint() {
            enter(new Lockstep(shape), List.of());
            while (!frontier.isEmpty()) {
                List<Op> path = frontier.remove();
                for (Op op : operations(after(path))) {
                    Lockstep next = after(path);
                    apply(next, op);
                    transitions++;
                    List<Op> longer = new ArrayList<>(path);
                    longer.add(op);
                    enter(next, longer);
                }
            }
        }

        private void enter(Lockstep state, List<Op> path) {
            String key = state.state();
            String sameFingerprint = fingerprints.put(state.allocator.zone().fingerprint(), key);
            if (sameFingerprint != null) {
                assertThat(sameFingerprint)
                        .as("another state with the same fingerprint")
                        .isEqualTo(key);
            }
            String difference = state.difference();
            if (difference != null) {
                throw new AssertionError("after " + path + ": " + difference);
            }
            if (states.add(key)) {
                assertThat(states).hasSizeLessThanOrEqualTo(LIMIT);
                frontier.add(path);
                liveSets.add(state.model.live.toString());
                longest = Math.max(longest, path.size());
            }
        }

        private Lockstep after(List<Op> path) {
            Lockstep state = new Lockstep(shape);
            path.forEach(op -> apply(state, op));
            return state;
        }

        private static void apply(Lockstep state, Op op) {
            if (op.pfn() < 0) {
                state.alloc(op.order(), MOVABLE);
            } else {
                state.free(op.pfn(), op.order());
            }
        }

        private List<Op> operations(Lockstep state) {
            List<Op> operations = new ArrayList<>();
            for (int order = 0; order <= shape.maxOrder(); order++) {
                operations.add(new Op(-1, order));
            }
            new TreeMap<>(state.model.live).forEach((pfn, order) -> operations.add(new Op(pfn, order)));
            return operations;
        }
    }

    /**
     * The figures were computed by a separate program in another language from the clauses alone. The live sets of an aligned zone
     * also follow from L(0) = 2, L(k) = 1 + L(k-1)^2: a block is live as a whole or each half is in one of its states.
     */
    @ParameterizedTest(name = "pages {0}..{1}, max order {2}: {3} states")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            START, END, MAX_ORDER, STATES, LIVE_SETS, OPERATIONS, LONGEST
            0,     8,   3,         1829,   677,       14441,      12
            0,     8,   2,         1829,   676,       12611,      12
            0,     8,   1,         1912,   625,       10968,      12
            1,     7,   2,         334,    100,       1836,       10
            3,     11,  3,         3590,   520,       26527,      13
            5,     13,  10,        3590,   520,       51657,      13
            0,     6,   3,         214,    130,       1479,       9
            """)
    @Verifies({
        "BUDDY-1",
        "BUDDY-2",
        "BUDDY-4",
        "BUDDY-10",
        "BUDDY-13",
        "BUDDY-14",
        "BUDDY-19",
        "BUDDY-20",
        "BUDDY-21",
        "BUDDY-31",
        "INV-1",
        "INV-2",
        "INV-3",
        "INV-4",
        "INV-8",
        "INV-25",
        "INV-28",
        "INV-29",
        "INV-33"
    })
    void everyStateIsRight(int start, int end, int maxOrder, int states, int liveSets, int operations, int longest) {
        Walk walk = new Walk(new ZoneShape(start, end, maxOrder));
        walk.toFixpoint();
        System.out.printf(
                "pages %d..%d, max order %d: %d states, %d live sets, %d operations tried, longest shortest path %d%n",
                start, end, maxOrder, walk.states.size(), walk.liveSets.size(), walk.transitions, walk.longest);
        assertThat(walk.states).as("states").hasSize(states);
        assertThat(walk.liveSets).as("live sets").hasSize(liveSets);
        assertThat(walk.transitions).as("operations tried").isEqualTo(operations);
        assertThat(walk.longest).as("longest shortest path to a state").isEqualTo(longest);
        assertThat(walk.fingerprints).as("fingerprints: one for each state").hasSize(states);
    }
}
