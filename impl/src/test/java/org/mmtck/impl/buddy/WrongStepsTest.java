package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** Each wrong step is noticed within some short random sequences, and for the reason that it should be. */
@Epic("impl")
@Feature("buddy: wrong steps are noticed")
class WrongStepsTest {
    private static final int SEQUENCES = 200;
    private static final int STEPS = 60;
    private static final ZoneShape SHAPE = new ZoneShape(0, 64, 4, 2);

    /** One pageblock is as large as the largest block, so that nothing but merging is at work. */
    private static final ZoneShape WHOLE_PAGEBLOCKS = new ZoneShape(0, 64, 4, 4);

    private static final Map<Long, Migratetype> MIXED =
            Map.of(0L, UNMOVABLE, 2L, RECLAIMABLE, 4L, CMA, 5L, CMA, 6L, HIGHATOMIC);

    @Test
    @Verifies({"BUDDY-10", "BUDDY-23", "BUDDY-28", "BUDDY-31", "INV-5", "INV-6", "INV-7", "MIGR-2"})
    void theRightStepsAreNeverNoticed() {
        assertThat(hunt(Map.of(), zone -> new BuddySystem(zone, null))).isEqualTo("nothing found");
        assertThat(hunt(MIXED, zone -> new BuddySystem(zone, null))).isEqualTo("nothing found");
    }

    @Test
    @Trips({"BUDDY-10", "INV-8"})
    void neverMerges() {
        assertThat(hunt(WHOLE_PAGEBLOCKS, Map.of(), WrongSteps.NeverMerges::new))
                .startsWith("INV-8")
                .contains("were not merged");
    }

    @Test
    @Trips({"BUDDY-10", "INV-33"})
    void mergesOneOrderTooFew() {
        assertThat(hunt(Map.of(), WrongSteps.MergesOneOrderTooFew::new)).startsWith("the lists are");
    }

    @Test
    @Trips({"BUDDY-10", "MIGR-2", "INV-6"})
    void mergesAcrossAllTypes() {
        assertThat(hunt(Map.of(0L, CMA, 1L, CMA), WrongSteps.MergesAcrossAllTypes::new))
                .isEqualTo("INV-6: NR_FREE_CMA_PAGES is 8, but the lists it counts hold 0 pages");
    }

    @Test
    @Trips({"BUDDY-10", "MIGR-2"})
    void mergesOnlyEqualTypes() {
        assertThat(hunt(Map.of(0L, UNMOVABLE), WrongSteps.MergesOnlyEqualTypes::new))
                .startsWith("the lists are");
    }

    @Test
    @Trips({"BUDDY-13", "BUDDY-14"})
    void neverLikely() {
        assertThat(hunt(Map.of(), WrongSteps.NeverLikely::new)).startsWith("the lists are");
    }

    @Test
    @Trips({"BUDDY-13", "BUDDY-14"})
    void likelyWhateverTheOrder() {
        assertThat(hunt(Map.of(), WrongSteps.LikelyWhateverTheOrder::new)).startsWith("the lists are");
    }

    @Test
    @Trips({"BUDDY-13", "BUDDY-14"})
    void likelyOneOrderTooFar() {
        assertThat(hunt(Map.of(), WrongSteps.LikelyOneOrderTooFar::new)).startsWith("the lists are");
    }

    @Test
    @Trips({"BUDDY-19", "INV-4", "INV-25"})
    void expandLosesABlock() {
        assertThat(hunt(Map.of(), WrongSteps.ExpandLosesABlock::new)).startsWith("INV-4");
        Lockstep lockstep = new Lockstep(SHAPE, Map.of(), WrongSteps.ExpandLosesABlock::new);
        lockstep.alloc(0, MOVABLE);
        assertThat(BuddyInvariants.check(lockstep.allocator.zone()))
                .contains("INV-25: the zone manages 64 pages, but 62 are free and 1 allocated, together 63");
    }

    @Test
    @Trips({"BUDDY-20", "INV-4"})
    void forgetsTheReturnedPages() {
        assertThat(hunt(Map.of(), WrongSteps.ForgetsTheReturnedPages::new)).startsWith("INV-4");
    }

    @Test
    @Trips("BUDDY-21")
    void keepsTheUpperPart() {
        assertThat(hunt(Map.of(), WrongSteps.KeepsTheUpperPart::new))
                .matches("alloc order \\d MOVABLE gave pfn \\d+, not \\d+");
    }

    @Test
    @Trips("BUDDY-31")
    void takesTheLargest() {
        assertThat(hunt(Map.of(), WrongSteps.TakesTheLargest::new))
                .matches("alloc order \\d MOVABLE gave pfn \\d+, not \\d+");
    }

    @Test
    @Trips("BUDDY-4")
    void takesTheTail() {
        assertThat(hunt(Map.of(), WrongSteps.TakesTheTail::new))
                .matches("alloc order \\d MOVABLE gave pfn \\d+, not \\d+");
    }

