package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("Boost")
class WatermarkBoostTest {

    /** A result of -1 means that the kernel's function returns false and changes nothing. */
    private static final Table BOOSTS = Table.of("""
            row            ; boost ; high ; managed ; factor ; result
            first          ; 0     ; 1500 ; 100000  ; 15000  ; 512
            up to the cap  ; 2048  ; 1500 ; 100000  ; 15000  ; 2250
            at the cap     ; 2250  ; 1500 ; 100000  ; 15000  ; 2250
            low marks      ; 0     ; 200  ; 100000  ; 15000  ; 512
            too small      ; 0     ; 1500 ; 2047    ; 15000  ; -1
            four blocks    ; 0     ; 1500 ; 2048    ; 15000  ; 512
            early boot     ; 0     ; 0    ; 100000  ; 15000  ; -1
            switched off   ; 0     ; 1500 ; 100000  ; 0      ; -1
            """);

    private static final Table DECAY = Table.of("""
            case                ; boost ; seen ; left
            all of it           ; 1024  ; 1024 ; 0
            one came meanwhile  ; 1536  ; 1024 ; 512
            reset meanwhile     ; 0     ; 1024 ; 0
            """);

    private static long boosted(Table.Row row, long pageblock) {
        return WatermarkBoost.boostWatermark(
                row.num("boost"), row.num("high"), row.num("managed"), row.integer("factor"), pageblock);
    }

    @Test
    @Verifies("WMARK-28")
    void workedExamples() {
        assertThat(BOOSTS.wrong("result", row -> boosted(row, 512))).isEmpty();
    }

    @Test
    @Trips("WMARK-28")
    void aBoostWithoutCapOrWithoutConditionsIsNoticed() {
        assertThat(BOOSTS.wrongRows("result", row -> row.num("boost") + 512))
                .containsExactly("up to the cap", "at the cap", "too small", "early boot", "switched off");
        assertThat(BOOSTS.wrongRows(
                        "result", row -> Math.min(boosted(row, 512), row.num("high") * row.num("factor") / 10000)))
                .containsExactly("low marks");
    }

    @Test
    @Verifies("WMARK-31")
    void whatCameMeanwhileStays() {
        assertThat(DECAY.wrong("left", row -> WatermarkBoost.afterReclaim(row.num("boost"), row.num("seen"))))
                .isEmpty();
    }

    @Test
    @Trips("WMARK-31")
    void aBoostThatIsSimplyResetIsNoticed() {
        assertThat(DECAY.wrongRows("left", row -> 0)).containsExactly("one came meanwhile");
        assertThat(DECAY.wrongRows("left", row -> row.num("boost") - row.num("seen")))
                .containsExactly("reset meanwhile");
    }
}
