package org.mmtck.impl.buddy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;

/**
 * Random histories of zones of random shape with pageblocks of all types: fallback, bulk removal, reserve, isolation, taking,
 * boost. After every step all invariants hold, and lists, counters and events are those of the naive zone.
 */
@Epic("impl")
@Feature("fallback, reserve, isolation: random histories")
class ZoneProperties {

    /** A zone, the types of its pageblocks by number (absent: MOVABLE), and what is done to it. */
    record Case(ZoneShape shape, Map<Long, Migratetype> types, List<ZoneStep> steps) {}

    @Property(tries = 500)
    @Verifies({
        "MIGR-7",
        "MIGR-8",
        "MIGR-10",
        "MIGR-13",
        "MIGR-15",
        "MIGR-18",
        "MIGR-19",
        "MIGR-23",
        "MIGR-24",
        "MIGR-25",
        "MIGR-26",
        "MIGR-27",
        "MIGR-36",
        "WMARK-26",
        "WMARK-28",
        "WMARK-29",
        "WMARK-51",
        "WMARK-53",
        "WMARK-55",
        "WMARK-56",
        "BUDDY-25",
        "BUDDY-57",
        "BUDDY-58",
        "INV-1",
        "INV-2",
        "INV-3",
        "INV-4",
        "INV-5",
        "INV-6",
        "INV-7",
        "INV-8",
        "INV-10",
        "INV-12",
        "INV-13",
        "INV-14",
        "INV-15",
        "INV-25"
    })
    void agreesWithTheNaiveZone(@ForAll("cases") Case test) {
        ZoneLockstep zone = new ZoneLockstep(test.shape(), test.types());
        zone.check();
        for (ZoneStep step : test.steps()) {
            step.apply(zone);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return shapes().flatMap(shape -> types(shape).flatMap(types -> steps().map(s -> new Case(shape, types, s))));
    }

    private static Arbitrary<ZoneShape> shapes() {
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 600);
        Arbitrary<Integer> length = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 120), Arbitraries.integers().between(100, 900));
        Arbitrary<Integer> pageblockOrder = Arbitraries.integers().between(0, 5);
        Arbitrary<Integer> more = Arbitraries.integers().between(0, 3);
        return Combinators.combine(start, length, pageblockOrder, more)
                .as((s, l, block, m) -> new ZoneShape(s, s + l, block + m, block));
    }

    private static Arbitrary<Map<Long, Migratetype>> types(ZoneShape shape) {
        long first = shape.startPfn() >> shape.pageblockOrder();
        long last = (shape.endPfn() - 1) >> shape.pageblockOrder();
        Arbitrary<Migratetype> type =
                Arbitraries.of(Migratetype.UNMOVABLE, Migratetype.RECLAIMABLE, Migratetype.CMA, Migratetype.HIGHATOMIC);
        return Arbitraries.maps(Arbitraries.longs().between(first, last), type)
                .ofMaxSize(8)
                .map(types -> possible(shape, types));
    }

    /** A pageblock that straddles the zone's edge is never set aside. */
    private static Map<Long, Migratetype> possible(ZoneShape shape, Map<Long, Migratetype> types) {
        int order = shape.pageblockOrder();
        Map<Long, Migratetype> possible = new TreeMap<>(types);
        possible.entrySet()
                .removeIf(entry -> entry.getValue() == Migratetype.HIGHATOMIC
                        && (entry.getKey() << order < shape.startPfn()
                                || (entry.getKey() + 1) << order > shape.endPfn()));
        return possible;
    }

    private static Arbitrary<List<ZoneStep>> steps() {
        Arbitrary<Integer> choice =
                Arbitraries.integers().between(0, ZoneStep.CHOICES - 1).withoutEdgeCases();
        Arbitrary<Integer> kind =
                Arbitraries.integers().between(0, ZoneStep.KINDS - 1).withoutEdgeCases();
        return Combinators.combine(kind, choice, choice, choice)
                .as(ZoneStep::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(120);
    }
}