    @Test
    @Trips({"BUDDY-28", "INV-5"})
    void doesNotSplitLargeBlocks() {
        assertThat(hunt(Map.of(0L, CMA), WrongSteps.DoesNotSplitLargeBlocks::new))
                .startsWith("INV-5")
                .contains("has type MOVABLE at pfn 4, not CMA");
    }

    @Test
    @Trips({"BUDDY-23", "INV-6"})
    void countsAllAlike() {
        assertThat(hunt(MIXED, new WrongParts.CountsAllAlike(SHAPE))).startsWith("INV-6: NR_FREE_CMA_PAGES is 0");
        assertThat(hunt(Map.of(6L, HIGHATOMIC), new WrongParts.CountsAllAlike(SHAPE)))
                .startsWith("INV-6: nr_free_highatomic is 0, but the lists it counts hold 4 pages");
    }

    @Test
    @Trips({"BUDDY-1", "BUDDY-26", "INV-3"})
    void forgetsNrFree() {
        assertThat(hunt(Map.of(), new WrongParts.ForgetsNrFree(SHAPE))).startsWith("INV-3: nr_free of order");
    }

    @Test
    @Trips({"BUDDY-26", "INV-1", "BUDDY-2"})
    void leavesTheBuddyMark() {
        assertThat(hunt(MIXED, new WrongParts.LeavesTheBuddyMark(SHAPE)))
                .startsWith("INV-1")
                .contains("is Buddy with order")
                .endsWith("but no block on a list starts there");
    }

    @Test
    @Trips({"ZONE-27", "INV-33"})
    void losesTheOddEnds() {
        ZoneShape odd = new ZoneShape(3, 61, 4);
        assertThat(hunt(odd, Map.of(), WrongSteps.LosesTheOddEnds::new)).startsWith("NR_FREE_PAGES is 32, not 58");
    }

    @Test
    @Trips("ZONE-27")
    void handsOverSinglePagesFromTheTop() {
        assertThat(hunt(Map.of(), WrongSteps.HandsOverSinglePagesFromTheTop::new))
                .isEqualTo("the lists are M4:[48, 32, 16, 0], not M4:[0, 16, 32, 48]");
    }

    @Test
    @Trips("FREE-7")
    void trustsTheOrder() {
        Lockstep lockstep = new Lockstep(SHAPE, Map.of(), WrongSteps.TrustsTheOrder::new);
        long pfn = lockstep.alloc(2, MOVABLE);
        assertThatThrownBy(() -> lockstep.free(pfn, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("free of pfn 0 order 1 was answered: freed; it must be refused");
    }

    @Test
    @Trips("FREE-7")
    void freesTailPages() {
        Lockstep lockstep = new Lockstep(SHAPE, Map.of(), WrongSteps.FreesTailPages::new);
        long pfn = lockstep.alloc(2, MOVABLE);
        assertThatThrownBy(() -> lockstep.free(pfn + 1, 0))
                .isInstanceOf(AssertionError.class)
                .hasMessage("free of pfn 1 order 0 was answered: freed; it must be refused");
    }

    private static String hunt(Map<Long, Migratetype> types, Function<Zone, BuddySystem> steps) {
        return hunt(SHAPE, types, steps);
    }

    private static String hunt(ZoneShape shape, Map<Long, Migratetype> types, Function<Zone, BuddySystem> steps) {
        for (int seed = 1; seed <= SEQUENCES; seed++) {
            String found = run(() -> new Lockstep(shape, types, steps), seed);
            if (!found.isEmpty()) {
                System.out.println(found + " (seed " + seed + ")");
                return found;
            }
        }
        return "nothing found";
    }

    /** For a wrong zone, which can be used only once. */
    private static String hunt(Map<Long, Migratetype> types, Zone zone) {
        return run(() -> new Lockstep(SHAPE, types, zone, z -> new BuddySystem(z, null)), 1);
    }

    private static String run(Supplier<Lockstep> make, int seed) {
        Random random = new Random(seed);
        try {
            Lockstep lockstep = make.get();
            for (int step = 0; step < STEPS; step++) {
                String difference = lockstep.difference();
                if (difference != null) {
                    return difference;
                }
                step(lockstep, random);
            }
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void step(Lockstep lockstep, Random random) {
        List<Long> live = new ArrayList<>(lockstep.model.live.keySet());
        if (live.isEmpty() || random.nextInt(5) < 3) {
            Migratetype[] types = {MOVABLE, MOVABLE, UNMOVABLE, RECLAIMABLE, CMA, HIGHATOMIC};
            Migratetype type = lockstep.model.lists().contains("C")
                            || lockstep.model.lists().contains("U")
                    ? types[random.nextInt(types.length)]
                    : MOVABLE;
            lockstep.alloc(random.nextInt(SHAPE.maxOrder() + 1), type);
        } else {
            long pfn = live.get(random.nextInt(live.size()));
            lockstep.free(pfn, lockstep.model.live.getOrDefault(pfn, 0));
        }
    }
}
