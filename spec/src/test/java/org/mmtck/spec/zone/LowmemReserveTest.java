package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Zones")
@Feature("Reserves of lower zones")
class LowmemReserveTest {

    private static final Table RESERVES = Table.of("""
            row ; managed                           ; dma                          ; dma32                      ; normal
            1   ; 3840 765000 3400000 0 0           ; 0 2988 16269 16269 16269     ; 0 0 13281 13281 13281      ; 0 0 0 0 0
            2   ; 3840 765000 1500000 1900000 0     ; 0 2988 8847 16269 16269      ; 0 0 5859 13281 13281       ; 0 0 0 59375 59375
            3   ; 3840 0 0 0 0                      ; 0 0 0 0 0                    ; 0 0 0 0 0                  ; 0 0 0 0 0
            4   ; 0 500000 1000000 0 0              ; 0 0 0 0 0                    ; 0 0 3906 3906 3906         ; 0 0 0 0 0
            """);

    private static final int[] RATIOS = {256, 256, 32, 0, 0};

    private static String printed(long[] reserve) {
        return Arrays.stream(reserve).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static long[][] reserves(Table.Row row) {
        return LowmemReserve.setupPerZoneLowmemReserve(row.nums("managed"), RATIOS);
    }

    @Test
    @Verifies({"ZONE-22", "ZONE-24"})
    void workedExamples() {
        assertThat(RESERVES.wrong("dma", row -> printed(reserves(row)[0]))).isEmpty();
        assertThat(RESERVES.wrong("dma32", row -> printed(reserves(row)[1]))).isEmpty();
        assertThat(RESERVES.wrong("normal", row -> printed(reserves(row)[2]))).isEmpty();
        for (Table.Row row : RESERVES.rows()) {
            assertThat(reserves(row)[3]).containsOnly(0);
            assertThat(reserves(row)[4]).containsOnly(0);
        }
    }

    @Test
    @Verifies("ZONE-22")
    void ratios() {
        assertThat(Arrays.stream(ZoneType.values()).mapToInt(LowmemReserve::defaultRatio))
                .containsExactly(256, 256, 32, 0, 0, 0);
        assertThat(LowmemReserve.sanitizeRatio(-7)).isZero();
        assertThat(LowmemReserve.sanitizeRatio(1)).isEqualTo(1);
        assertThatThrownBy(() -> LowmemReserve.setupPerZoneLowmemReserve(new long[] {1, 2, 3}, new int[] {1}))
                .hasMessage("3 zones need at least 2 ratios, but there are 1");
    }

    @Test
    @Trips({"ZONE-22", "ZONE-24"})
    void reservesOfOneZoneEachInsteadOfTheirSumAreNoticed() {
        assertThat(RESERVES.wrongRows("dma", row -> {
                    long[] managed = row.nums("managed");
                    long[] reserve = new long[managed.length];
                    for (int j = 1; j < managed.length; j++) {
                        reserve[j] = managed[0] == 0 ? 0 : managed[j] / 256;
                    }
                    return printed(reserve);
                }))
                .containsExactly("1", "2");
    }

    @Test
    @Trips("ZONE-22")
    void anEmptyZoneThatReservesIsNoticed() {
        assertThat(RESERVES.wrongRows("dma", row -> {
                    long[] managed = row.nums("managed");
                    managed[0] = 1;
                    return printed(LowmemReserve.setupPerZoneLowmemReserve(managed, RATIOS)[0]);
                }))
                .containsExactly("4");
    }

    @Test
    @Verifies("ZONE-26")
    void totalreserve() {
        // Row 2 with the marks of example B: 42 + 16269 is more than DMA has; 8544 + 13281; 16754 + 59375; 7202.
        long[] managed = {3840, 765000, 1500000, 1900000, 0};
        long[][] reserve = LowmemReserve.setupPerZoneLowmemReserve(managed, RATIOS);
        assertThat(LowmemReserve.totalreservePages(managed, reserve, new long[] {42, 8544, 16754, 7202, 0}))
                .isEqualTo(3840 + 21825 + 76129 + 7202);
    }

    @Test
    @Trips("ZONE-26")
    void aTotalThatIsNotCutOffIsNoticed() {
        long[] managed = {3840, 765000, 1500000, 1900000, 0};
        long[][] reserve = LowmemReserve.setupPerZoneLowmemReserve(managed, RATIOS);
        long uncut = 16311 + 21825 + 76129 + 7202;
        assertThat(LowmemReserve.totalreservePages(managed, reserve, new long[] {42, 8544, 16754, 7202, 0}))
                .isNotEqualTo(uncut);
    }

    @Test
    @Verifies("ZONE-19")
    @Trips("ZONE-19")
    void groupingByMobilityNeedsAPageblockForEachType() {
        assertThat(MobilityGrouping.pageGroupByMobilityDisabled(3071, 512)).isTrue();
        assertThat(MobilityGrouping.pageGroupByMobilityDisabled(3072, 512)).isFalse();
        // The three types that may be asked for are not enough: this is what a wrong threshold would say.
        boolean wrong = 3071 < 512 * Migratetype.PCPTYPES;
        assertThat(MobilityGrouping.pageGroupByMobilityDisabled(3071, 512)).isNotEqualTo(wrong);
    }
}
