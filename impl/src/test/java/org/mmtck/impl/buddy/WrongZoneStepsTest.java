package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.RECLAIMABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.buddy.WrongZoneSteps.Maker;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Each wrong step beyond one type's lists is noticed within some random histories, and for the reason that it should be. */
@Epic("impl")
@Feature("fallback, reserve, isolation: wrong steps are noticed")
class WrongZoneStepsTest {
    private static final int HISTORIES = 120;
    private static final int STEPS = 200;

    /** What of a zone matters to the steps. */
    private record Bench(ZoneShape shape, Map<Long, Migratetype> types) {}

    private static final List<Bench> BENCHES = List.of(
            // Odd ends, and a reserve of one pageblock.
            new Bench(new ZoneShape(6, 446, 3, 2), Map.of(3L, UNMOVABLE, 5L, RECLAIMABLE, 8L, CMA, 9L, CMA, 20L, CMA)),
            // So few pages that fallback is the rule.
            new Bench(new ZoneShape(2, 61, 5, 4), Map.of(1L, UNMOVABLE, 2L, CMA)),
            // The same with enough pageblocks for a boost.
            new Bench(new ZoneShape(3, 70, 4, 3), Map.of(1L, UNMOVABLE, 3L, RECLAIMABLE)),
            // A reserve of two pageblocks.
            new Bench(new ZoneShape(6, 446, 2, 1), Map.of(5L, UNMOVABLE)));

