package org.mmtck.spec.zonelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneType;

@Epic("Zones")
@Feature("Machines")
class TopologyTest {

    private static final ZoneSpan DMA = ZoneSpan.whole(ZoneType.DMA, 1, 4095);
    private static final ZoneSpan NORMAL = ZoneSpan.whole(ZoneType.NORMAL, 4096, 10_000);
    private static final ZoneConfig HIGHMEM = ZoneConfig.of(true, false, true, false);

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    private static Topology topology(NodeShape... nodes) {
        return new Topology(ZoneConfig.D64, List.of(nodes), NodeDistances.uniform(2, 20));
    }

    @Test
    @Verifies("ZONE-3")
    void populatedAndManaged() {
        assertThat(new ZoneSpan(ZoneType.NORMAL, 0, 10, 5, 3).populatedZone()).isTrue();
        assertThat(new ZoneSpan(ZoneType.NORMAL, 0, 10, 5, 3).managedZone()).isTrue();
        assertThat(new ZoneSpan(ZoneType.NORMAL, 0, 10, 5, 0).populatedZone()).isTrue();
        assertThat(new ZoneSpan(ZoneType.NORMAL, 0, 10, 5, 0).managedZone()).isFalse();
        assertThat(new ZoneSpan(ZoneType.NORMAL, 0, 10, 0, 0).populatedZone()).isFalse();
        assertThat(new ZoneSpan(ZoneType.NORMAL, 7, 10, 0, 0).endPfn()).isEqualTo(17);
    }

    @Test
    @Trips("ZONE-3")
    void sizesThatCannotBeAreRefused() {
        refused(
                () -> new ZoneSpan(ZoneType.DMA, 0, 10, 11, 3),
                "zone DMA: present is 11, which is outside 0..10 (spanned)");
        refused(
                () -> new ZoneSpan(ZoneType.DMA, 0, 10, 5, 6),
                "zone DMA: managed is 6, which is outside 0..5 (present)");
        refused(
                () -> new ZoneSpan(ZoneType.DMA, -1, 10, 5, 5),
                "zone DMA: startPfn is -1, which is outside 0..1099511627776");
        refused(
                () -> new ZoneSpan(ZoneType.DMA, 1L << 40, 1, 0, 0),
                "zone DMA: spanned is 1, which is outside 0..0 after page 1099511627776");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, false
            1, true
            4095, true
            4096, false
            """)
    @Verifies("ZONE-7")
    void theSpanIsHalfOpen(long pfn, boolean inside) {
        assertThat(DMA.zoneSpansPfn(pfn)).isEqualTo(inside);
    }

    @Test
    @Trips("ZONE-7")
    void aSpanThatForgetsItsStartOrItsHolesIsNoticed() {
        ZoneSpan holes = new ZoneSpan(ZoneType.NORMAL, 100, 50, 10, 10);
        assertThat(holes.zoneSpansPfn(149)).isNotEqualTo(149 < holes.startPfn() + holes.present());
        assertThat(holes.zoneSpansPfn(60)).isNotEqualTo(60 < holes.spanned() + holes.startPfn());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            HIGHMEM, false, true
            MOVABLE, true,  true
            MOVABLE, false, false
            NORMAL,  true,  false
            """)
    @Verifies("ZONE-8")
    void highmem(ZoneType type, boolean movableIsHighmem, boolean expected) {
        ZoneSpan zone = ZoneSpan.whole(type, 0, 10);
        assertThat(zone.isHighmem(HIGHMEM, movableIsHighmem)).isEqualTo(expected);
        assertThat(zone.isHighmem(ZoneConfig.D64, movableIsHighmem)).isFalse();
    }

    @Test
    @Trips("ZONE-8")
    void takingEveryMovableZoneForHighmemIsNoticed() {
        ZoneSpan movable = ZoneSpan.whole(ZoneType.MOVABLE, 0, 10);
        assertThat(movable.isHighmem(HIGHMEM, false))
                .isNotEqualTo(movable.type().highmemOrMovable());
        assertThat(movable.isHighmem(ZoneConfig.D64, true))
                .isNotEqualTo(movable.type().highmemOrMovable());
    }

    @Test
    void machinesThatCannotBeAreRefused() {
        refused(() -> topology(), "nodes is empty: a machine needs at least one node");
        refused(
                () -> topology(new NodeShape(0, 0, List.of(NORMAL))),
                "cpus is 0 on every node: a machine needs at least one CPU");
        refused(
                () -> topology(new NodeShape(0, 1, List.of())),
                "present is 0 in every zone: a machine needs some memory");
        refused(
                () -> topology(new NodeShape(1, 1, List.of(NORMAL)), new NodeShape(0, 1, List.of(DMA))),
                "nodes must each come once and ascend, but node 0 follows node 1");
        refused(
                () -> topology(new NodeShape(2, 1, List.of(NORMAL))),
                "node 2: distances are known only for the nodes 0..1");
        refused(
                () -> topology(new NodeShape(0, 1, List.of(ZoneSpan.whole(ZoneType.HIGHMEM, 0, 1)))),
                "node 0: this kernel is built without a zone HighMem");
    }

