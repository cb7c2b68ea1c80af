package org.mmtck.spec.zonelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.ZoneConfig;
import org.mmtck.spec.zone.ZoneType;

@Epic("Zones")
@Feature("Zonelists")
class ZonelistsTest {

    private static final Topology WORKED = Machines.worked();
    private static final Zonelists LISTS = Zonelists.buildAllZonelists(WORKED);

    private static String text(List<Zoneref> refs) {
        return String.join(" ", refs.stream().map(Zoneref::toString).toList());
    }

    private static String visited(Zonelist list, int gfp) {
        return text(list.visited(GfpZone.D64.gfpZone(gfp), null));
    }

    @Test
    @Verifies({"ZONE-10", "ZONE-11"})
    void theWorkedExample() {
        assertThat(text(LISTS.fallback(0).zonerefs())).isEqualTo("N0.Normal N0.DMA32 N0.DMA N1.Movable N1.Normal end");
        assertThat(text(LISTS.fallback(1).zonerefs())).isEqualTo("N1.Movable N1.Normal N0.Normal N0.DMA32 N0.DMA end");
        assertThat(text(LISTS.thisNode(0).zonerefs())).isEqualTo("N0.Normal N0.DMA32 N0.DMA end");
        assertThat(text(LISTS.thisNode(1).zonerefs())).isEqualTo("N1.Movable N1.Normal end");
    }

    /** GFP_KERNEL 0xcc0, GFP_HIGHUSER_MOVABLE 0x100cca, GFP_DMA32 0x4. */
    @Test
    @Verifies("ZONE-16")
    void theWorkedExampleVisited() {
        assertThat(visited(LISTS.fallback(0), 0xcc0)).isEqualTo("N0.Normal N0.DMA32 N0.DMA N1.Normal");
        assertThat(visited(LISTS.fallback(0), 0x100cca)).isEqualTo("N0.Normal N0.DMA32 N0.DMA N1.Movable N1.Normal");
        assertThat(visited(LISTS.fallback(0), 0x4)).isEqualTo("N0.DMA32 N0.DMA");
        assertThat(visited(LISTS.nodeZonelist(1, 0x200cc0), 0xcc0)).isEqualTo("N1.Normal");
        assertThat(visited(LISTS.nodeZonelist(1, 0xcc0), 0xcc0)).isEqualTo("N1.Normal N0.Normal N0.DMA32 N0.DMA");
    }

    @Test
    @Verifies("ZONE-16")
    void theFirstEligibleEntryOrTheTerminator() {
        Zonelist list = LISTS.fallback(1);
        assertThat(list.firstZonesZonelist(2, null)).hasToString("N1.Normal");
        assertThat(list.firstZonesZonelist(1, null)).hasToString("N0.DMA32");
        assertThat(list.firstZonesZonelist(3, Nodemask.of(0))).hasToString("N0.Normal");
        assertThat(list.firstZonesZonelist(1, Nodemask.of(1))).isEqualTo(Zoneref.TERMINATOR);
        assertThat(list.firstZonesZonelist(3, Nodemask.of())).isEqualTo(Zoneref.TERMINATOR);
        assertThat(LISTS.thisNode(1).firstZonesZonelist(1, null)).isEqualTo(Zoneref.TERMINATOR);
    }

    @Test
    @Trips("ZONE-16")
    void ignoringTheIndexOrTheNodesIsNoticed() {
        Zonelist list = LISTS.fallback(1);
        assertThat(list.visited(ZoneConfig.D64.maxNrZones(), Nodemask.of(0)))
                .isNotEqualTo(list.visited(1, Nodemask.of(0)));
        assertThat(list.visited(2, Nodemask.ALL)).isNotEqualTo(list.visited(2, Nodemask.of(0)));
        assertThat(list.visited(2, Nodemask.ALL)).isEqualTo(list.visited(2, null));
    }

    @Test
    @Trips({"ZONE-10", "ZONE-11"})
    void wrongListsAreNoticed() {
        List<Integer> order = List.of(0, 1);
        List<Zoneref> right = LISTS.fallback(0).zonerefs();
        assertThat(ListJudge.faults(WORKED, order, right)).isEmpty();

        assertThat(ListJudge.faults(WORKED, order, right.subList(0, 5))).containsExactly("no terminator at the end");
        List<Zoneref> ascending = new ArrayList<>(right);
        Collections.reverse(ascending.subList(0, 3));
        assertThat(ListJudge.faults(WORKED, order, ascending))
                .singleElement()
                .asString()
                .startsWith("order ");
        List<Zoneref> byZone = new ArrayList<>(right);
        Collections.swap(byZone, 0, 3);
        assertThat(ListJudge.faults(WORKED, order, byZone))
                .singleElement()
                .asString()
                .startsWith("order ");
        List<Zoneref> twice = new ArrayList<>(right);
        twice.set(2, right.get(1));
        assertThat(ListJudge.faults(WORKED, order, twice))
                .containsExactly("N0.DMA comes 0 times", "N0.DMA32 comes 2 times");
    }