    private static String hunt(Maker maker) {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            String found = run(BENCHES.get(seed % BENCHES.size()), maker, seed);
            if (!found.isEmpty()) {
                System.out.println(found + " (seed " + seed + ")");
                return found;
            }
        }
        return "nothing found";
    }

    private static String run(Bench bench, Maker maker, int seed) {
        Random random = new Random(seed);
        try {
            ZoneLockstep zone = new ZoneLockstep(bench.shape(), bench.types(), maker);
            for (int i = 0; i < STEPS; i++) {
                ZoneStep.random(random).apply(zone);
            }
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    @Verifies({
        "MIGR-7", "MIGR-8", "MIGR-10", "MIGR-13", "MIGR-15", "MIGR-18", "MIGR-19", "MIGR-23", "MIGR-24", "MIGR-25",
        "MIGR-26", "MIGR-27", "MIGR-36", "WMARK-26", "WMARK-28", "WMARK-51", "WMARK-56", "BUDDY-57", "BUDDY-58",
                "INV-10",
        "INV-12", "INV-13", "INV-14", "INV-15"
    })
    void theRightStepsAreNeverNoticed() {
        assertThat(hunt(new Maker() {})).isEqualTo("nothing found");
    }

    @Test
    @Trips("MIGR-7")
    void fallsBackByNumber() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.FallsBackByNumber::new))
                .startsWith("alloc gave 32, not 16");
    }

    @Test
    @Trips("MIGR-8")
    void alwaysTriesToClaim() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.AlwaysTriesToClaim::new))
                .startsWith("watermark_boost gave");
    }

    @Test
    @Trips("MIGR-10")
    void noCmaBalance() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.NoCmaBalance::new))
                .startsWith("alloc gave 56, not 36");
    }

    @Test
    @Trips("MIGR-13")
    void claimsDespiteNofragment() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.ClaimsDespiteNofragment::new))
                .startsWith("alloc gave 17, not -1");
    }

    @Test
    @Trips("MIGR-15")
    void countsFreePagesOnly() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.CountsFreePagesOnly::new))
                .startsWith("the lists: it gave");
    }

    @Test
    @Trips("MIGR-18")
    void stealsTheLargest() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.StealsTheLargest::new))
                .startsWith("");
    }

    @Test
    @Trips("MIGR-19")
    void announcesAStealAsZoneLocked() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.AnnouncesAStealAsZoneLocked::new))
                .startsWith("the events: it gave [extfrag 20 2 2 4 E U 0, zone_locked 20 2 E refill");
    }

    @Test
    @Trips("MIGR-23")
    void forgetsTheMode() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.ForgetsTheMode::new))
                .startsWith("the events: it gave");
    }

    @Test
    @Trips("WMARK-26")
    void boostsForASteal() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.BoostsForASteal::new))
                .startsWith("watermark_boost gave 8, not 0");
    }

    @Test
    @Trips("WMARK-29")
    void alwaysSetsBoosted() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.AlwaysSetsBoosted::new))
                .startsWith("ZONE_BOOSTED_WATERMARK gave true, not false");
    }

    @Test
    @Trips({"INV-15", "WMARK-29"})
    void setsBoostedWithoutBoost() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.SetsBoostedWithoutBoost::new))
                .startsWith("INV-15: ZONE_BOOSTED_WATERMARK is set");
    }

    @Test
    @Trips({"INV-14", "WMARK-28"})
    void boostsWithoutCap() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.BoostsWithoutCap::new))
                .startsWith("INV-14: watermark_boost is");
    }

    @Test
    @Trips("MIGR-7")
    void claimsCma() {
        assertThat(hunt((WrongZoneSteps.WithFallback) WrongFallbacks.ClaimsCma::new))
                .startsWith("alloc gave 32, not -1");
    }

    @Test
    @Trips({"INV-10", "WMARK-51"})
    void reservesUncounted() {
        assertThat(hunt((WrongZoneSteps.WithHighatomic) WrongZoneSteps.ReservesUncounted::new))
                .startsWith("INV-10: nr_reserved_highatomic is 0");
    }

    @Test
    @Trips("WMARK-56")
    void releasesAll() {
        assertThat(hunt((WrongZoneSteps.WithHighatomic) WrongZoneSteps.ReleasesAll::new))
                .startsWith("the lists: it gave");
    }

    @Test
    @Trips("BUDDY-57")
    void ignoresTheMark() {
        assertThat(hunt((WrongZoneSteps.WithTaking) WrongZoneSteps.IgnoresTheMark::new))
                .startsWith("__isolate_free_page gave 1, not -1");
    }

    @Test
    @Trips("BUDDY-57")
    void makesNothingMovable() {
        assertThat(hunt((WrongZoneSteps.WithTaking) WrongZoneSteps.MakesNothingMovable::new))
                .startsWith("the lists: it gave");
    }

    @Test
    @Trips("BUDDY-58")
    void takesTheWholeBlock() {
        assertThat(hunt((WrongZoneSteps.WithTaking) WrongZoneSteps.TakesTheWholeBlock::new))
                .startsWith("INV-26: pfn 56 is in 0 states");
    }

    @Test
    @Trips({"MIGR-25", "INV-5"})
    void isolatesTheBitOnly() {
        assertThat(hunt((WrongZoneSteps.WithMoves) WrongZoneSteps.IsolatesTheBitOnly::new))
                .startsWith("INV-5: the block at pfn");
    }

    @Test
    @Trips({"MIGR-26", "INV-5"})
    void movesLargeBlocksWhole() {
        assertThat(hunt((WrongZoneSteps.WithMoves) WrongZoneSteps.MovesLargeBlocksWhole::new))
                .startsWith("INV-5: the block at pfn");
    }

    @Test
    @Trips("MIGR-24")
    void neverUndoes() {
        assertThat(hunt((WrongZoneSteps.WithIsolation) WrongZoneSteps.NeverUndoes::new))
                .startsWith("the lists: it gave");
    }

    @Test
    @Trips("MIGR-36")
    void isolatesUnmovable() {
        assertThat(hunt((WrongZoneSteps.WithIsolation) WrongZoneSteps.IsolatesUnmovable::new))
                .startsWith("start_isolate_page_range gave true, not false");
    }

    @Test
    @Trips("MIGR-27")
    void unisolatesWithoutMerging() {
        assertThat(hunt((WrongZoneSteps.WithIsolation) WrongZoneSteps.UnisolatesWithoutMerging::new))
                .startsWith("the lists: it gave");
    }
}
