package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.BuddyinfoReader;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.conformance.explain.read.ZoneinfoReader;
import org.mmtck.spec.gfp.Gfp;
import org.mmtck.spec.rule.Verifies;

@Epic("explain")
@Feature("verdicts")
class ExplainerTest {

    private static ExplainReport explain(String text) throws BadInputException {
        return new Explainer(null, null, List.of()).explain(Samples.parse(text).get(0));
    }

    private static ExplainReport sample(String name) throws BadInputException {
        return explain(Samples.text(name));
    }

    private static ExplainReport whatIf(String name, int order, int gfp) throws BadInputException {
        return new Explainer(order, gfp, List.of()).explain(Samples.first(name));
    }

    @Test
    @Verifies({"FAIL-18", "FAIL-19", "FAIL-20", "FAIL-22", "FAIL-24", "WMARK-41", "WMARK-43"})
    void everyZoneOfEverySample() throws BadInputException {
        assertThat(Expected.broken(UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fragmented-order4.log,    FRAGMENTED",
        "atomic-below-min.log,     BELOW_WATERMARK",
        "dma32-lowmem-reserve.log, LOWMEM_RESERVE",
        "boosted.log,              BELOW_WATERMARK",
        "highatomic-only.log,      RESERVED_BLOCKS",
        "cma-only.log,             RESERVED_PAGES",
        "numa-two-nodes.log,       FRAGMENTED",
        "v6.12.log,                RESERVED_BLOCKS",
        "v5.4-dmesg-T.log,         FRAGMENTED",
        "oom-killer.log,           BELOW_WATERMARK",
        "memcg-oom.log,            CANNOT_TELL",
        "truncated.log,            CANNOT_TELL"
    })
    void decisiveReason(String name, Reason reason) throws BadInputException {
        ExplainReport report = sample(name);
        assertThat(report.decisive()).isEqualTo(reason);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void zonesAreTriedNodeByNodeFromTheHighestDown() throws BadInputException {
        assertThat(sample("numa-two-nodes.log").zones())
                .extracting(c -> c.zone().label())
                .containsExactly("Node 0 Normal", "Node 0 DMA32", "Node 0 DMA", "Node 1 Normal");
    }

    @Test
    void lowestOrderThatWouldHavePassed() throws BadInputException {
        // Normal has 250 blocks of order 3 and 37353 > 10616
        assertThat(sample("fragmented-order4.log").remedies())
                .contains("order 3 (32 kB) instead of 4: it would pass in Node 0 Normal");
    }

    @Test
    void boostThatDecides() throws BadInputException {
        assertThat(sample("boosted.log").remedies())
                .anyMatch(r -> r.contains("without the 2048 pages of boost it passes"));
    }

    @Test
    void highatomicBlocksServeAtomicRequests() throws BadInputException {
        assertThat(sample("highatomic-only.log").remedies()).anyMatch(r -> r.startsWith("GFP_ATOMIC's flags"));
        // 20000 - 7 against 10616 -> 5308 -> 3981, and the eight order-9 blocks are theirs
        assertThat(whatIf("highatomic-only.log", 3, Gfp.GFP_ATOMIC).decisive()).isEqualTo(Reason.WOULD_PASS);
    }

    @Test
    void cmaBlocksServeMovableRequests() throws BadInputException {
        // 60000 > 2500
        assertThat(whatIf("cma-only.log", 0, Gfp.GFP_HIGHUSER_MOVABLE).decisive())
                .isEqualTo(Reason.WOULD_PASS);
        assertThat(sample("cma-only.log").remedies()).anyMatch(r -> r.startsWith("__GFP_MOVABLE"));
    }

    @Test
    @Verifies("WMARK-44")
    void atomicRequestsIgnoreABoost() throws BadInputException {
        // boosted: 12664 -> 6332 -> 4749 >= 4500; without: 10616 -> 5308 -> 3981 < 4500
        String text = Samples.text("boosted.log")
                .replace("0x10cc0(GFP_KERNEL|__GFP_NORETRY)", "0x820(GFP_ATOMIC)")
                .replace("Normal free:44000kB", "Normal free:18000kB");
        ExplainReport report = explain(text);
        assertThat(report.decisive()).isEqualTo(Reason.WOULD_PASS);
        assertThat(ExplanationPrinter.print(report))
                .contains("second try without the boost: min 10616 lowered to 3981");
        assertThat(report.closing()).contains("printed after the decision");
    }

    @Test
    void memallocIgnoresWatermarks() throws BadInputException {
        // order 3: 1590 blocks of order 2, 250 of order 3; all marks are ignored
        assertThat(whatIf("fragmented-order4.log", 3, Gfp.GFP_KERNEL | Gfp.__GFP_MEMALLOC)
                        .decisive())
                .isEqualTo(Reason.WOULD_PASS);
        // order 4 of DMA32, which its lowmem_reserve protects from the others
        ExplainReport order4 = whatIf("fragmented-order4.log", 4, Gfp.GFP_KERNEL | Gfp.__GFP_MEMALLOC);
        assertThat(order4.closing()).contains("Node 0 DMA32");
    }

    @Test
    void thisNodeAndNodemaskAreSaid() throws BadInputException {
        String masked = Samples.text("numa-two-nodes.log").replace("nodemask=(null)", "nodemask=0");
        ExplainReport report = explain(masked);
        assertThat(report.zones().get(3).reason()).isEqualTo(Reason.NOT_ELIGIBLE);
        assertThat(report.decisive()).isEqualTo(Reason.BELOW_WATERMARK);
        String thisNode = Samples.text("numa-two-nodes.log")
                .replace(
                        "0x50cc0(GFP_KERNEL|__GFP_NORETRY|__GFP_COMP)",
                        "0x250cc0(GFP_KERNEL|__GFP_NORETRY|__GFP_COMP|__GFP_THISNODE)");
        assertThat(explain(thisNode).notes()).anyMatch(n -> n.startsWith("__GFP_THISNODE: only one node was tried"));
    }

    @Test
    void aMissingFreeListLineIsUnknownNotFragmentation() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replaceAll(".*Node 0 Normal: 17000.*\n", "");
        ExplainReport report = explain(text.replaceAll("$", "\nx: page allocation failure: order:0, mode:0x0()\n"));
        assertThat(report.decisive()).isEqualTo(Reason.CANNOT_TELL);
        assertThat(report.closing()).contains("its free blocks by order are not known");
    }

    @Test
    void highatomicPagesThatDecideAndAreNotPrinted() throws BadInputException {
        // 6.12, free 11700: with 1048 highatomic pages 10637 > 10616, with 1536 only 10149
        String text = Samples.text("v6.12.log")
                .replace("Normal free:88000kB", "Normal free:46800kB")
                .replace("250*32kB (UH)", "250*32kB (UH)")
                .replace("1*64kB (H)", "2*64kB (UH)")
                .replace("= 88000kB", "= 88064kB");
        ExplainReport report = explain(text);
        assertThat(report.decisive()).isEqualTo(Reason.CANNOT_TELL);
        assertThat(report.closing()).contains("has between 1048 and 1536 free HIGHATOMIC pages");
    }

    @Test
    void aRequestThatShouldNotFail() throws BadInputException {
        String text = Samples.text("boosted.log").replace("0x10cc0(GFP_KERNEL|__GFP_NORETRY)", "0xcc0(GFP_KERNEL)");
        assertThat(explain(text).notes())
                .anyMatch(n -> n.startsWith("an ordinary task with this mode is made to wait"));
    }

    @Test
    void impossibleRequests() throws BadInputException {
        String text = Samples.text("fragmented-order4.log");
        assertThat(explain(text.replace("order:4", "order:12")).closing()).startsWith("Order 12 is above 10");
        assertThat(explain(text.replace("0x40cc0(GFP_KERNEL|__GFP_COMP)", "0xcc5(GFP_KERNEL|GFP_DMA|GFP_DMA32)"))
                        .closing())
                .contains("asks for two of DMA, DMA32 and HIGHMEM");
        assertThat(explain(text.replace(
                                "0x40cc0(GFP_KERNEL|__GFP_COMP)", "0xcd8(GFP_KERNEL|__GFP_MOVABLE|__GFP_RECLAIMABLE)"))
                        .closing())
                .contains("both movable and reclaimable");
    }

    @Test
    void memoryShownWithoutARequestNeedsOne() throws BadInputException {
        String text = Samples.text("fragmented-order4.log").replaceAll(".*page allocation failure.*\n", "");
        MemInfoReport report = Samples.parse(text).get(0);
        assertThat(new Explainer(null, null, List.of()).explain(report).closing())
                .contains("--order N and --gfp");
        assertThat(new Explainer(4, Gfp.GFP_KERNEL, List.of()).explain(report).decisive())
                .isEqualTo(Reason.FRAGMENTED);
    }

    @Test
    @Verifies({"PROC-1", "PROC-9", "PROC-10"})
    void zoneinfoOfARealMachine() throws BadInputException {
        List<ZoneState> zones = ZoneinfoReader.read(Samples.lines("z", Samples.text("zoneinfo.txt")));
        Map<String, FreeLists> blocks = BuddyinfoReader.read(Samples.lines("b", Samples.text("buddyinfo.txt")));
        Explainer order4 = new Explainer(4, Gfp.GFP_KERNEL, List.of());
        ExplainReport report = order4.explainZoneinfo("z", zones, blocks, 4);
        assertThat(report.decisive()).isEqualTo(Reason.WOULD_PASS);
        // 569635 - 15 against 12754
        assertThat(report.closing())
                .isEqualTo("The request would be served from Node 0 Normal (net 569620 > limit 12754), at once.");
        // DMA: 3840 - 15 against 20 + 12363
        assertThat(report.zones().get(2).reason()).isEqualTo(Reason.LOWMEM_RESERVE);
        assertThat(report.zones().get(2).shortBy()).isEqualTo(8559);
        // without the blocks nobody knows
        assertThat(order4.explainZoneinfo("z", zones, Map.of(), 4).decisive()).isEqualTo(Reason.CANNOT_TELL);
        // any page will do for order 0
        assertThat(new Explainer(0, Gfp.GFP_KERNEL, List.of())
                        .explainZoneinfo("z", zones, Map.of(), 4)
                        .decisive())
                .isEqualTo(Reason.WOULD_PASS);
    }

    @Test
    void buddyinfoWhoseBlocksMayAllBeIsolated() throws BadInputException {
        List<ZoneState> zones = ZoneinfoReader.read(Samples.lines("z", Samples.text("zoneinfo.txt")));
        // DMA would need 12384 pages; a request for DMA only needs 21, and its one large block may be an isolated one:
        // the blocks hold 1024 pages more than free says
        Map<String, FreeLists> blocks = BuddyinfoReader.read(
                Samples.lines(
                        "b",
                        "Node 0, zone      DMA   3840      0      0      0      0      0      0      0      0      0      1 \n"));
        ExplainReport report =
                new Explainer(10, Gfp.GFP_KERNEL | Gfp.GFP_DMA, List.of()).explainZoneinfo("z", zones, blocks, 4);
        assertThat(report.decisive()).isEqualTo(Reason.CANNOT_TELL);
        assertThat(report.closing()).contains("of which kind is not known");
    }
}