    @Test
    @Verifies("ZONE-10")
    void aListIsRefusedWithoutItsTerminator() {
        List<Zoneref> refs = LISTS.fallback(0).zonerefs();
        assertThatThrownBy(() -> new Zonelist(refs.subList(0, 2)))
                .hasMessage("entry 1 of 2 must be the terminator, but is N0.DMA32");
        assertThatThrownBy(() -> new Zonelist(List.of(Zoneref.TERMINATOR, Zoneref.TERMINATOR)))
                .hasMessage("entry 0 of 2 must not be the terminator");
        assertThatThrownBy(() -> new Zonelist(List.of()))
                .hasMessage("a zonelist has at least its terminator, but this one is empty");
        assertThatThrownBy(() -> new Zoneref(-1, null, 2)).hasMessage("the terminator has zone index 0, not 2");
    }

    @Test
    @Verifies({"ZONE-11", "ZONE-3"})
    void emptyZonesAreLeftOutAndUnmanagedOnesAreNot() {
        Topology topology = Topology.singleNode(
                ZoneConfig.D64,
                1,
                List.of(
                        new ZoneSpan(ZoneType.DMA, 0, 10, 0, 0),
                        new ZoneSpan(ZoneType.DMA32, 10, 10, 5, 0),
                        new ZoneSpan(ZoneType.NORMAL, 20, 10, 5, 5)));
        assertThat(text(Zonelists.buildAllZonelists(topology).fallback(0).zonerefs()))
                .isEqualTo("N0.Normal N0.DMA32 end");
    }

    /** As a board with eight equal parts of memory logs it, and CPUs everywhere (Linux 6.12). */
    @Test
    @Verifies({"ZONE-20", "ZONE-14"})
    void theLogOfEightEqualNodes() {
        Topology topology = Machines.of(Machines.uniform(8, 10), "11111111", "11111111");
        assertThat(Zonelists.buildAllZonelists(topology).log(0, 512, ref -> 0))
                .containsExactly(
                        "Fallback order for Node 0: 0 1 2 3 4 5 6 7 ",
                        "Fallback order for Node 1: 1 2 3 4 5 6 7 0 ",
                        "Fallback order for Node 2: 2 3 4 5 6 7 0 1 ",
                        "Fallback order for Node 3: 3 4 5 6 7 0 1 2 ",
                        "Fallback order for Node 4: 4 5 6 7 0 1 2 3 ",
                        "Fallback order for Node 5: 5 6 7 0 1 2 3 4 ",
                        "Fallback order for Node 6: 6 7 0 1 2 3 4 5 ",
                        "Fallback order for Node 7: 7 0 1 2 3 4 5 6 ",
                        "Built 8 zonelists, mobility grouping on.  Total pages: 8000",
                        "Policy zone: Normal");
    }

    @Test
    @Verifies({"ZONE-20", "ZONE-19"})
    void theLogCountsPagesAboveTheHighMark() {
        ZoneSpan dma = ZoneSpan.whole(ZoneType.DMA, 0, 3000);
        ZoneSpan movable = ZoneSpan.whole(ZoneType.MOVABLE, 4000, 200);
        Topology topology = Topology.singleNode(ZoneConfig.D64, 1, List.of(dma, movable));
        Zonelists lists = Zonelists.buildAllZonelists(topology);
        assertThat(lists.log(0, 512, ref -> 128))
                .containsExactly(
                        "Fallback order for Node 0: 0 ",
                        "Built 1 zonelists, mobility grouping off.  Total pages: 2944",
                        "Policy zone: DMA");
        assertThat(lists.log(0, 512, ref -> 64)).element(1).asString().endsWith(" on.  Total pages: 3072");
        // Movable's own pages are fewer than its mark: they count as none, not as less than none.
        assertThat(lists.nrFreeZonePages(0, ref -> 201)).isEqualTo(2799);
    }

    @Test
    @Verifies("ZONE-20")
    void policiesApplyBelowMovable() {
        assertThat(LISTS.policyZone()).isEqualTo(ZoneType.NORMAL);
        Topology movable = Topology.singleNode(ZoneConfig.D64, 1, List.of(ZoneSpan.whole(ZoneType.MOVABLE, 0, 10)));
        assertThat(Zonelists.buildAllZonelists(movable).policyZone()).isEqualTo(ZoneType.DMA);
    }

    @Test
    @Trips("ZONE-20")
    void aLogWithMarksLeftOutOrMovableAsPolicyZoneIsNoticed() {
        assertThat(LISTS.nrFreeZonePages(0, ref -> 1000)).isNotEqualTo(LISTS.nrFreeZonePages(0, ref -> 0));
        assertThat(LISTS.policyZone()).isNotEqualTo(ZoneType.MOVABLE);
        assertThat(LISTS.log(0, 512, ref -> 0)).doesNotContain("Fallback order for Node 0: 0 1");
    }

    @Test
    void unknownNodesAreRefused() {
        assertThatThrownBy(() -> LISTS.fallback(2)).hasMessage("there is no node 2 among the nodes [0, 1]");
        assertThatThrownBy(() -> WORKED.node(5)).hasMessage("there is no node 5 among 2 nodes");
    }
}
