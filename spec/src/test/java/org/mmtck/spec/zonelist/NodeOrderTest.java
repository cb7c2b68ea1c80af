package org.mmtck.spec.zonelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zonelist.Machines.Part;

/** Orders worked out by hand from the formula. */
@Epic("Zones")
@Feature("Node order")
class NodeOrderTest {

    /** A ring of four: neighbours at 20, the opposite node at 30. */
    private static final int[][] RING = {
        {10, 20, 30, 20},
        {20, 10, 20, 30},
        {30, 20, 10, 20},
        {20, 30, 20, 10}
    };

    private static final Topology RING_OF_FOUR = Machines.of(RING, "1111", "1111");

    /**
     * Node 0: 1 before 3 (equal, lower id). Node 1: 2 is 21, 0 is 22. Node 2: 3 is 21, 1 is 22. Node 3: 0 and 2 are both
     * 22; 0 has led no list yet but 2 has led that of node 1.
     */
    @Test
    @Verifies("ZONE-14")
    void nearNodesFirstThenThoseAfter() {
        assertThat(Machines.orders(RING_OF_FOUR))
                .containsExactly(List.of(0, 1, 3, 2), List.of(1, 2, 0, 3), List.of(2, 3, 1, 0), List.of(3, 0, 2, 1));
    }

    @Test
    @Verifies("ZONE-14")
    void theLoadsOfTheRing() {
        NodeOrder order = new NodeOrder(RING_OF_FOUR);
        order.build(0);
        // Node 1 opens the distance 20, node 2 the distance 30; node 3 comes second at 20.
        assertThat(List.of(order.nodeLoad(0), order.nodeLoad(1), order.nodeLoad(2), order.nodeLoad(3)))
                .containsExactly(0, 1, 1, 0);
    }

    /** Three nodes at one distance: node 2 has no CPUs, so it is one nearer than node 1. */
    @Test
    @Verifies("ZONE-14")
    void memoryWithoutCpusGoesFirst() {
        assertThat(Machines.orders(Machines.of(Machines.uniform(3, 20), "111", "110")))
                .containsExactly(List.of(0, 2, 1), List.of(1, 2, 0), List.of(2, 0, 1));
    }

    /** Node 0 has no memory: its list begins elsewhere. Later lists know that node 1 leads it. */
    @Test
    @Verifies("ZONE-14")
    void aNodeWithoutMemoryUsesTheOthers() {
        Topology topology = Machines.of(Machines.uniform(4, 20), "0111", "1111");
        assertThat(Machines.orders(topology))
                .containsExactly(List.of(1, 2, 3), List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
        Zonelists lists = Zonelists.buildAllZonelists(topology);
        assertThat(lists.thisNode(0).zonerefs()).containsExactly(Zoneref.TERMINATOR);
    }

    /** Without the loads the node with the lowest number would lead all lists of the higher ones. */
    @Test
    @Verifies("ZONE-14")
    void loadsSpreadEqualNodes() {
        int[][] far = Machines.uniform(4, 20);
        // Nodes 2 and 3 have CPUs but no memory and are equally far from 0 and 1.
        assertThat(Machines.orders(Machines.of(far, "1100", "1111")))
                .containsExactly(List.of(0, 1), List.of(1, 0), List.of(0, 1), List.of(1, 0));
    }

    @Test
    @Trips("ZONE-14")
    void eachPartOfTheFormulaIsNeeded() {
        Topology noCpus = Machines.of(Machines.uniform(3, 20), "111", "110");
        Topology lonely = Machines.of(Machines.uniform(4, 20), "1100", "1111");
        assertThat(Machines.ordersBySorting(RING_OF_FOUR)).isEqualTo(Machines.orders(RING_OF_FOUR));
        assertThat(Machines.ordersBySorting(RING_OF_FOUR, Part.LOWER_PENALTY))
                .isNotEqualTo(Machines.orders(RING_OF_FOUR));
        assertThat(Machines.ordersBySorting(noCpus, Part.CPU_PENALTY)).isNotEqualTo(Machines.orders(noCpus));
        assertThat(Machines.ordersBySorting(lonely, Part.LOAD)).isNotEqualTo(Machines.orders(lonely));
        Topology equal = Machines.of(Machines.uniform(3, 10), "111", "110");
        assertThat(Machines.ordersBySorting(equal, Part.LOCAL_FIRST)).isNotEqualTo(Machines.orders(equal));
    }
}
