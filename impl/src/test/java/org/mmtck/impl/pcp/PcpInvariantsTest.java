package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** The checker finds nothing in healthy lists and names what is wrong with damaged ones. */
@Epic("impl")
@Feature("per-CPU lists: invariants")
class PcpInvariantsTest {
    private final Machine machine = Machine.worked();
    private final PerCpuPages pcp = machine.cpu(0);

    private List<String> found() {
        return PcpInvariants.check(pcp, machine.lists, 63);
    }

    @Test
    @Verifies({"INV-19", "INV-20", "INV-22", "INV-24"})
    void healthyLists() {
        assertThat(found()).isEmpty();
        machine.alloc(0);
        machine.free(machine.alloc(3), 3);
        assertThat(pcp.count()).isEqualTo(62 + 7 * 8);
        assertThat(found()).isEmpty();
    }

    @Test
    @Trips("INV-19")
    void aWrongCount() {
        machine.alloc(0);
        pcp.count++;
        assertThat(found()).containsExactly("INV-19: count of CPU 0 is 63, but its lists hold 62 pages");
        pcp.lists[1].pop();
        assertThat(found()).containsExactly("INV-19: count of CPU 0 is 63, but its lists hold 61 pages");
    }

    /** A count above what there is does not make a drain run for ever. */
    @Test
    @Trips("INV-19")
    void aDrainNoticesAWrongCount() {
        pcp.count = 7;
        assertThatThrownBy(() -> machine.pcps.drainPagesZone(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("INV-19");
    }

    @Test
    @Trips("INV-20")
    void aBlockOnTheWrongListOrOutsideTheZone() {
        machine.alloc(0);
        pcp.lists[4].push(pcp.lists[1].pop());
        pcp.lists[4].push(pcp.lists[1].pop());
        pcp.count += 2;
        assertThat(found())
                .containsExactly(
                        "INV-20: the block at pfn 2 on list 4 of CPU 0 has order 0, not 1",
                        "INV-20: the block at pfn 1 on list 4 of CPU 0 is no block of order 1 of the zone"
                                + " (pages 0..4096, orders up to 10, pageblocks of order 9)");
        pcp.lists[4].pop();
        pcp.lists[4].pop();
        pcp.lists[0].push(4096);
        assertThat(found().get(0)).startsWith("INV-20: the block at pfn 4096 on list 0");
    }

    @Test
    @Trips("INV-24")
    void aPageThatBelongsToSomebodyOrIsFree() {
        long mine = machine.alloc(0);
        pcp.lists[1].push((int) mine);
        pcp.lists[1].push(2048);
        pcp.count += 2;
        assertThat(found())
                .containsExactly(
                        "INV-24: the block at pfn 2048 on list 1 of CPU 0 is Buddy with order 10 and 0 references",
                        "INV-24: the block at pfn 0 on list 1 of CPU 0 is allocated with order 0 and 1 references");
    }

    @Test
    @Trips("INV-22")
    void numbersOutOfBounds() {
        pcp.allocFactor = 6;
        pcp.freeCount = -1;
        assertThat(found())
                .containsExactly(
                        "INV-22: alloc_factor of CPU 0 is 6, not in 0..5",
                        "INV-22: free_count of CPU 0 is -1, not in 0..2527");
        pcp.allocFactor = 0;
        pcp.freeCount = 2528;
        assertThat(found()).containsExactly("INV-22: free_count of CPU 0 is 2528, not in 0..2527");
    }
}