    @Test
    void overlappingZonesAreRefused() {
        ZoneSpan late = ZoneSpan.whole(ZoneType.NORMAL, 4095, 10);
        refused(
                () -> topology(new NodeShape(0, 1, List.of(DMA, late))),
                "zone DMA of node 0 (pages 1..4095) and zone Normal of node 0 (pages 4095..4104) overlap");
        refused(
                () -> topology(new NodeShape(0, 1, List.of(NORMAL)), new NodeShape(1, 1, List.of(late))),
                "zone Normal of node 0 (pages 4096..14095) and zone Normal of node 1 (pages 4095..4104) overlap");
        assertThat(topology(new NodeShape(0, 1, List.of(DMA)), new NodeShape(1, 0, List.of(NORMAL)))
                        .nodes())
                .hasSize(2);
    }

    @Test
    void nodesThatCannotBeAreRefused() {
        refused(() -> new NodeShape(64, 1, List.of()), "node 64 is outside 0..63");
        refused(() -> new NodeShape(0, -1, List.of()), "node 0: cpus is -1, which is outside 0..8192");
        refused(
                () -> new NodeShape(3, 1, List.of(NORMAL, DMA)),
                "node 3: zones must each come once and ascend, but DMA follows Normal");
        refused(
                () -> new NodeShape(3, 1, List.of(DMA, DMA)),
                "node 3: zones must each come once and ascend, but DMA follows DMA");
    }

    @Test
    void distancesThatCannotBeAreRefused() {
        refused(() -> new NodeDistances(new int[0][]), "distances are given for 0 nodes, which is outside 1..64");
        refused(
                () -> new NodeDistances(new int[][] {{10, 20}, {20}}),
                "node 1: distances are given to 1 nodes instead of 2");
        refused(
                () -> new NodeDistances(new int[][] {{10, 20}, {20, 11}}),
                "node 1: the distance to itself is 11 instead of 10");
        refused(
                () -> new NodeDistances(new int[][] {{10, 9}, {20, 10}}),
                "node 0: the distance to node 1 is 9, which is outside 10..255");
        refused(
                () -> NodeDistances.uniform(2, 20).nodeDistance(0, 2),
                "distances are known for the nodes 0..1, not for node 2");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0x0,  ''
            0x1,  0
            0x3,  0-1
            0x5,  '0,2'
            0xf7, '0-2,4-7'
            """)
    void nodemasksArePrintedAsRanges(String bits, String text) {
        assertThat(new Nodemask(Long.decode(bits)).print()).isEqualTo(text);
        assertThat(Nodemask.parse(text)).isEqualTo(new Nodemask(Long.decode(bits)));
    }

    @Test
    void nodemasksThatNoKernelPrintsAreRefused() {
        refused(() -> Nodemask.parse("0,1"), "'0,1' is not how a kernel prints these nodes, which is '0-1'");
        refused(() -> Nodemask.parse("1-0"), "'1-0' is not how a kernel prints these nodes, which is ''");
        refused(() -> Nodemask.parse("0,,1"), "'0,,1' is not a list of nodes like 0-1,4");
        refused(() -> Nodemask.parse("64"), "node 64 is outside 0..63");
    }

    @Test
    @Verifies("ZONE-18")
    void aRequestStartsOverIfTheListsWereRebuilt() {
        ZonelistUpdateSeq before = ZonelistUpdateSeq.START;
        ZonelistUpdateSeq during = before.writeBegin();
        ZonelistUpdateSeq after = during.writeEnd();
        assertThat(during.rebuilding()).isTrue();
        assertThat(after.rebuilding()).isFalse();
        assertThat(before.checkRetryZonelist(true, before)).isFalse();
        assertThat(during.checkRetryZonelist(true, before)).isTrue();
        assertThat(after.checkRetryZonelist(true, before)).isTrue();
        assertThat(after.checkRetryZonelist(false, before)).isFalse();
        assertThatThrownBy(() -> during.writeBegin()).hasMessage("a rebuild runs already (sequence 1)");
        assertThatThrownBy(() -> after.writeEnd()).hasMessage("no rebuild runs (sequence 2)");
        refused(() -> new ZonelistUpdateSeq(-1), "a sequence number must not be negative, but is -1");
    }

    @Test
    @Trips("ZONE-18")
    void comparingOnlyWhetherARebuildRunsIsNoticed() {
        ZonelistUpdateSeq after = ZonelistUpdateSeq.START.writeBegin().writeEnd();
        assertThat(after.checkRetryZonelist(true, ZonelistUpdateSeq.START)).isNotEqualTo(after.rebuilding());
        refused(
                () -> after.checkRetryZonelist(true, after.writeBegin()),
                "a request begins at an even number, not at 3");
    }
}
