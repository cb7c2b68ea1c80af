package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmtck.spec.rule.Trips;

/** Each mistake in the watermark test is caught by the rows of the worked examples that are about it. */
@Epic("Watermarks")
@Feature("Wrong tests are caught")
class WrongWatermarkTest {

    @Test
    void theTellingItselfIsRight() {
        assertThat(WrongWatermark.NONE.caughtByRows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noMistakeGetsThrough(WrongWatermark wrong) {
        assertThat(wrong.caughtByRows()).isNotEmpty();
    }

    @Test
    @Trips("WMARK-41")
    void equalityOrAForgottenReserve() {
        assertThat(WrongWatermark.EQUALITY_PASSES.caughtByRows()).containsExactly(2, 4, 6, 8, 9, 12, 35);
        assertThat(WrongWatermark.NO_LOWMEM_RESERVE.caughtByRows()).containsExactly(4);
    }

    @Test
    @Trips("WMARK-2")
    void aForgottenBoost() {
        assertThat(WrongWatermark.BOOST_FORGOTTEN.caughtByRows()).containsExactly(29, 30, 32, 34);
    }

    @Test
    @Trips("WMARK-37")
    void anOrderThatIsNotDeducted() {
        assertThat(WrongWatermark.ORDER_NOT_DEDUCTED.caughtByRows()).containsExactly(38);
    }

    @Test
    @Trips("WMARK-38")
    void highatomicPagesForTheWrongRequests() {
        assertThat(WrongWatermark.HIGHATOMIC_NOT_DEDUCTED.caughtByRows()).containsExactly(14, 15);
        assertThat(WrongWatermark.HIGHATOMIC_DEDUCTED_FOR_NON_BLOCK.caughtByRows())
                .containsExactly(16);
    }

    @Test
    @Trips("WMARK-39")
    void cmaPagesForTheWrongRequests() {
        assertThat(WrongWatermark.CMA_NOT_DEDUCTED.caughtByRows()).containsExactly(17);
        assertThat(WrongWatermark.CMA_ALWAYS_DEDUCTED.caughtByRows()).containsExactly(18);
    }

    @Test
    @Trips("WMARK-40")
    void reservesOfTheWrongSize() {
        assertThat(WrongWatermark.RESERVE_ROUNDED_DOWN.caughtByRows()).containsExactly(12);
        assertThat(WrongWatermark.NON_BLOCK_ALONE_LOWERS.caughtByRows()).containsExactly(9);
        assertThat(WrongWatermark.QUARTER_OF_THE_WHOLE.caughtByRows()).containsExactly(8, 12);
        assertThat(WrongWatermark.HIGHATOMIC_LOWERS.caughtByRows()).containsExactly(35);
    }

    @Test
    @Trips("WMARK-43")
    void blocksThatAreNoneForThisRequest() {
        assertThat(WrongWatermark.ONLY_THE_EXACT_ORDER.caughtByRows()).containsExactly(25, 26, 28);
        assertThat(WrongWatermark.SMALLER_ORDERS_COUNT.caughtByRows()).containsExactly(21, 23, 24, 27);
        assertThat(WrongWatermark.ISOLATED_BLOCKS_COUNT.caughtByRows()).containsExactly(23);
        assertThat(WrongWatermark.HIGHATOMIC_LIST_FOR_ALL.caughtByRows()).containsExactly(27);
        assertThat(WrongWatermark.HIGHATOMIC_LIST_NOT_FOR_OOM.caughtByRows()).containsExactly(28);
        assertThat(WrongWatermark.CMA_LIST_NEVER.caughtByRows()).containsExactly(25);
        assertThat(WrongWatermark.NO_BLOCK_NEEDED.caughtByRows()).containsExactly(21, 23, 24, 27);
    }

    @Test
    @Trips("WMARK-44")
    void secondChancesForTheWrongRequests() {
        assertThat(WrongWatermark.NO_SECOND_CHANCE.caughtByRows()).containsExactly(31);
        assertThat(WrongWatermark.SECOND_CHANCE_FOR_ALL_ORDERS.caughtByRows()).containsExactly(32);
        assertThat(WrongWatermark.SECOND_CHANCE_AT_LOW.caughtByRows()).containsExactly(34);
        assertThat(WrongWatermark.SECOND_CHANCE_WITHOUT_MIN_RESERVE.caughtByRows())
                .containsExactly(30);
    }

    @Test
    @Trips("WMARK-45")
    void aShortcutThatIsTooGenerous() {
        assertThat(WrongWatermark.SHORTCUT_WITHOUT_DEDUCTIONS.caughtByRows()).containsExactly(14, 15, 17);
        assertThat(WrongWatermark.SHORTCUT_WITHOUT_RESERVE.caughtByRows()).containsExactly(4);
    }
}
