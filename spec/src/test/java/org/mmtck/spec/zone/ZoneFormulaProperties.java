package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("Set-up")
class ZoneFormulaProperties {

    @Property
    @Verifies("WMARK-5")
    void marksAscendInEqualSteps(
            @ForAll @IntRange(max = 1_000_000) int minFreeKbytes,
            @ForAll @IntRange(min = 1, max = 3000) int scale,
            @ForAll @LongRange(max = 1L << 30) long dma32,
            @ForAll @LongRange(min = 1, max = 1L << 30) long normal,
            @ForAll @LongRange(max = 1L << 30) long movable) {
        ZoneSize[] zones = {
            new ZoneSize(ZoneType.DMA32, dma32),
            new ZoneSize(ZoneType.NORMAL, normal),
            new ZoneSize(ZoneType.MOVABLE, movable)
        };
        for (ZoneWatermarks marks : WatermarkSetup.setupPerZoneWmarks(minFreeKbytes, scale, zones)) {
            long step = marks.watermark(1) - marks.watermark(0);
            assertThat(step).isNotNegative();
            assertThat(marks.watermark(2) - marks.watermark(1)).isEqualTo(step);
            assertThat(marks.watermark(3) - marks.watermark(2)).isEqualTo(step);
        }
    }

    @Property
    @Verifies("WMARK-9")
    void theRootIsTheLargestWhoseSquareFits(@ForAll @LongRange(max = 1L << 62) long x) {
        long root = Arithmetic.intSqrt(x);

        assertThat(root * root).isLessThanOrEqualTo(x);
        // For the largest x the next square needs 63 bits, still positive.
        assertThat((root + 1) * (root + 1)).isGreaterThan(x);
    }

    @Property
    @Verifies("ZONE-24")
    void neverDecreasesWithTheHighestZone(
            @ForAll @Size(5) List<@LongRange(max = 1L << 32) Long> managed,
            @ForAll @Size(4) List<@IntRange(max = 512) Integer> ratios) {
        long[][] reserve = LowmemReserve.setupPerZoneLowmemReserve(
                managed.stream().mapToLong(Long::longValue).toArray(),
                ratios.stream().mapToInt(Integer::intValue).toArray());
        for (int i = 0; i < 5; i++) {
            assertThat(reserve[i]).isSorted();
            assertThat(Arrays.copyOf(reserve[i], i + 1)).containsOnly(0);
        }
    }
}
