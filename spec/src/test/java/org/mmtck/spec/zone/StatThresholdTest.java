package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("Drift of the counters")
class StatThresholdTest {

    /** The first three rows are the zones of a real machine with two CPUs; the others are computed by hand. */
    private static final Table NORMAL = Table.of("""
            zone          ; cpus ; managed ; threshold
            DMA           ; 2    ; 3840    ; 4
            DMA32         ; 2    ; 772915  ; 24
            Normal        ; 2    ; 2392064 ; 32
            one CPU       ; 1    ; 32767   ; 2
            128 MiB       ; 1    ; 32768   ; 4
            at the limit  ; 64   ; 8388608 ; 125
            """);

    private static final Table PRESSURE = Table.of("""
            case        ; cpus ; min  ; low  ; threshold
            shared out  ; 4    ; 1000 ; 1250 ; 62
            at least 1  ; 64   ; 3    ; 6    ; 1
            limit       ; 2    ; 1000 ; 9000 ; 125
            """);

    private static final Table DRIFT = Table.of("""
            case        ; cpus ; threshold ; previous ; mark
            drift 248   ; 2    ; 124       ; 0        ; 0
            drift 250   ; 2    ; 125       ; 7        ; 7
            drift 375   ; 3    ; 125       ; 0        ; 1875
            """);

    private static final ZoneWatermarks MARKS = ZoneWatermarks.of(1000, 1250, 1500, 1750);

    @Test
    @Verifies("WMARK-67")
    void normal() {
        assertThat(NORMAL.wrong(
                        "threshold",
                        row -> StatThreshold.calculateNormalThreshold(row.integer("cpus"), row.num("managed"))))
                .isEmpty();
        assertThatThrownBy(() -> StatThreshold.calculateNormalThreshold(0, 1))
                .hasMessage("at least one CPU is online, but the number given is 0");
    }

    @Test
    @Verifies("WMARK-67")
    void underPressure() {
        assertThat(PRESSURE.wrong(
                        "threshold",
                        row -> StatThreshold.calculatePressureThreshold(
                                row.integer("cpus"), row.num("low"), row.num("min"))))
                .isEmpty();
    }

    @Test
    @Verifies("WMARK-67")
    void aChangeIsFoldedOnlyAboveTheThreshold() {
        assertThat(StatThreshold.folds(32, 32)).isFalse();
        assertThat(StatThreshold.folds(33, 32)).isTrue();
        assertThat(StatThreshold.folds(-33, 32)).isTrue();
        assertThat(StatThreshold.maxDrift(2, 32)).isEqualTo(64);
    }

    @Test
    @Trips("WMARK-67")
    void aThresholdWithoutLimitOrInOtherUnitsIsNoticed() {
        assertThat(NORMAL.wrongRows("threshold", row -> {
                    int memory = Arithmetic.fls(row.num("managed") >> 15);
                    return 2 * Arithmetic.fls(row.num("cpus")) * (1 + memory);
                }))
                .containsExactly("at the limit");
        assertThat(NORMAL.wrongRows(
                        "threshold",
                        row -> StatThreshold.calculateNormalThreshold(row.integer("cpus"), row.num("managed") >> 12)))
                .contains("DMA32", "Normal", "128 MiB");
        assertThat(PRESSURE.wrongRows("threshold", row -> (row.num("low") - row.num("min")) / row.num("cpus")))
                .containsExactly("at least 1", "limit");
    }

    @Test
    @Verifies("WMARK-70")
    void driftMark() {
        assertThat(DRIFT.wrong(
                        "mark",
                        row -> StatThreshold.percpuDriftMark(
                                row.integer("cpus"), row.integer("threshold"), MARKS, row.num("previous"))))
                .isEmpty();
    }

    @Test
    @Trips("WMARK-70")
    void aDriftMarkThatIsAlwaysSetOrForgottenIsNoticed() {
        assertThat(DRIFT.wrongRows("mark", row -> 1500 + row.num("cpus") * row.num("threshold")))
                .containsExactly("drift 248", "drift 250");
        assertThat(DRIFT.wrongRows("mark", row -> 0)).containsExactly("drift 250", "drift 375");
    }
}
