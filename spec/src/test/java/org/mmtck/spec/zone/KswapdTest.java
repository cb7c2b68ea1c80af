package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("kswapd's balance")
class KswapdTest {

    /** Two zones with HIGH 1500 and PROMO 1750 each. */
    private static final Table BALANCED = Table.of("""
            case                      ; low zone                  ; high zone                  ; order ; idx ; defrag ; tiering ; balanced
            one is enough             ; free=1501                 ; free=0                     ; 0     ; 1   ; no     ; no      ; true
            none                      ; free=1500                 ; free=1500                  ; 0     ; 1   ; no     ; no      ; false
            the higher one            ; free=0                    ; free=1501                  ; 0     ; 1   ; no     ; no      ; true
            beyond the index          ; free=0                    ; free=1501                  ; 0     ; 0   ; no     ; no      ; false
            no managed zone           ; free=0 managed=0          ; free=0                     ; 0     ; 0   ; no     ; no      ; true
            unmanaged is no help      ; free=9999 managed=0       ; free=0                     ; 0     ; 1   ; no     ; no      ; false
            tiering                   ; free=1750                 ; free=0                     ; 0     ; 1   ; no     ; yes     ; false
            boosted                   ; free=1600 boost=100       ; free=0                     ; 0     ; 1   ; no     ; no      ; false
            highatomic                ; free=1600 highatomic=100  ; free=0                     ; 0     ; 1   ; no     ; no      ; false
            block                     ; free=1600 block=9M        ; free=0                     ; 9     ; 1   ; no     ; no      ; false
            block and pages           ; free=2100 block=9M        ; free=0                     ; 9     ; 1   ; no     ; no      ; true
            defrag, no blocks         ; free=2100 block=9M freeBlocks=512 ; free=0             ; 9     ; 1   ; yes    ; no      ; false
            defrag, blocks            ; free=2100 block=9M freeBlocks=2048 ; free=0            ; 9     ; 1   ; yes    ; no      ; true
            defrag, order 0           ; free=1501                 ; free=0                     ; 0     ; 1   ; yes    ; no      ; true
            drift                     ; free=1510 driftMark=1600 snapshot=1400 ; free=0        ; 0     ; 1   ; no     ; no      ; false
            above the drift mark      ; free=1600 driftMark=1600 snapshot=1400 ; free=0        ; 0     ; 1   ; no     ; no      ; true
            """);

    private static boolean balanced(Table.Row row) {
        Kswapd.NodeZone[] zones = {FakeZone.of(row.text("low zone")), FakeZone.of(row.text("high zone"))};
        return Kswapd.pgdatBalanced(
                zones, row.integer("order"), row.integer("idx"), row.yes("defrag"), row.yes("tiering"));
    }

    @Test
    @Verifies("WMARK-58")
    void someZoneAboveItsMarkIsEnough() {
        assertThat(BALANCED.wrong("balanced", KswapdTest::balanced)).isEmpty();
    }

    @Test
    @Trips("WMARK-58")
    void askingForAllZonesOrNotReadingTwiceIsNoticed() {
        assertThat(BALANCED.wrongRows("balanced", row -> {
                    FakeZone low = FakeZone.of(row.text("low zone"));
                    FakeZone high = FakeZone.of(row.text("high zone"));
                    return low.free > 1500 && high.free > 1500;
                }))
                .contains("one is enough", "the higher one", "no managed zone");
        assertThat(BALANCED.wrongRows("balanced", row -> {
                    FakeZone low = FakeZone.of(row.text("low zone"));
                    return low.driftMark != 0 ? low.free > 1500 : balanced(row);
                }))
                .containsExactly("drift");
    }

    @Test
    @Verifies("WMARK-65")
    void compactGap() {
        assertThat(List.of(Kswapd.compactGap(0), Kswapd.compactGap(3), Kswapd.compactGap(9), Kswapd.compactGap(10)))
                .containsExactly(2L, 16L, 1024L, 2048L);
        assertThatThrownBy(() -> Kswapd.compactGap(11)).hasMessage("order 11 is outside 0..10");
    }

    @Test
    @Trips("WMARK-65")
    void aGapOfOneBlockIsNoticed() {
        long oneBlock = 1L << 9;
        assertThat(Kswapd.compactGap(9)).isNotEqualTo(oneBlock);
    }
}
