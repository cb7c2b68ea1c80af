package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.spec.zone.WatermarkTable.ROWS;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.WatermarkAttempt.MinReduction;
import org.mmtck.spec.zone.WatermarkAttempt.OrderLook;
import org.mmtck.spec.zone.WatermarkAttempt.Step;

@Epic("Watermarks")
@Feature("The test")
class ZoneWatermarkTest {

    private static WatermarkVerdict row(int number) {
        Table.Row row = ROWS.rows().get(number - 1);
        assertThat(row.num("row")).isEqualTo(number);
        return WatermarkTable.explain(row);
    }

    @Test
    @Verifies({"WMARK-2", "WMARK-37", "WMARK-38", "WMARK-39", "WMARK-40", "WMARK-41", "WMARK-43", "WMARK-44", "WMARK-45"
    })
    void answersOfAllFortyRows() {
        assertThat(ROWS.rows()).hasSize(40);
        assertThat(ROWS.wrong(
                        "result",
                        row -> ZoneWatermark.zoneWatermarkFast(
                                WatermarkTable.zone(row),
                                row.integer("order"),
                                WatermarkTable.mark(row),
                                row.integer("idx"),
                                WatermarkTable.flags(row))))
                .isEmpty();
    }

    @Test
    @Verifies({"WMARK-37", "WMARK-38", "WMARK-39", "WMARK-40", "WMARK-41", "WMARK-43", "WMARK-44"})
    void explanationsOfAllFortyRows() {
        assertThat(ROWS.wrong("result", row -> WatermarkTable.explain(row).passed()))
                .isEmpty();
        assertThat(ROWS.wrong(
                        "net", row -> WatermarkTable.explain(row).deciding().net()))
                .isEmpty();
        assertThat(ROWS.wrong(
                        "lim", row -> WatermarkTable.explain(row).deciding().limit()))
                .isEmpty();
        assertThat(ROWS.wrong(
                        "step", row -> WatermarkTable.explain(row).deciding().step()))
                .isEmpty();
        assertThat(ROWS.wrong("branch", row -> WatermarkTable.explain(row).branch()))
                .isEmpty();
    }

    @Test
    @Verifies("WMARK-40")
    void everyReductionIsNamed() {
        assertThat(row(12).deciding().reductions())
                .containsExactly(
                        new MinReduction(0x20, 1001, 501),
                        new MinReduction(0x10, 501, 376),
                        new MinReduction(0x08, 376, 188));
        assertThat(row(9).deciding().reductions()).isEmpty();
        assertThat(row(31).deciding().reductions()).containsExactly(new MinReduction(0x20, 1000, 500));
    }

    @Test
    @Verifies({"WMARK-37", "WMARK-38", "WMARK-39"})
    void theUnusablePagesAreBrokenDown() {
        WatermarkAttempt cma = row(24).deciding();
        assertThat(List.of(cma.unusableRest(), cma.unusableHighatomic(), cma.unusableCma(), cma.unusable()))
                .containsExactly(7L, 0L, 32L, 39L);
        WatermarkAttempt highatomic = row(14).deciding();
        assertThat(highatomic.unusableHighatomic()).isEqualTo(100);
        assertThat(row(16).deciding().unusable()).isZero();
    }

    @Test
    @Verifies("WMARK-41")
    void theReserveIsNamed() {
        assertThat(row(4).deciding().lowmemReserve()).isEqualTo(200);
        assertThat(row(4).deciding().min()).isEqualTo(1250);
        assertThat(row(4).shortBy()).isEqualTo(1);
        assertThat(row(19).shortBy()).isEqualTo(1031);
        assertThat(row(21).shortBy()).isZero();
        assertThat(row(1).shortBy()).isZero();
    }

    @Test
    @Verifies("WMARK-43")
    void theOrdersThatWereSearchedAreNamed() {
        assertThat(row(23).deciding().looks())
                .hasSize(7)
                .contains(new OrderLook(4, 0, null, List.of()))
                .contains(new OrderLook(5, 1, null, List.of(Migratetype.ISOLATE)));
        assertThat(row(27).deciding().looks()).contains(new OrderLook(6, 1, null, List.of(Migratetype.HIGHATOMIC)));
        assertThat(row(25).deciding().looks())
                .containsExactly(
                        new OrderLook(3, 0, null, List.of()),
                        new OrderLook(4, 0, null, List.of()),
                        new OrderLook(5, 1, Migratetype.CMA, List.of()));
        assertThat(row(2).deciding().looks()).isEmpty();
    }

    @Test
    @Verifies({"WMARK-44", "WMARK-2"})
    void theSecondChanceComesAfterTheBoostedTest() {
        assertThat(row(31).attempts())
                .extracting(WatermarkAttempt::step)
                .containsExactly(Step.SHORTCUT, Step.TEST, Step.UNBOOSTED);
        assertThat(row(31).attempts()).extracting(WatermarkAttempt::limit).containsExactly(1512L, 756L, 500L);
        assertThat(row(33).attempts()).extracting(WatermarkAttempt::step).containsExactly(Step.SHORTCUT, Step.TEST);
        assertThat(row(32).attempts()).extracting(WatermarkAttempt::step).containsExactly(Step.TEST);
    }

    @Test
    @Verifies("WMARK-44")
    void theTestWithoutSecondChance() {
        FakeZone zone = FakeZone.of("free=700 boost=512");
        assertThat(ZoneWatermark.zoneWatermarkFast(zone, 0, 1512, 2, 0x20)).isTrue();
        assertThat(ZoneWatermark.zoneWatermarkOk(zone, 0, 1512, 2, 0x20)).isFalse();
        assertThat(ZoneWatermark.zoneWatermarkOk(zone, 0, 1512, 2, 0x20, 757)).isTrue();
        assertThat(ZoneWatermark.zoneWatermarkOk(zone, 0, 0, 2, 0, -1)).isFalse();
        assertThat(ZoneWatermark.explainWatermarkOk(zone, 0, 1512, 2, 0x20, 757).attempts())
                .extracting(WatermarkAttempt::net)
                .containsExactly(757L);
    }

    @Test
    @Verifies("WMARK-2")
    void everyLevelIsTestedWithItsBoost() {
        ZoneWatermarks marks = ZoneWatermarks.of(1000, 1250, 1500, 1750).withBoost(512);
        assertThat(List.of(
                        marks.minWmarkPages(), marks.lowWmarkPages(), marks.highWmarkPages(), marks.promoWmarkPages()))
                .containsExactly(1512L, 1762L, 2012L, 2262L);
        assertThat(List.of(marks.watermark(0), marks.watermark(1), marks.watermark(2), marks.watermark(3)))
                .containsExactly(1000L, 1250L, 1500L, 1750L);
    }

    @Test
    void badArgumentsAreRefusedBySentence() {
        FakeZone zone = new FakeZone();
        assertThatThrownBy(() -> ZoneWatermark.zoneWatermarkFast(zone, 11, 0, 0, 0))
                .hasMessage("order 11 is outside 0..10");
        assertThatThrownBy(() -> ZoneWatermark.zoneWatermarkOk(zone, 0, -1, 0, 0))
                .hasMessage("watermark must not be negative, but is -1");
        assertThatThrownBy(() -> ZoneWatermarks.of(5, 4, 6, 7)).hasMessage("watermark min 5 is above watermark low 4");
        assertThatThrownBy(() -> ZoneWatermarks.of(1, 2, 3, 4).watermark(4))
                .hasMessage("watermark level 4 is outside 0..3");
    }
}
