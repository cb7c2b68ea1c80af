package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("Highatomic reserve")
class HighatomicReserveTest {

    private static final Table MOST = Table.of("""
            managed ; most
            51199   ; 0
            51200   ; 512
            51300   ; 1024
            400000  ; 4096
            """);

    private static final Table RELEASE = Table.of("""
            case                  ; order ; reserved ; force ; may   ; size
            last one              ; 0     ; 512      ; no    ; false ; 512
            last one, forced      ; 0     ; 512      ; yes   ; true  ; 512
            two                   ; 3     ; 1024     ; no    ; true  ; 512
            a pair                ; 10    ; 2048     ; no    ; true  ; 1024
            clipped               ; 10    ; 600      ; no    ; true  ; 600
            """);

    @Test
    @Verifies("WMARK-53")
    void onePercentInWholePageblocks() {
        assertThat(MOST.wrong("most", row -> HighatomicReserve.maxReserve(row.num("managed"), 512)))
                .isEmpty();
    }

    @Test
    @Verifies("WMARK-53")
    void theLimitIsTestedBeforeTheAddition() {
        assertThat(HighatomicReserve.mayReserve(0, 51200, 512)).isTrue();
        assertThat(HighatomicReserve.mayReserve(512, 51200, 512)).isFalse();
        assertThat(HighatomicReserve.mayReserve(0, 51199, 512)).isFalse();
        assertThat(HighatomicReserve.mayReserve(3584, 400000, 512)).isTrue();
        assertThat(HighatomicReserve.mayReserve(4096, 400000, 512)).isFalse();
        assertThat(HighatomicReserve.reserveSize(3, 512)).isEqualTo(512);
        assertThat(HighatomicReserve.reserveSize(10, 512)).isEqualTo(1024);
    }

    @Test
    @Trips("WMARK-53")
    void aLimitRoundedDownOrAtLeastOneBlockIsNoticed() {
        assertThat(MOST.wrongRows("most", row -> row.num("managed") / 100 / 512 * 512))
                .containsExactly("51300", "400000");
        assertThat(MOST.wrongRows("most", row -> (row.num("managed") / 100 + 511) / 512 * 512))
                .containsExactly("51199");
    }

    @Test
    @Verifies("WMARK-55")
    void release() {
        assertThat(RELEASE.wrong(
                        "may", row -> HighatomicReserve.mayRelease(row.num("reserved"), row.yes("force"), 512)))
                .isEmpty();
        assertThat(RELEASE.wrong(
                        "size", row -> HighatomicReserve.releaseSize(row.integer("order"), row.num("reserved"), 512)))
                .isEmpty();
    }

    @Test
    @Trips("WMARK-55")
    void aReleaseThatIsNotClippedOrNeverRefusedIsNoticed() {
        assertThat(RELEASE.wrongRows("size", row -> Math.max(512, 1L << row.integer("order"))))
                .containsExactly("clipped");
        assertThat(RELEASE.wrongRows("may", row -> true)).containsExactly("last one");
    }
}
