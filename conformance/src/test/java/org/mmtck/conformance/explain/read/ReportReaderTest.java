package org.mmtck.conformance.explain.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mmtck.spec.rule.Verifies;

@Epic("explain")
@Feature("reading logs")
class ReportReaderTest {

    @Test
    @Verifies({"FAIL-18", "FAIL-19", "FAIL-20", "FAIL-22", "FAIL-24"})
    void zoneInPages() throws BadInputException {
        MemInfoReport report = Samples.first("highatomic-only.log");
        ZoneState normal = Samples.zone(report, "Node 0 Normal");
        // 80000 kB, min 42464 kB, 16384 KB of highatomic: a quarter of each
        assertThat(normal.free()).isEqualTo(20000);
        assertThat(normal.min()).isEqualTo(10616);
        assertThat(normal.low()).isEqualTo(13270);
        assertThat(normal.high()).isEqualTo(15924);
        assertThat(normal.boost()).isZero();
        assertThat(normal.reservedHighatomic()).isEqualTo(4096);
        assertThat(normal.freeHighatomic()).isEqualTo(4096);
        assertThat(normal.managed()).isEqualTo(1300000);
        // reserves are printed in pages already
        assertThat(Samples.zone(report, "Node 0 DMA32").lowmemReserve()).containsExactly(0L, 0L, 5078L, 5078L, 5078L);
        FreeLists lists = Objects.requireNonNull(normal.lists());
        assertThat(lists.counts()).containsExactly(10000L, 2200L, 376L, 0L, 0L, 0L, 0L, 0L, 0L, 8L, 0L);
        assertThat(lists.letters()).containsExactly("UM", "UME", "UM", "", "", "", "", "", "", "H", "");
        assertThat(lists.printedTotalKb()).isEqualTo(80000);
        assertThat(lists.totalPages()).isEqualTo(20000);
        assertThat(report.kernelRelease()).isEqualTo("6.18.1-composed");
        assertThat(report.pageKb()).isEqualTo(4);
        assertThat(report.pageKbKnown()).isTrue();
    }

    @Test
    void fieldsThatOldKernelsDoNotPrint() throws BadInputException {
        ZoneState v6 = Samples.zone(Samples.first("v6.12.log"), "Node 0 Normal");
        assertThat(v6.boost()).isZero();
        assertThat(v6.freeHighatomic()).isNull();
        assertThat(v6.reservedHighatomic()).isEqualTo(1536);
        ZoneState v5 = Samples.zone(Samples.first("v5.4-dmesg-T.log"), "Node 0 Normal");
        assertThat(v5.boost()).isNull();
    }

    @Test
    void withoutNumaThereIsNoNode() throws BadInputException {
        ZoneState zone = Samples.first("cma-only.log").zones().get(0);
        assertThat(zone.node()).isNull();
        assertThat(zone.label()).isEqualTo("DMA");
        assertThat(zone.freeCma()).isEqualTo(59392);
    }

