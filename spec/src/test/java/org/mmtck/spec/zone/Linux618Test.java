package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.RecordedMachine.Zone;

/** The formulas against what a running Linux 6.18 printed: two CPUs, 24 GiB, zones DMA, DMA32 and Normal. */
@Epic("Watermarks")
@Feature("A real machine")
class Linux618Test {

    /** mm_setup_per_zone_wmarks events of one growth step: first round without, second round with huge pages. */
    private static final Table GROWTH = Table.of("""
            round ; minFree ; zone    ; min  ; low   ; high  ; promo
            1     ; 19832   ; DMA     ; 10   ; 13    ; 16    ; 19
            1     ; 19832   ; DMA32   ; 2062 ; 2834  ; 3606  ; 4378
            1     ; 19832   ; NORMAL  ; 2885 ; 3966  ; 5047  ; 6128
            1     ; 19832   ; MOVABLE ; 32   ; 32    ; 32    ; 32
            1     ; 19832   ; DEVICE  ; 0    ; 0     ; 0     ; 0
            2     ; 67584   ; DMA     ; 34   ; 42    ; 50    ; 58
            2     ; 67584   ; DMA32   ; 7028 ; 8785  ; 10542 ; 12299
            2     ; 67584   ; NORMAL  ; 9832 ; 12290 ; 14748 ; 17206
            2     ; 67584   ; MOVABLE ; 32   ; 32    ; 32    ; 32
            2     ; 67584   ; DEVICE  ; 0    ; 0     ; 0     ; 0
            """);

    /** Managed pages of the zones in that step: Normal had 1048576 and grew by 32768. */
    private static final long[] GROWN = {3840, 772915, 1081344, 0, 0};

    private static final long[] BEFORE = {3840, 772915, 1048576, 0, 0};
    private static final int[] RATIOS = {256, 256, 32, 0, 0};

    private static ZoneSize[] sizes(long[] managed) {
        ZoneSize[] sizes = new ZoneSize[managed.length];
        for (int i = 0; i < managed.length; i++) {
            sizes[i] = new ZoneSize(ZoneConfig.D64.type(i), managed[i]);
        }
        return sizes;
    }

    private static long[] managed(List<Zone> zones) {
        return zones.stream().mapToLong(zone -> zone.number("managed")).toArray();
    }

    private static ZoneWatermarks[] marks(long minFree, long[] managed) {
        return WatermarkSetup.setupPerZoneWmarks(minFree, 10, sizes(managed));
    }

    private static ZoneWatermarks growth(Table.Row row) {
        int zone = ZoneConfig.D64.index(ZoneType.valueOf(row.text("zone")));
        return marks(row.num("minFree"), GROWN)[zone];
    }

