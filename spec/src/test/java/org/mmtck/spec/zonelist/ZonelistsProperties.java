package org.mmtck.spec.zonelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.ZoneConfig;

@Epic("Zones")
@Feature("Zonelists")
class ZonelistsProperties {

    @Provide
    Arbitrary<Topology> machines() {
        return Arbitraries.randomValue(random -> {
            int nodes = 1 + random.nextInt(8);
            int[][] rows = Machines.uniform(nodes, 20);
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    // Few different distances, so that there are ties; 10 and 11 to be as near as a penalty.
                    rows[from][to] = from == to ? 10 : new int[] {10, 11, 12, 20, 21, 40}[random.nextInt(6)];
                }
            }
            List<NodeShape> shapes = new ArrayList<>();
            long pfn = random.nextInt(100);
            for (int id = 0; id < nodes; id++) {
                List<ZoneSpan> zones = new ArrayList<>();
                for (int index = 0; index < ZoneConfig.D64.maxNrZones(); index++) {
                    if (random.nextInt(3) > 0) {
                        long spanned = random.nextInt(2000);
                        // The first zone of a node must be populated sometimes only: nodes without memory exist.
                        long present = random.nextInt(3) == 0 ? 0 : random.nextInt((int) spanned + 1);
                        zones.add(new ZoneSpan(
                                ZoneConfig.D64.type(index), pfn, spanned, present, random.nextInt((int) present + 1)));
                        pfn += spanned + random.nextInt(50);
                    }
                }
                shapes.add(new NodeShape(id, id == 0 ? 1 : random.nextInt(3), zones));
            }
            if (shapes.stream().noneMatch(NodeShape::hasMemory)) {
                shapes.set(0, new NodeShape(0, 1, List.of(ZoneSpan.whole(ZoneConfig.D64.type(2), pfn, 1))));
            }
            return new Topology(ZoneConfig.D64, shapes, new NodeDistances(rows));
        });
    }

    @Property
    @Verifies({"ZONE-10", "ZONE-11"})
    void everyPopulatedZoneOnceOwnNodeFirst(@ForAll("machines") Topology topology) {
        Zonelists lists = Zonelists.buildAllZonelists(topology);
        for (NodeShape node : topology.nodes()) {
            List<Integer> order = lists.fallbackOrder(node.id());
            List<Integer> withMemory = topology.nodes().stream()
                    .filter(NodeShape::hasMemory)
                    .map(NodeShape::id)
                    .toList();
            assertThat(order).containsExactlyInAnyOrderElementsOf(withMemory);
            if (node.hasMemory()) {
                assertThat(order.get(0)).isEqualTo(node.id());
            }
            assertThat(ListJudge.faults(
                            topology, order, lists.fallback(node.id()).zonerefs()))
                    .isEmpty();
            assertThat(ListJudge.faults(
                            topology,
                            List.of(node.id()),
                            lists.thisNode(node.id()).zonerefs()))
                    .isEmpty();
        }
    }

    @Property
    @Verifies("ZONE-14")
    void theOrderIsThatOfTheSortingModel(@ForAll("machines") Topology topology) {
        assertThat(Machines.orders(topology)).isEqualTo(Machines.ordersBySorting(topology));
    }

    @Property
    @Verifies("ZONE-16")
    void iterationVisitsTheEligibleEntriesInListOrder(
            @ForAll("machines") Topology topology, @ForAll @IntRange(max = 5) int highest, @ForAll long mask) {
        Zonelist list = Zonelists.buildAllZonelists(topology).fallback(0);
        Nodemask nodes = new Nodemask(mask);
        List<Zoneref> expected = new ArrayList<>(list.zonerefs());
        expected.removeIf(ref -> ref.isTerminator() || ref.zoneIdx() > highest || !nodes.nodeIsset(ref.node()));
        assertThat(list.visited(highest, nodes)).isEqualTo(expected);
        assertThat(list.firstZonesZonelist(highest, nodes))
                .isEqualTo(expected.isEmpty() ? Zoneref.TERMINATOR : expected.get(0));
    }

    @Property
    void printedNodemasksReadBack(@ForAll long bits) {
        Nodemask mask = new Nodemask(bits);
        assertThat(Nodemask.parse(mask.print())).isEqualTo(mask);
    }
}
