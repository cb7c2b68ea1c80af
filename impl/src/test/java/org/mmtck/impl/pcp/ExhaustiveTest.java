package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.rule.Verifies;

/** Every state that tiny machines reach by allocations, frees and drains on any CPU, orders 0 and 1, each operation tried in each. */
@Epic("impl")
@Feature("per-CPU lists: every state of tiny machines")
class ExhaustiveTest {
    private static final int LIMIT = 60_000;

    /** Kind 0: allocate that order; 1: free the block; 2: drain. */
    private record Op(int kind, int cpu, long pfn, int order) {}

    private record Config(int pages, int cpus, PcpLimits limits) {
        Pair after(List<Op> path) {
            Pair pair = new Pair(cpus, new ZoneShape(0, pages, 1), Map.of(), PcpSystem::new);
            pair.limits(limits, 0);
            path.forEach(op -> apply(pair, op));
            return pair;
        }

        private static void apply(Pair pair, Op op) {
            switch (op.kind()) {
                case 0 -> pair.alloc(op.cpu(), op.order(), Migratetype.MOVABLE, 1);
                case 1 -> pair.free(op.cpu(), op.pfn(), 1);
                default -> pair.periodic(op.cpu(), true);
            }
        }

        List<Op> operations(Pair pair) {
            List<Op> operations = new ArrayList<>();
            for (int cpu = 0; cpu < cpus; cpu++) {
                operations.add(new Op(0, cpu, 0, 0));
                operations.add(new Op(0, cpu, 0, 1));
                operations.add(new Op(2, cpu, 0, 0));
                for (Map.Entry<Long, Integer> block : new TreeMap<>(pair.model.live).entrySet()) {
                    operations.add(new Op(1, cpu, block.getKey(), block.getValue()));
                }
            }
            return operations;
        }

        String state(Pair pair) {
            StringBuilder state = new StringBuilder(pair.model.live + pair.model.buddy.lists());
            for (int cpu = 0; cpu < cpus; cpu++) {
                state.append(pair.model.state(cpu));
            }
            return state.toString();
        }
    }

    /** The figures were computed by a separate program in another language from the clauses alone. */
    @ParameterizedTest(name = "{0} pages, {1} CPUs, batch {2}, high {3}..{4}: {5} states")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            PAGES, CPUS, BATCH, MIN, MAX, STATES, OPERATIONS
            4, 1, 1, 1, 1, 1180, 4566
            4, 1, 1, 1, 2, 448, 1976
            4, 1, 2, 2, 2, 1250, 4880
            2, 2, 1, 0, 0, 3656, 27942
            2, 2, 1, 1, 1, 18550, 130462
            2, 2, 1, 1, 2, 17310, 127500
            """)
    @Verifies({"PCP-15", "PCP-16", "PCP-19", "PCP-23", "PCP-27", "INV-19", "INV-20", "INV-24", "INV-25", "INV-29"})
    void everyStateIsRight(int pages, int cpus, int batch, int min, int max, int states, int operations) {
        Config config = new Config(pages, cpus, new PcpLimits(batch, min, max));
        Set<String> seen = new HashSet<>();
        ArrayDeque<List<Op>> frontier = new ArrayDeque<>();
        seen.add(config.state(config.after(List.of())));
        frontier.add(List.of());
        int tried = 0;
        while (!frontier.isEmpty()) {
            List<Op> path = frontier.remove();
            for (Op op : config.operations(config.after(path))) {
                List<Op> longer = new ArrayList<>(path);
                longer.add(op);
                Pair next = config.after(longer);
                tried++;
                if (seen.add(config.state(next))) {
                    next.agree();
                    assertThat(seen).hasSizeLessThanOrEqualTo(LIMIT);
                    frontier.add(longer);
                }
            }
        }
        System.out.printf(
                "%d pages, %d CPUs, batch %d, high %d..%d: %d states, %d operations tried%n",
                pages, cpus, batch, min, max, seen.size(), tried);
        assertThat(seen).as("states").hasSize(states);
        assertThat(tried).as("operations tried").isEqualTo(operations);
    }
}
