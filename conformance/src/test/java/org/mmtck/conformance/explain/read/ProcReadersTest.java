package org.mmtck.conformance.explain.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** On a snapshot of a real machine with Linux 6.18. */
@Epic("explain")
@Feature("reading /proc")
class ProcReadersTest {

    private static List<ZoneState> zones(String text) throws BadInputException {
        return ZoneinfoReader.read(Samples.lines("zoneinfo", text));
    }

    @Test
    @Verifies({"PROC-8", "PROC-9", "PROC-10", "PROC-11"})
    void zoneinfo() throws BadInputException {
        List<ZoneState> zones = zones(Samples.text("zoneinfo.txt"));
        assertThat(zones).extracting(ZoneState::name).containsExactly("DMA", "DMA32", "Normal", "Movable", "Device");
        assertThat(zones).extracting(ZoneState::populated).containsExactly(true, true, true, false, false);
        ZoneState normal = zones.get(2);
        assertThat(normal.free()).isEqualTo(569635);
        assertThat(normal.min()).isEqualTo(12754);
        // not the "high" of a per-CPU list
        assertThat(normal.high()).isEqualTo(19130);
        assertThat(normal.freeCma()).isZero();
        assertThat(normal.freeHighatomic()).isNull();
        assertThat(zones.get(1).lowmemReserve()).containsExactly(0L, 0L, 9344L, 9344L, 9344L);
    }

    @Test
    @Verifies("PROC-14")
    void sevenPointZeroPrintsHighatomicPages() throws BadInputException {
        String text = Samples.text("zoneinfo.txt")
                .replaceAll("(start_pfn: +1048576)", "$1\n  reserved_highatomic: 1024\n  free_highatomic:     512");
        ZoneState normal = zones(text).get(2);
        assertThat(normal.reservedHighatomic()).isEqualTo(1024);
        assertThat(normal.freeHighatomic()).isEqualTo(512);
    }

    @Test
    @Trips("PROC-9")
    void cutShort() {
        String text = Samples.text("zoneinfo.txt");
        int normal = text.indexOf("zone   Normal");
        assertThatThrownBy(() -> zones(text.substring(0, text.indexOf("protection", normal))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zone Normal has no line 'protection: (...)' (file cut short?)");
        assertThatThrownBy(() -> zones(text.substring(0, text.indexOf("pagesets", normal))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zone Normal has no line 'start_pfn' (file cut short?)");
    }

    @Test
    void unknownZone() {
        assertThatThrownBy(() -> zones("Node 0, zone   Zebra\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zoneinfo:1: unknown zone 'Zebra'");
    }

    @Test
    @Verifies({"PROC-1", "PROC-2"})
    void buddyinfo() throws BadInputException {
        Map<String, FreeLists> blocks = BuddyinfoReader.read(Samples.lines("b", Samples.text("buddyinfo.txt")));
        assertThat(blocks).containsOnlyKeys("Node 0 DMA", "Node 0 DMA32", "Node 0 Normal");
        FreeLists dma = Objects.requireNonNull(blocks.get("Node 0 DMA"));
        // 256 + 512 + 3 * 1024
        assertThat(dma.totalPages()).isEqualTo(3840);
        assertThat(dma.letters()).isNull();
        assertThat(dma.largestOrder()).isEqualTo(10);
    }

    @Test
    @Trips("PROC-1")
    void buddyinfoWithAStrangeLine() {
        assertThatThrownBy(() -> BuddyinfoReader.read(Samples.lines("b", "Node 0, zone DMA 1 2 x\n")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("b:1: not 'Node N, zone NAME counts...'");
    }

    @Test
    void numbersTooLongForAMachineAreNoNumbers() {
        assertThatThrownBy(() -> zones("Node 0, zone   Normal\n  pages free     9999999999999999999\n"))
                .isInstanceOf(BadInputException.class);
        String text = Samples.text("zoneinfo.txt").replace("protection: (0, 0, 9344,", "protection: (0, , 9344,");
        assertThatThrownBy(() -> zones(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zone DMA32 has no line 'protection: (...)'");
    }
}
