package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.zone.WatermarkAttempt;

/**
 * What each zone of each sample must answer at the min watermark. Worked out by hand from FAIL-22, WMARK-37 to WMARK-43 and
 * ZONE-25: net = free - (2^order - 1) - HIGHATOMIC and CMA pages that the mode may not use; limit = min (boost in it,
 * lowered for atomic requests) + lowmem_reserve[highest zone].
 *
 * @param sample file
 * @param zone label
 * @param reason the answer
 * @param net pages
 * @param limit pages
 * @param shortBy pages missing, 0 where pages are not what is missing
 */
record Expected(String sample, String zone, Reason reason, long net, long limit, long shortBy) {

    static final List<Expected> TABLE = List.of(
            // order 4, GFP_KERNEL: 37360 - 15; 10000 - 15 against 6247 + 5078; 3840 - 15 against 31 + 8066
            of("fragmented-order4.log", "Node 0 Normal", Reason.FRAGMENTED, 37345, 10616, 0),
            of("fragmented-order4.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 9985, 11325, 1341),
            of("fragmented-order4.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 3825, 8097, 4273),
            // GFP_ATOMIC: min 10616 -> 5308 -> 3981; 6247 -> 3124 -> 2343, + 5078; 31 -> 16 -> 12, + 8066
            of("atomic-below-min.log", "Node 0 Normal", Reason.BELOW_WATERMARK, 3900, 3981, 82),
            of("atomic-below-min.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 7000, 7421, 422),
            of("atomic-below-min.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 2880, 8078, 5199),
            // highest zone DMA32, so the second entry of each reserve: 0 and 2988
            of("dma32-lowmem-reserve.log", "Node 0 DMA32", Reason.BELOW_WATERMARK, 6200, 6247, 48),
            of("dma32-lowmem-reserve.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 3000, 3019, 20),
            // min is printed as 10616 + 2048
            of("boosted.log", "Node 0 Normal", Reason.BELOW_WATERMARK, 11000, 12664, 1665),
            of("boosted.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 9000, 11325, 2326),
            of("boosted.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 3840, 8097, 4258),
            // order 3, no reserves: 20000 - 7 - 4096 highatomic pages
            of("highatomic-only.log", "Node 0 Normal", Reason.RESERVED_BLOCKS, 15897, 10616, 0),
            of("highatomic-only.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 11193, 11325, 133),
            of("highatomic-only.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 3833, 8097, 4265),
            // GFP_ATOMIC: 60000 - 59392 CMA pages; min 2500 -> 1250 -> 938
            of("cma-only.log", "DMA", Reason.RESERVED_PAGES, 608, 938, 331),
            // order 5: 9000 - 31 against 8000 + boost 1024; 7500 - 31 against 4000 + 3906; 3840 - 31 against 20 + 6894
            of("numa-two-nodes.log", "Node 0 Normal", Reason.BELOW_WATERMARK, 8969, 9024, 56),
            of("numa-two-nodes.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 7469, 7906, 438),
            of("numa-two-nodes.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 3809, 6914, 3106),
            of("numa-two-nodes.log", "Node 1 Normal", Reason.FRAGMENTED, 59969, 12000, 0),
            // 6.12 does not print free highatomic pages; by the letters at least 8 + 16 + 1024: 22000 - 15 - 1048
            of("v6.12.log", "Node 0 Normal", Reason.RESERVED_BLOCKS, 20937, 10616, 0),
            of("v6.12.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 9985, 11325, 1341),
            of("v5.4-dmesg-T.log", "Node 0 Normal", Reason.FRAGMENTED, 29985, 10616, 0),
            // movable, highest zone Movable: the fourth entry, 0 and 5078 and 8066
            of("oom-killer.log", "Node 0 Normal", Reason.BELOW_WATERMARK, 10500, 10616, 117),
            of("oom-killer.log", "Node 0 DMA32", Reason.LOWMEM_RESERVE, 9300, 11325, 2026),
            of("oom-killer.log", "Node 0 DMA", Reason.LOWMEM_RESERVE, 2880, 8097, 5218));

    private static Expected of(String sample, String zone, Reason reason, long net, long limit, long shortBy) {
        return new Expected(sample, zone, reason, net, limit, shortBy);
    }

    /**
     * Rows that come out otherwise if the zones are read in this way, each in one sentence.
     *
     * @param reading turns what was printed into what some reader makes of it
     */
    static List<String> broken(UnaryOperator<ZoneState> reading) throws BadInputException {
        List<String> broken = new ArrayList<>();
        for (Expected row : TABLE) {
            MemInfoReport report = Samples.first(row.sample);
            MemInfoReport read = new MemInfoReport(
                    report.place(),
                    report.headline(),
                    report.kernelRelease(),
                    report.zones().stream().map(reading).toList(),
                    report.pageKb(),
                    report.pageKbKnown(),
                    report.cutAtEnd(),
                    report.memcg(),
                    report.remarks());
            Expected actual = actual(row, new Explainer(null, null, List.of()).explain(read));
            if (!actual.equals(row)) {
                broken.add(row + " became " + actual);
            }
        }
        return broken;
    }

    private static Expected actual(Expected row, ExplainReport report) {
        for (ZoneCheck check : report.zones()) {
            if (check.zone().label().equals(row.zone) && check.notEligible() == null) {
                WatermarkAttempt attempt = check.decidingCheck().hopeful().deciding();
                return new Expected(
                        row.sample, row.zone, check.reason(), attempt.net(), attempt.limit(), check.shortBy());
            }
        }
        return new Expected(row.sample, row.zone, Reason.NOT_ELIGIBLE, 0, 0, 0);
    }
}