    @Test
    void twoReportsAmongOtherLines() throws BadInputException {
        List<MemInfoReport> reports = Samples.parse(Samples.text("journal-two-reports.log"));
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).zones()).isEqualTo(placed(Samples.first("atomic-below-min.log"), reports.get(0)));
        assertThat(reports.get(1).zones()).isEqualTo(placed(Samples.first("fragmented-order4.log"), reports.get(1)));
        assertThat(reports).allMatch(r -> !r.cutAtEnd() && r.remarks().isEmpty());
    }

    @Test
    void moreReportsThanAskedForAreCounted() throws BadInputException {
        String text = Samples.text("journal-two-reports.log");
        ReportReader.Found found = ReportReader.read(Samples.lines("log", text), 1, 0);
        assertThat(found.reports()).hasSize(1);
        assertThat(found.skipped()).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("org.mmtck.conformance.explain.read.Samples#COMPLETE")
    void rsyslogEscapesLineBreaks(String sample) throws BadInputException {
        String text = Samples.text(sample).replace("Mem-Info:\n", "Mem-Info:#012");
        assertThat(Samples.parse(text)).hasSameSizeAs(Samples.parse(Samples.text(sample)));
    }

    @Test
    void linesBrokenInPiecesAsInKernelsBefore410() throws BadInputException {
        String text = Samples.text("fragmented-order4.log");
        String broken = text.replaceAll("Node 0 Normal free", "Node 0 \n[ 1.000000] Normal free")
                .replaceAll(" managed:", "\n[ 1.000000] managed:")
                .replaceAll(
                        "lowmem_reserve\\[\\]: 0 2988 ",
                        "lowmem_reserve[]:\n[ 1.000000]  0\n[ 1.000000]  2988\n[ 1.000000]  ")
                .replaceAll(" 6000\\*8kB \\(UME\\) ", "\n[ 1.000000] 6000*8kB \n[ 1.000000] (UME) \n[ 1.000000] ");
        MemInfoReport whole = Samples.first("fragmented-order4.log");
        MemInfoReport pieces = Samples.parse(broken).get(0);
        assertThat(pieces.zones())
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(whole.zones());
    }

    @Test
    void asterisksThatAWebPageAte() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replaceAll("(\\d)\\*(\\d)", "$1_$2");
        assertThat(Samples.parse(text).get(0).zones())
                .isEqualTo(Samples.first("fragmented-order4.log").zones());
    }

    @Test
    void cpusetOnALineOfItsOwn() throws BadInputException {
        String text = Samples.text("numa-two-nodes.log")
                .replaceAll(",cpuset=/,mems_allowed=0-1", "\n[91234.500001] postgres cpuset=/ mems_allowed=0-1");
        assertThat(Objects.requireNonNull(Samples.parse(text).get(0).headline()).memsAllowed())
                .isEqualTo("0-1");
    }

    @Test
    void pageSizeIsReadFromTheBlocks() throws BadInputException {
        String text = """
                x: page allocation failure: order:0, mode:0x820(GFP_ATOMIC), nodemask=(null)
                Mem-Info:
                Normal free:6400kB boost:0kB min:640kB low:1280kB high:1920kB present:64000kB managed:64000kB
                lowmem_reserve[]: 0 0
                Normal: 100*64kB (U) 0*128kB = 6400kB
                """;
        MemInfoReport report = Samples.parse(text).get(0);
        assertThat(report.pageKb()).isEqualTo(64);
        assertThat(report.zones().get(0).free()).isEqualTo(100);
    }

    @Test
    void aTornZoneLineIsLeftOutAndSaid() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replaceAll("(Node 0 DMA32 free:40000kB).*", "$1 boo");
        MemInfoReport report = Samples.parse(text).get(0);
        assertThat(report.zones()).extracting(ZoneState::label).containsExactly("Node 0 DMA", "Node 0 Normal");
        assertThat(report.remarks()).anyMatch(r -> r.contains("log:30: the line of Node 0 DMA32 is torn"));
    }

    @Test
    void anOddNumberOfKbIsSaid() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replace("free:149440kB", "free:149441kB");
        assertThat(Samples.parse(text).get(0).remarks()).anyMatch(r -> r.contains("free:149441kB is no whole number"));
    }

    @Test
    void memoryShownWithoutARequest() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replaceAll(".*page allocation failure.*\n", "");
        MemInfoReport report = Samples.parse(text).get(0);
        assertThat(report.kind()).isEqualTo(ReportKind.MEM_INFO);
        assertThat(report.zones()).hasSize(3);
    }

    @Test
    void aReportCutByTheEndOfTheFile() throws BadInputException {
        assertThat(Samples.first("truncated.log").cutAtEnd()).isTrue();
    }

    @Test
    void linesWithoutEndAreBounded() throws BadInputException {
        String start = Samples.text("fragmented-order4.log").split("lowmem_reserve")[0];
        String numbers = start + "lowmem_reserve[]:\n" + "0 ".repeat(30000) + "\n" + "0\n".repeat(30000);
        assertThat(Samples.parse(numbers).get(0).zones().get(0).lowmemReserve()).hasSize(16);
        String fields = start.replaceAll("present:.*\n", "\n") + "a:1kB\n".repeat(30000) + "x".repeat(60000) + ":1kB\n";
        assertThat(Samples.parse(fields).get(0).zones()).hasSize(1);
        String blocks = start + "Node 0 DMA: 1*4kB\n" + "1*8kB\n".repeat(30000);
        assertThat(Samples.parse(blocks).get(0).cutAtEnd()).isTrue();
    }

    @Test
    void noReport() {
        assertThatThrownBy(() -> Samples.parse("all is well\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("log: no report in 1 lines; expected a kernel log with a line");
    }

    /** The same zones as if they stood where the other report has them. */
    private static List<ZoneState> placed(MemInfoReport report, MemInfoReport other) {
        assertThat(report.zones()).hasSameSizeAs(other.zones());
        return report.zones().stream()
                .map(z -> moved(z, Samples.zone(other, z.label()).place()))
                .toList();
    }

    private static ZoneState moved(ZoneState zone, String place) {
        return new ZoneState(
                place,
                zone.node(),
                zone.name(),
                zone.free(),
                zone.boost(),
                zone.min(),
                zone.low(),
                zone.high(),
                zone.reservedHighatomic(),
                zone.freeHighatomic(),
                zone.freeCma(),
                zone.present(),
                zone.managed(),
                zone.lowmemReserve(),
                zone.lists());
    }
}