    @Test
    @Verifies({"WMARK-5", "WMARK-17", "WMARK-18", "WMARK-19"})
    void theMarksOfEveryZoneAreReproduced() {
        List<Zone> zones = RecordedMachine.zoneinfo();
        assertThat(zones)
                .extracting(Zone::type)
                .containsExactly(ZoneType.DMA, ZoneType.DMA32, ZoneType.NORMAL, ZoneType.MOVABLE, ZoneType.DEVICE);

        ZoneWatermarks[] marks = marks(RecordedMachine.sysctl("min_free_kbytes")[0], managed(zones));
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.get(i);
            ZoneWatermarks boosted = marks[i].withBoost(zone.number("boost"));
            assertThat(List.of(
                            boosted.minWmarkPages(),
                            boosted.lowWmarkPages(),
                            boosted.highWmarkPages(),
                            boosted.promoWmarkPages()))
                    .as(zone.type().label())
                    .containsExactly(zone.number("min"), zone.number("low"), zone.number("high"), zone.number("promo"));
        }
    }

    @Test
    @Verifies({"ZONE-22", "ZONE-24"})
    void theProtectionOfEveryZoneIsReproduced() {
        List<Zone> zones = RecordedMachine.zoneinfo();
        int[] ratios = Arrays.stream(RecordedMachine.sysctl("lowmem_reserve_ratio"))
                .mapToInt(Math::toIntExact)
                .toArray();

        long[][] reserve = LowmemReserve.setupPerZoneLowmemReserve(managed(zones), ratios);
        for (int i = 0; i < zones.size(); i++) {
            assertThat(Arrays.stream(reserve[i]).boxed())
                    .as(zones.get(i).type().label())
                    .containsExactlyElementsOf(zones.get(i).protection());
        }
    }

    @Test
    @Verifies("WMARK-67")
    void theStatThresholdsAreReproduced() {
        for (Zone zone : RecordedMachine.zoneinfo().subList(0, 3)) {
            assertThat((long) StatThreshold.calculateNormalThreshold(2, zone.number("managed")))
                    .as(zone.type().label())
                    .isEqualTo(zone.number("threshold"));
        }
    }

    @Test
    @Verifies("WMARK-12")
    void minFreeKbytesIsWhatHugePagesAskFor() {
        long[] managed = managed(RecordedMachine.zoneinfo());
        long lowmem = managed[0] + managed[1] + managed[2];
        assertThat(MinFreeKbytes.recommendedForHugePages(3, 512, lowmem))
                .isEqualTo(RecordedMachine.sysctl("min_free_kbytes")[0]);
    }

    @Test
    @Verifies({"WMARK-17", "WMARK-18", "WMARK-19"})
    void theEventsOfAGrowthStepAreReproduced() {
        assertThat(GROWTH.wrong("min", row -> growth(row).watermark(0))).isEmpty();
        assertThat(GROWTH.wrong("low", row -> growth(row).watermark(1))).isEmpty();
        assertThat(GROWTH.wrong("high", row -> growth(row).watermark(2))).isEmpty();
        assertThat(GROWTH.wrong("promo", row -> growth(row).watermark(3))).isEmpty();
    }

    /** The three mm_calculate_totalreserve_pages events of that step; the first still has the old reserves. */
    @Test
    @Verifies({"ZONE-26", "ZONE-22"})
    void theTotalReservesOfAGrowthStepAreReproduced() {
        long[][] oldReserve = LowmemReserve.setupPerZoneLowmemReserve(BEFORE, RATIOS);
        long[][] newReserve = LowmemReserve.setupPerZoneLowmemReserve(GROWN, RATIOS);
        long[] firstRound = {16, 3606, 5047, 32, 0};
        long[] secondRound = {50, 10542, 14748, 32, 0};

        assertThat(LowmemReserve.totalreservePages(GROWN, oldReserve, firstRound))
                .isEqualTo(16589);
        assertThat(LowmemReserve.totalreservePages(GROWN, newReserve, firstRound))
                .isEqualTo(16717);
        assertThat(LowmemReserve.totalreservePages(GROWN, newReserve, secondRound))
                .isEqualTo(33354);
        assertThat(newReserve[0]).containsExactly(0, 3019, 7243, 7243, 7243);
        assertThat(newReserve[1]).containsExactly(0, 0, 4224, 4224, 4224);
    }

    @Test
    @Verifies("WMARK-43")
    void theFreeListsOfEveryZoneAddUpAndServeARequest() {
        for (Zone zone : RecordedMachine.zoneinfo().subList(0, 3)) {
            long[] blocks = RecordedMachine.buddyinfo(zone.type());
            FakeZone fake = new FakeZone();
            for (int order = 0; order < blocks.length; order++) {
                fake.lists[order][0] = blocks[order];
                fake.free += blocks[order] << order;
            }
            long mark = zone.number("low");
            fake.marks[1] = mark;
            // The files were read one after the other on a machine that was at work.
            assertThat(fake.free).isCloseTo(zone.number("free"), Percentage.withPercentage(1));
            assertThat(ZoneWatermark.zoneWatermarkFast(fake, 10, mark, 0, 1))
                    .as(zone.type().label())
                    .isTrue();
        }
    }
}
