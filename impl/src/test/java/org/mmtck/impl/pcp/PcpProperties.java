package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Random sequences on machines with 1 to 4 CPUs: the naive model and all invariants after every step. */
@Epic("impl")
@Feature("per-CPU lists: random sequences")
class PcpProperties {
    private static final int STEPS = 80;
    private static final Migratetype[] TYPES = {
        Migratetype.UNMOVABLE, Migratetype.MOVABLE, Migratetype.RECLAIMABLE, Migratetype.CMA, Migratetype.HIGHATOMIC
    };

    @Property(tries = 300)
    @Verifies({
        "PCP-1", "PCP-2", "PCP-9", "PCP-15", "PCP-16", "PCP-17", "PCP-19", "PCP-20", "PCP-21", "PCP-23", "PCP-27",
        "PCP-29", "INV-19", "INV-20", "INV-22", "INV-23", "INV-24", "INV-25", "INV-29"
    })
    void agreesWithTheNaiveModel(@ForAll("chains") ActionChain<Pair> chain) {
        Pair end = chain.withInvariant("agrees", Pair::agree).run();
        end.freeEverything();
        end.agree();
        assertThat(end.machine.zone.nrFreePages()).isEqualTo(end.machine.zone.managedPages());
    }

    /** The same chains notice a wrong step; a chain that did nothing would pass for right lists. */
    @Property(tries = 1, seed = "7")
    @Trips({"PCP-15", "PCP-23", "PCP-9"})
    void theChainsNoticeAWrongStep() {
        assertThat(noticed(WrongPcp.TakesTheTail::new)).isTrue();
        assertThat(noticed(WrongPcp.BeginsAtTheFirst::new)).isTrue();
        assertThat(noticed(WrongPcp.TakesTurns::new)).isTrue();
        assertThat(noticed(WrongPcp.KeepsItsHigh::new)).isTrue();
        assertThat(noticed(PcpSystem::new)).isFalse();
    }

    private static boolean noticed(Machine.Steps steps) {
        List<ActionChain<Pair>> chains = chain(2, new ZoneShape(5, 700, 6, 4), Map.of(), steps)
                .sampleStream()
                .limit(60)
                .toList();
        for (ActionChain<Pair> chain : chains) {
            try {
                chain.withInvariant("agrees", Pair::agree).run();
            } catch (Throwable e) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<ActionChain<Pair>> chains() {
        Arbitrary<Integer> cpus = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 300);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 900);
        Arbitrary<Integer> maxOrder = Arbitraries.integers().between(0, 7);
        Arbitrary<Map<Long, Migratetype>> types = Arbitraries.maps(
                        Arbitraries.longs().between(0, 8), Arbitraries.of(TYPES))
                .ofMaxSize(4);
        return Combinators.combine(cpus, start, length, maxOrder, types).flatAs((c, s, l, max, t) -> {
            ZoneShape shape = new ZoneShape(s, s + l, max, Math.min(max, 4));
            Map<Long, Migratetype> inside = new TreeMap<>(t);
            long first = shape.startPfn() >> shape.pageblockOrder();
            long last = (shape.endPfn() - 1) >> shape.pageblockOrder();
            inside.keySet().removeIf(block -> block < first || block > last);
            return chain(c, shape, inside, PcpSystem::new);
        });
    }

    private static Arbitrary<ActionChain<Pair>> chain(
            int cpus, ZoneShape shape, Map<Long, Migratetype> types, Machine.Steps steps) {
        return ActionChain.startWith(() -> new Pair(cpus, shape, types, steps))
                .withAction(8, new Alloc(cpus, shape.maxOrder()))
                .withAction(8, new Free(cpus))
                .withAction(1, new Limits())
                .withAction(1, new Periodic(cpus))
                .withMaxTransformations(STEPS);
    }

    /** Some allocations of one kind on one CPU: runs are what makes lists grow. */
    private static final class Alloc implements Action.Independent<Pair> {
        private final int cpus;
        private final int maxOrder;

        Alloc(int cpus, int maxOrder) {
            this.cpus = cpus;
            this.maxOrder = maxOrder;
        }

        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, cpus - 1),
                            Arbitraries.integers().between(0, maxOrder),
                            Arbitraries.frequencyOf(
                                    Tuple.of(4, Arbitraries.just(Migratetype.MOVABLE)),
                                    Tuple.of(1, Arbitraries.of(TYPES))),
                            Arbitraries.integers().between(1, 30))
                    .as((cpu, order, type, times) -> Transformer.mutate(
                            times + " times on CPU " + cpu + ": alloc order " + order + " " + type,
                            pair -> pair.alloc(cpu, order, type, times)));
        }
    }

    private static final class Free implements Action.Dependent<Pair> {
        private final int cpus;

        Free(int cpus) {
            this.cpus = cpus;
        }

        @Override
        public boolean precondition(Pair pair) {
            return !pair.model.live.isEmpty();
        }

        @Override
        public Arbitrary<Transformer<Pair>> transformer(Pair pair) {
            return Combinators.combine(
                            Arbitraries.integers().between(0, cpus - 1),
                            Arbitraries.of(new ArrayList<>(pair.model.live.keySet())),
                            Arbitraries.integers().between(1, 30))
                    .as((cpu, pfn, times) -> Transformer.mutate(
                            "up to " + times + " blocks from pfn " + pfn + " on, on CPU " + cpu + ": free",
                            p -> p.free(cpu, pfn, times)));
        }
    }

    private static final class Limits implements Action.Independent<Pair> {
        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Combinators.combine(
                            Arbitraries.of(1, 3, 7),
                            Arbitraries.integers().between(0, 60),
                            Arbitraries.integers().between(0, 200),
                            Arbitraries.integers().between(0, 3))
                    .as((batch, min, more, pressure) -> Transformer.mutate(
                            "limits " + batch + " " + min + " " + (min + more) + ", pressure " + pressure,
                            pair -> pair.limits(new PcpLimits(batch, min, min + more), pressure)));
        }
    }

    private static final class Periodic implements Action.Independent<Pair> {
        private final int cpus;

        Periodic(int cpus) {
            this.cpus = cpus;
        }

        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Combinators.combine(Arbitraries.integers().between(0, cpus - 1), Arbitraries.of(true, false))
                    .as((cpu, drain) -> Transformer.mutate(
                            (drain ? "drain" : "decay") + " CPU " + cpu, pair -> pair.periodic(cpu, drain)));
        }
    }
}
