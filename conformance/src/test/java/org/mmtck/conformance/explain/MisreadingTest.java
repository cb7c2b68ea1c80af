package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.rule.Trips;

/** Readers that go wrong in a plausible way must turn some row of {@link Expected#TABLE} around. */
@Epic("explain")
@Feature("wrong readings are caught")
class MisreadingTest {

    @Test
    @Trips("FAIL-18")
    void kilobytesTakenForPages() throws BadInputException {
        assertThat(Expected.broken(z -> amounts(z, kb -> 4 * kb)))
                .anyMatch(row -> row.contains("fragmented-order4.log, zone=Node 0 DMA32")
                        && row.contains("became")
                        && row.contains("WOULD_PASS"));
    }

    @Test
    @Trips("FAIL-18")
    void boostIgnored() throws BadInputException {
        UnaryOperator<ZoneState> unboosted = z -> marks(z, -value(z.boost()));
        assertThat(Expected.broken(unboosted))
                .anyMatch(row -> row.contains("boosted.log, zone=Node 0 Normal") && row.contains("WOULD_PASS"));
    }

    @Test
    @Trips("FAIL-18")
    void boostAddedASecondTime() throws BadInputException {
        UnaryOperator<ZoneState> twice = z -> marks(z, value(z.boost()));
        // 10616 + 2048 + 2048
        assertThat(Expected.broken(twice))
                .anyMatch(row -> row.contains("boosted.log, zone=Node 0 Normal") && row.contains("limit=14712"));
    }

    @Test
    @Trips("FAIL-19")
    void reserveTakenForKilobytes() throws BadInputException {
        UnaryOperator<ZoneState> quarter =
                z -> reserves(z, z.lowmemReserve().stream().map(r -> r / 4).toList());
        assertThat(Expected.broken(quarter))
                .anyMatch(
                        row -> row.contains("fragmented-order4.log, zone=Node 0 DMA32") && row.contains("WOULD_PASS"));
    }

    @Test
    @Trips("FAIL-19")
    void reserveOfTheWrongZone() throws BadInputException {
        UnaryOperator<ZoneState> shifted = z -> {
            List<Long> moved = new ArrayList<>(z.lowmemReserve());
            moved.add(0, 0L);
            moved.remove(moved.size() - 1);
            return reserves(z, moved);
        };
        // no kernel keeps back that way, so nothing is said about these reports (which the table shows as not eligible)
        assertThat(Expected.broken(shifted))
                .anyMatch(row ->
                        row.contains("dma32-lowmem-reserve.log, zone=Node 0 DMA,") && row.contains("NOT_ELIGIBLE"));
    }

    @Test
    @Trips("FAIL-20")
    void lettersIgnored() throws BadInputException {
        UnaryOperator<ZoneState> anyKind = z -> {
            FreeLists lists = z.lists();
            if (lists == null || lists.letters() == null) {
                return z;
            }
            List<String> plain =
                    lists.letters().stream().map(l -> l.isEmpty() ? "" : "U").toList();
            return z.withLists(new FreeLists(lists.counts(), plain, lists.printedTotalKb()));
        };
        assertThat(Expected.broken(anyKind))
                .anyMatch(row -> row.contains("highatomic-only.log, zone=Node 0 Normal") && row.contains("WOULD_PASS"));
    }

    @Test
    @Trips("FAIL-20")
    void ordersShiftedByOne() throws BadInputException {
        UnaryOperator<ZoneState> shifted = z -> {
            FreeLists lists = z.lists();
            if (lists == null || lists.letters() == null) {
                return z;
            }
            List<Long> counts = new ArrayList<>(lists.counts());
            List<String> letters = new ArrayList<>(lists.letters());
            counts.add(0, 0L);
            letters.add(0, "");
            return z.withLists(new FreeLists(counts, letters, lists.printedTotalKb()));
        };
        assertThat(Expected.broken(shifted))
                .anyMatch(
                        row -> row.contains("fragmented-order4.log, zone=Node 0 Normal") && row.contains("WOULD_PASS"));
    }

    private static long value(@Nullable Long pages) {
        return pages == null ? 0 : pages;
    }

    private static @Nullable Long apply(LongUnaryOperator change, @Nullable Long pages) {
        return pages == null ? null : Long.valueOf(change.applyAsLong(pages));
    }

    private static ZoneState amounts(ZoneState z, LongUnaryOperator change) {
        return new ZoneState(
                z.place(),
                z.node(),
                z.name(),
                change.applyAsLong(z.free()),
                apply(change, z.boost()),
                change.applyAsLong(z.min()),
                change.applyAsLong(z.low()),
                change.applyAsLong(z.high()),
                apply(change, z.reservedHighatomic()),
                apply(change, z.freeHighatomic()),
                apply(change, z.freeCma()),
                apply(change, z.present()),
                apply(change, z.managed()),
                z.lowmemReserve(),
                z.lists());
    }

    private static ZoneState marks(ZoneState z, long more) {
        return new ZoneState(
                z.place(),
                z.node(),
                z.name(),
                z.free(),
                z.boost(),
                z.min() + more,
                z.low() + more,
                z.high() + more,
                z.reservedHighatomic(),
                z.freeHighatomic(),
                z.freeCma(),
                z.present(),
                z.managed(),
                z.lowmemReserve(),
                z.lists());
    }

    private static ZoneState reserves(ZoneState z, List<Long> reserves) {
        return new ZoneState(
                z.place(),
                z.node(),
                z.name(),
                z.free(),
                z.boost(),
                z.min(),
                z.low(),
                z.high(),
                z.reservedHighatomic(),
                z.freeHighatomic(),
                z.freeCma(),
                z.present(),
                z.managed(),
                reserves,
                z.lists());
    }
}
