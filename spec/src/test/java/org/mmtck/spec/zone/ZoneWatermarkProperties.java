package org.mmtck.spec.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.mmtck.spec.rule.Verifies;

@Epic("Watermarks")
@Feature("The test")
class ZoneWatermarkProperties {

    /** Small numbers, so that free pages fall on both sides of every limit. */
    @Provide
    Arbitrary<FakeZone> zones() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 60);
        Arbitrary<List<Integer>> blocks =
                Arbitraries.integers().between(0, 11 * 6 - 1).list().ofMaxSize(3);
        return Combinators.combine(
                        few.list().ofSize(5), few.list().ofSize(4), few.list().ofSize(4), blocks)
                .as(ZoneWatermarkProperties::zone);
    }

    private static FakeZone zone(List<Long> counters, List<Long> marks, List<Long> reserves, List<Integer> blocks) {
        FakeZone zone = new FakeZone();
        zone.free = counters.get(0) * 4;
        zone.highatomic = counters.get(1) / 2;
        zone.cma = counters.get(2) / 2;
        zone.boost = counters.get(3) / 2;
        long sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += marks.get(i);
            zone.marks[i] = sum;
            zone.reserve[i] = reserves.get(i);
        }
        for (int block : blocks) {
            zone.lists[block / 6][block % 6]++;
        }
        return zone;
    }

    @Provide
    Arbitrary<Integer> flags() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.subsetOf(0x08, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x800))
                .as((level, bits) ->
                        level | bits.stream().mapToInt(Integer::intValue).sum());
    }

    private static long mark(FakeZone zone, int flags) {
        return zone.marks[flags & 3] + zone.boost;
    }

    @Property(tries = 5000)
    @Verifies({"WMARK-37", "WMARK-38", "WMARK-39", "WMARK-40", "WMARK-41", "WMARK-43", "WMARK-44"})
    void agreesWithASecondTelling(
            @ForAll("zones") FakeZone zone,
            @ForAll @IntRange(max = 4) int order,
            @ForAll @IntRange(max = 3) int idx,
            @ForAll("flags") int flags) {
        boolean expected = WrongWatermark.NONE.fast(zone, order, mark(zone, flags), idx, flags);
        Statistics.label("passed").collect(expected);

        assertThat(ZoneWatermark.zoneWatermarkFast(zone, order, mark(zone, flags), idx, flags))
                .isEqualTo(expected);
        assertThat(ZoneWatermark.explainWatermarkFast(zone, order, mark(zone, flags), idx, flags)
                        .passed())
                .isEqualTo(expected);
    }

    @Property
    @Verifies("WMARK-41")
    void moreFreePagesNeverHurt(
            @ForAll("zones") FakeZone zone,
            @ForAll @IntRange(max = 4) int order,
            @ForAll @IntRange(max = 3) int idx,
            @ForAll("flags") int flags,
            @ForAll @LongRange(min = 1, max = 100) long more) {
        boolean before = ZoneWatermark.zoneWatermarkFast(zone, order, mark(zone, flags), idx, flags);
        zone.free += more;
        boolean after = ZoneWatermark.zoneWatermarkFast(zone, order, mark(zone, flags), idx, flags);

        assertThat(after || !before).isTrue();
    }

    @Property(tries = 5000)
    @Verifies("WMARK-45")
    void theShortcutAcceptsNothingThatTheTestRefuses(
            @ForAll("zones") FakeZone zone, @ForAll @IntRange(max = 3) int idx, @ForAll("flags") int flags) {
        WatermarkVerdict fast = ZoneWatermark.explainWatermarkFast(zone, 0, mark(zone, flags), idx, flags);
        boolean byShortcut = fast.branch() == WatermarkBranch.SHORTCUT_PASSED;
        Statistics.label("by shortcut").collect(byShortcut);

        boolean full = ZoneWatermark.zoneWatermarkOk(zone, 0, mark(zone, flags), idx, flags);
        assertThat(full || !byShortcut).isTrue();
    }
}
