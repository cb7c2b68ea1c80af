package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.HIGHATOMIC;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;
import static org.mmtck.spec.gfp.Migratetype.RECLAIMABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Random sequences in zones of random shape: the naive model, the oracle and all invariants after every step. */
@Epic("impl")
@Feature("buddy: random sequences")
class BuddyProperties {
    private static final int STEPS = 60;
    private static final Migratetype[] ALL = {UNMOVABLE, MOVABLE, RECLAIMABLE, HIGHATOMIC, CMA};

    /** A zone, the types of its pageblocks by number (absent: MOVABLE), and what is done to it. */
    record Case(ZoneShape shape, Map<Long, Migratetype> types, ActionChain<Lockstep> chain) {}

    @Property(tries = 400)
    @Verifies({
        "BUDDY-1",
        "BUDDY-2",
        "BUDDY-4",
        "BUDDY-10",
        "BUDDY-13",
        "BUDDY-14",
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
        "FREE-7",
        "ZONE-27"
    })
    void oneTypeEverywhere(@ForAll("oneType") Case test) {
        agreesAllTheWay(test);
    }

    @Property(tries = 400)
    @Verifies({"BUDDY-10", "BUDDY-23", "BUDDY-28", "BUDDY-31", "INV-5", "INV-6", "INV-7", "MIGR-2"})
    void pageblocksOfDifferentTypes(@ForAll("allTypes") Case test) {
        agreesAllTheWay(test);
    }

    private static void agreesAllTheWay(Case test) {
        Lockstep end =
                test.chain().withInvariant("agrees", BuddyProperties::agrees).run();
        freeAll(end);
        agrees(end);
    }

    /** After everything is free again the zone is as it was after hand-over, up to the order of its lists. */
    @Property(tries = 200)
    @Verifies({"INV-33", "ZONE-27"})
    void whenAllIsFreedTheHandOverIsBack(@ForAll("oneType") Case test) {
        Lockstep end = test.chain().run();
        freeAll(end);
        assertThat(blocks(end)).containsExactlyInAnyOrderElementsOf(blocks(new Lockstep(test.shape())));
    }

    private static void agrees(Lockstep lockstep) {
        assertThat(lockstep.difference()).isNull();
    }

    private static void freeAll(Lockstep lockstep) {
        new TreeMap<>(lockstep.model.live).forEach(lockstep::free);
    }

    private static List<String> blocks(Lockstep lockstep) {
        List<String> blocks = new ArrayList<>();
        lockstep.allocator.snapshot().forEach(entry -> blocks.add(entry.pfn() + " order " + entry.order()));
        return blocks;
    }

    /** The same chains notice a wrong step; a chain that did nothing would pass for a right zone. */
    @Property(tries = 1, seed = "7")
    @Trips({"BUDDY-10", "BUDDY-31"})
    void theChainsNoticeAWrongStep() {
        ZoneShape shape = new ZoneShape(5, 300, 7);
        assertThat(noticed(shape, WrongSteps.TakesTheLargest::new)).contains("gave pfn");
        assertThat(noticed(shape, WrongSteps.NeverMerges::new)).contains("INV-8");
    }

    private static String noticed(ZoneShape shape, Function<Zone, BuddySystem> steps) {
        List<ActionChain<Lockstep>> chains =
                chain(shape, Map.of(), steps, MOVABLE).sampleStream().limit(20).toList();
        for (ActionChain<Lockstep> chain : chains) {
            try {
                chain.withInvariant("agrees", BuddyProperties::agrees).run();
            } catch (Throwable e) {
                return e.getMessage() + " " + e.getCause();
            }
        }
        return "nothing";
    }

    @Provide
    Arbitrary<Case> oneType() {
        return shapes().flatMap(shape -> cases(shape, Map.of(), MOVABLE));
    }

    @Provide
    Arbitrary<Case> allTypes() {
        return shapes().flatMap(shape -> types(shape).flatMap(types -> cases(shape, types, ALL)));
    }

    private static Arbitrary<ZoneShape> shapes() {
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 3000);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 2500);
        Arbitrary<Integer> maxOrder = Arbitraries.integers().between(0, 10);
        Arbitrary<Integer> pageblockOrder = Arbitraries.integers().between(0, 10);
        return Combinators.combine(start, length, maxOrder, pageblockOrder)
                .as((s, l, max, block) -> new ZoneShape(s, s + l, max, Math.min(max, block)));
    }

    /** Types for some of the first forty pageblocks of the zone. */
    private static Arbitrary<Map<Long, Migratetype>> types(ZoneShape shape) {
        long first = shape.startPfn() >> shape.pageblockOrder();
        long last = (shape.endPfn() - 1) >> shape.pageblockOrder();
        Arbitrary<Long> block = Arbitraries.longs().between(first, Math.min(last, first + 40));
        return Arbitraries.maps(block, Arbitraries.of(ALL)).ofMaxSize((int) Math.min(20, last - first + 1));
    }

    private static Arbitrary<Case> cases(ZoneShape shape, Map<Long, Migratetype> types, Migratetype... requested) {
        return chain(shape, types, zone -> new BuddySystem(zone, null), requested)
                .map(chain -> new Case(shape, types, chain));
    }

    private static Arbitrary<ActionChain<Lockstep>> chain(
            ZoneShape shape,
            Map<Long, Migratetype> types,
            Function<Zone, BuddySystem> steps,
            Migratetype... requested) {
        return ActionChain.startWith(() -> new Lockstep(shape, types, steps))
                .withAction(5, new Alloc(shape, requested))
                .withAction(4, new FreeLive())
                .withAction(1, new FreeAnything(shape))
                .withMaxTransformations(STEPS);
    }

    private static final class Alloc implements Action.Independent<Lockstep> {
        private final int maxOrder;
        private final Migratetype[] types;

        Alloc(ZoneShape shape, Migratetype[] types) {
            maxOrder = shape.maxOrder();
            this.types = types;
        }

        @Override
        public Arbitrary<Transformer<Lockstep>> transformer() {
            return Combinators.combine(Arbitraries.integers().between(0, maxOrder), Arbitraries.of(types))
                    .as((order, type) -> Transformer.mutate(
                            "alloc order " + order + " " + type, lockstep -> lockstep.alloc(order, type)));
        }
    }

    /** Frees a live block. */
    private static final class FreeLive implements Action.Dependent<Lockstep> {
        @Override
        public boolean precondition(Lockstep lockstep) {
            return !lockstep.model.live.isEmpty();
        }

        @Override
        public Arbitrary<Transformer<Lockstep>> transformer(Lockstep lockstep) {
            return Arbitraries.of(new ArrayList<>(lockstep.model.live.entrySet()))
                    .map(block -> freeOf(block.getKey(), block.getValue()));
        }
    }

    /** Frees something in or near the zone, hardly ever a live block. */
    private static final class FreeAnything implements Action.Independent<Lockstep> {
        private final ZoneShape shape;

        FreeAnything(ZoneShape shape) {
            this.shape = shape;
        }

        @Override
        public Arbitrary<Transformer<Lockstep>> transformer() {
            return Combinators.combine(
                            Arbitraries.longs().between(shape.startPfn() - 2, shape.endPfn() + 2),
                            Arbitraries.integers().between(0, 10))
                    .as(BuddyProperties::freeOf);
        }
    }

    private static Transformer<Lockstep> freeOf(long pfn, int order) {
        return Transformer.mutate("free pfn " + pfn + " order " + order, lockstep -> lockstep.free(pfn, order));
    }
}
