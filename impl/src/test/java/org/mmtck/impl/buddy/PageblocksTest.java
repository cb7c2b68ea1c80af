package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.spec.gfp.Migratetype.ISOLATE;
import static org.mmtck.spec.gfp.Migratetype.UNMOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** The type that each pageblock has, and its isolate bit. */
@Epic("impl")
@Feature("buddy: types of pageblocks")
class PageblocksTest {

    /** What a table of four pageblocks of 4 pages says while types and isolate bits of the second one are stored. */
    private static String typesSeen(Pageblocks blocks) {
        StringBuilder seen = new StringBuilder();
        seen.append(Migratetype.ofValue(blocks.get(5)).letter());
        seen.append(blocks.set(5, Migratetype.RECLAIMABLE.value()) ? " stored " : " refused ");
        seen.append(Migratetype.ofValue(blocks.get(4)).letter());
        seen.append(", next block ").append(Migratetype.ofValue(blocks.get(8)).letter());
        blocks.setIsolate(7, true);
        seen.append(", isolated ").append(Migratetype.ofValue(blocks.get(4)).letter());
        seen.append(blocks.set(4, ISOLATE.value()) ? ", ISOLATE stored" : ", ISOLATE refused");
        blocks.setIsolate(4, false);
        seen.append(", back ").append(Migratetype.ofValue(blocks.get(4)).letter());
        blocks.setIsolate(4, true);
        blocks.set(4, UNMOVABLE.value());
        return seen.append(", stored over isolated ")
                .append(Migratetype.ofValue(blocks.get(4)).letter())
                .toString();
    }

    @Test
    @Verifies("MIGR-5")
    void storingTheTypeOfAPageblock() {
        assertThat(typesSeen(new Pageblocks(16, 2)))
                .isEqualTo("M stored E, next block M, isolated I, ISOLATE refused, back E, stored over isolated U");
    }

    @Test
    @Trips("MIGR-5")
    void storingWhateverIsAskedIsNoticed() {
        assertThat(typesSeen(new WrongParts.StoresWhateverIsAsked(16, 2)))
                .isEqualTo("M stored E, next block M, isolated I, ISOLATE stored, back E, stored over isolated I");
    }

    @ParameterizedTest
    @CsvSource({
        "UNMOVABLE, UNMOVABLE",
        "MOVABLE, UNMOVABLE",
        "RECLAIMABLE, UNMOVABLE",
        "HIGHATOMIC, HIGHATOMIC",
        "CMA, CMA"
    })
    @Verifies("MIGR-5")
    void withGroupingDisabledMergeableTypesBecomeUnmovable(Migratetype asked, Migratetype stored) {
        Pageblocks blocks = new Pageblocks(16, 2);
        blocks.pageGroupByMobilityDisabled = true;
        assertThat(blocks.set(0, asked.value())).isTrue();
        assertThat(blocks.get(0)).isEqualTo(stored.value());
    }
}
