package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("Set-up")
class WatermarkSetupTest {

    private static final Table MARKS = Table.of("""
            row ; minFree ; scale ; zones                          ; zone ; min   ; low    ; high   ; promo
            A1  ; 16334   ; 10    ; 3840 765000 3400000 0          ; 0    ; 3     ; 6      ; 9      ; 12
            A2  ; 16334   ; 10    ; 3840 765000 3400000 0          ; 1    ; 749   ; 1514   ; 2279   ; 3044
            A3  ; 16334   ; 10    ; 3840 765000 3400000 0          ; 2    ; 3329  ; 6729   ; 10129  ; 13529
            A4  ; 16334   ; 10    ; 3840 765000 3400000 0          ; 3    ; 32    ; 32     ; 32     ; 32
            B1  ; 67584   ; 10    ; 3840 765000 1500000 1900000    ; 0    ; 28    ; 35     ; 42     ; 49
            B2  ; 67584   ; 10    ; 3840 765000 1500000 1900000    ; 1    ; 5696  ; 7120   ; 8544   ; 9968
            B3  ; 67584   ; 10    ; 3840 765000 1500000 1900000    ; 2    ; 11170 ; 13962  ; 16754  ; 19546
            B4  ; 67584   ; 10    ; 3840 765000 1500000 1900000    ; 3    ; 128   ; 3665   ; 7202   ; 10739
            C1  ; 1006    ; 10    ; 3840 12000 0 0                 ; 0    ; 60    ; 75     ; 90     ; 105
            C2  ; 1006    ; 10    ; 3840 12000 0 0                 ; 1    ; 190   ; 237    ; 284    ; 331
            D   ; 16384   ; 1000  ; 3840 765000 3400000 0          ; 2    ; 3340  ; 343340 ; 683340 ; 1023340
            """);

    private static final ZoneType[] TYPES = {ZoneType.DMA, ZoneType.DMA32, ZoneType.NORMAL, ZoneType.MOVABLE};

    private static ZoneSize[] zones(Table.Row row, ZoneType[] types) {
        long[] managed = row.nums("zones");
        ZoneSize[] zones = new ZoneSize[managed.length];
        for (int i = 0; i < managed.length; i++) {
            zones[i] = new ZoneSize(types[i], managed[i]);
        }
        return zones;
    }

    private static ZoneWatermarks marks(Table.Row row) {
        return WatermarkSetup.setupPerZoneWmarks(row.num("minFree"), row.integer("scale"), zones(row, TYPES))[
                row.integer("zone")];
    }

    @Test
    @Verifies({"WMARK-17", "WMARK-18", "WMARK-19", "WMARK-5"})
    void workedExamples() {
        assertThat(MARKS.wrong("min", row -> marks(row).watermark(0))).isEmpty();
        assertThat(MARKS.wrong("low", row -> marks(row).watermark(1))).isEmpty();
        assertThat(MARKS.wrong("high", row -> marks(row).watermark(2))).isEmpty();
        assertThat(MARKS.wrong("promo", row -> marks(row).watermark(3))).isEmpty();
    }

    @Test
    @Verifies("WMARK-19")
    void noBoostIsLeft() {
        assertThat(MARKS.rows())
                .allSatisfy(row -> assertThat(marks(row).boost()).isZero());
    }

    @Test
    void badSettingsAreRefusedBySentence() {
        ZoneSize[] none = {new ZoneSize(ZoneType.NORMAL, 0), new ZoneSize(ZoneType.MOVABLE, 5)};
        ZoneSize[] one = {new ZoneSize(ZoneType.NORMAL, 5)};
        assertThatThrownBy(() -> WatermarkSetup.setupPerZoneWmarks(1024, 10, none))
                .hasMessage("no zone besides HighMem and Movable manages any page");
        assertThatThrownBy(() -> WatermarkSetup.setupPerZoneWmarks(-1, 10, one))
                .hasMessage("min_free_kbytes must not be negative, but is -1");
        assertThatThrownBy(() -> WatermarkSetup.setupPerZoneWmarks(1024, 3001, one))
                .hasMessage("watermark_scale_factor 3001 is outside 1..3000");
        assertThatThrownBy(() -> new ZoneSize(ZoneType.NORMAL, -5))
                .hasMessage("zone Normal manages -5 pages, which is outside 0..1099511627776");
    }

    @Test
    @Trips("WMARK-17")
    void aShareOfAllMemoryIsNoticed() {
        assertThat(MARKS.wrongRows("min", row -> {
                    long[] managed = row.nums("zones");
                    long share = row.num("minFree")
                            / 4
                            * managed[row.integer("zone")]
                            / Arrays.stream(managed).sum();
                    return row.integer("zone") == 3 ? row.num("min") : share;
                }))
                .containsExactly("B1", "B2", "B3");
    }

    @Test
    @Trips("WMARK-18")
    void aMovableZoneTreatedAsOrdinaryIsNoticed() {
        ZoneType[] ordinary = {ZoneType.DMA, ZoneType.DMA32, ZoneType.NORMAL, ZoneType.DEVICE};
        assertThat(MARKS.wrongRows(
                        "min",
                        row -> WatermarkSetup.setupPerZoneWmarks(
                                row.num("minFree"), row.integer("scale"), zones(row, ordinary))[row.integer("zone")]
                                .watermark(0)))
                .contains("A4", "B4");
    }

    @Test
    @Trips({"WMARK-19", "WMARK-5"})
    void aStepByTheCappedMinimumOrOfUnequalSizeIsNoticed() {
        assertThat(MARKS.wrongRows("low", row -> {
                    long min = row.num("min");
                    long managed = row.nums("zones")[row.integer("zone")];
                    return min + Math.max(min / 4, managed * row.num("scale") / 10000);
                }))
                .containsExactly("A4", "B4");
        // Steps that double instead of repeating.
        assertThat(MARKS.wrongRows("high", row -> row.num("low") + 2 * (row.num("low") - row.num("min"))))
                .hasSize(10)
                .doesNotContain("A4");
    }
}
