package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.conformance.explain.read.ZoneinfoReader;
import org.mmtck.spec.gfp.Gfp;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneType;

@Epic("explain")
@Feature("zone layout")
@Verifies({"FAIL-19", "FAIL-23"})
class ZoneLayoutTest {

    private static ZoneState zone(String name, long... reserve) {
        return zoneOf(100000, name, reserve);
    }

    private static ZoneState zoneOf(long managed, String name, long... reserve) {
        return new ZoneState(
                "t:1",
                0,
                name,
                1000,
                0L,
                10,
                12,
                14,
                0L,
                0L,
                0L,
                managed,
                managed,
                Arrays.stream(reserve).boxed().toList(),
                null);
    }

    private static ZoneLayout layout(int gfp, ZoneState... zones) {
        return Objects.requireNonNull(ofReport(gfp, zones), "no layout fits");
    }

    private static @Nullable ZoneLayout ofReport(int gfp, ZoneState... zones) {
        return ZoneLayout.ofReport(List.of(zones), gfp);
    }

    @Test
    void x86WithAllZones() {
        ZoneLayout layout = layout(
                Gfp.GFP_KERNEL,
                zone("DMA", 0, 2988, 8066, 8066, 8066),
                zone("DMA32", 0, 0, 5078, 5078, 5078),
                zone("Normal", 0, 0, 0, 0, 0));
        assertThat(layout.highest()).isEqualTo(2);
        assertThat(layout.highestName()).isEqualTo("Normal");
        assertThat(layout.certain()).isTrue();
        assertThat(layout.usableNames()).containsExactly("Normal", "DMA32", "DMA");
    }

    @Test
    void aReserveAgainstAZoneThatIsNotShownBelongsToAHigherZone() {
        // 32 bits: DMA, Normal (empty), HighMem, Movable; 3188 is kept back from requests for HighMem
        ZoneLayout layout = layout(Gfp.GFP_KERNEL, zone("DMA", 0, 0, 3188, 3188));
        assertThat(layout.highest()).isEqualTo(1);
        assertThat(layout.reserve(zone("DMA", 0, 0, 3188, 3188))).isZero();
        assertThat(layout.certain()).isTrue();
    }

    @Test
    void highmem() {
        ZoneLayout layout = layout(
                Gfp.GFP_HIGHUSER,
                zone("DMA", 0, 500, 900, 900),
                zone("Normal", 0, 0, 400, 400),
                zone("HighMem", 0, 0, 0, 0));
        assertThat(layout.highestName()).isEqualTo("HighMem");
        assertThat(layout.highest()).isEqualTo(2);
    }

    @Test
    void aLargeZoneSettlesItsIndex() {
        // Movable may be index 2 (then Device is 3) or 3; Normal keeps 700 pages back from index 3 on, and must do so
        // from
        // a large Movable zone
        ZoneLayout layout = layout(Gfp.GFP_HIGHUSER_MOVABLE, zone("Normal", 0, 0, 0, 700), zone("Movable", 0, 0, 0, 0));
        assertThat(layout.config().index(ZoneType.MOVABLE)).isEqualTo(3);
        assertThat(layout.certain()).isTrue();
    }

    @Test
    void severalLayoutsThatDisagree() {
        // a Movable zone of 20 pages may be too small for any reserve, so both indices remain
        ZoneLayout layout =
                layout(Gfp.GFP_HIGHUSER_MOVABLE, zone("Normal", 0, 0, 0, 700), zoneOf(20, "Movable", 0, 0, 0, 0));
        assertThat(layout.certain()).isFalse();
    }

    @Test
    void damagedReservesFitNothing() {
        assertThat(ofReport(Gfp.GFP_KERNEL, zone("Normal", 7, 7, 7, 7, 7))).isNull();
        assertThat(ofReport(Gfp.GFP_KERNEL, zone("DMA", 0, 1, 2, 3, 4, 5, 6))).isNull();
    }

    @Test
    void zoneinfoShowsEveryZone() throws BadInputException {
        List<ZoneState> zones = ZoneinfoReader.read(Samples.lines("z", Samples.text("zoneinfo.txt")));
        ZoneLayout layout = ZoneLayout.ofZoneinfo(zones, Gfp.GFP_HIGHUSER_MOVABLE);
        assertThat(layout.config().maxNrZones()).isEqualTo(5);
        assertThat(layout.highestName()).isEqualTo("Movable");
        assertThat(layout.reserve(zones.get(1))).isEqualTo(9344);
    }
}
