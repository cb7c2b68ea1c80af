package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.CMA;
import static org.mmtck.spec.gfp.Migratetype.RECLAIMABLE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mmtck.impl.buddy.WrongZoneSteps.Maker;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;

/** Each wrong step beyond one type's lists is noticed within some random histories, and for the reason that it should be. */
@Epic("impl")
@Feature("fallback, reserve, isolation: wrong steps are noticed")
class WrongZoneStepsTest {
    private static final int HISTORIES = 60;
    private static final int STEPS = 150;

    /** Large enough for a reserve of one pageblock, with odd ends. */
    private static final ZoneShape SHAPE = new ZoneShape(6, 446, 3, 2);

    private static final Map<Long, Migratetype> TYPES =
            Map.of(3L, UNMOVABLE, 5L, RECLAIMABLE, 8L, CMA, 9L, CMA, 20L, CMA);

    /** With so few pages fallback is the rule. */
    private static final ZoneShape SMALL = new ZoneShape(2, 61, 5, 4);

    private static final Map<Long, Migratetype> SMALL_TYPES = Map.of(1L, UNMOVABLE, 2L, CMA);

    private static String hunt(Maker maker) {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            String found = run(seed % 2 == 0 ? SHAPE : SMALL, seed % 2 == 0 ? TYPES : SMALL_TYPES, maker, seed);
            if (!found.isEmpty()) {
                System.out.println(found + " (seed " + seed + ")");
                return found;
            }
        }
        return "nothing found";
    }

    private static String run(ZoneShape shape, Map<Long, Migratetype> types, Maker maker, int seed) {
        Random random = new Random(seed);
        try {
            ZoneLockstep zone = new ZoneLockstep(shape, types, maker);
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
}
