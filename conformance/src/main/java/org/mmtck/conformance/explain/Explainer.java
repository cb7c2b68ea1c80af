package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.Headline;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.ReportKind;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.spec.gfp.Gfp;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.PageGeometry;

/** Explains reports: which zone refused a request at which check, with the numbers. Decides nothing that the rules decide. */
public final class Explainer {
    private final @Nullable Integer order;
    private final @Nullable Integer gfp;
    private final List<ZoneState> zoneinfo;

    /**
     * @param order asked for instead of what a report says, or null
     * @param gfp mask asked for instead of what a report says, in the bits of {@link GfpConfig#D64}, or null
     * @param zoneinfo /proc/zoneinfo of the machine of the report, which settles the index of each zone; empty if unknown
     */
    public Explainer(@Nullable Integer order, @Nullable Integer gfp, List<ZoneState> zoneinfo) {
        this.order = order;
        this.gfp = gfp;
        this.zoneinfo = List.copyOf(zoneinfo);
    }

    /** Explains one report of a log. */
    public ExplainReport explain(MemInfoReport report) {
        List<Finding> findings = new ArrayList<>(CrossChecks.of(report.zones(), report.pageKb()));
        Headline headline = report.headline();
        Request request = null;
        if (headline != null) {
            RequestDecoder decoder = new RequestDecoder(report, headline);
            request = decoder.decode();
            findings.addAll(decoder.findings());
        }
        request = replaced(request);
        // a request that nobody made was not refused either
        ReportKind kind = order == null && gfp == null ? report.kind() : ReportKind.MEM_INFO;
        Case about = new Case(report.place(), kind, report.pageKb(), request, findings, Notes.of(report));
        if (report.cutAtEnd()) {
            return about.unexplained(
                    "The file ends in the middle of this report, so nothing can be said about its zones.");
        }
        if (report.zones().isEmpty()) {
            return about.unexplained(
                    report.memcg()
                            ? "The limit of a memory cgroup refused, not a zone: the report has no zones, and none decided."
                            : "The report has no zone lines, so nothing can be said about zones.");
        }
        if (request == null) {
            return about.unexplained("The memory is shown without a request: say one with --order N and --gfp NAMES.");
        }
        return explain(
                about,
                request,
                inZonelistOrder(report.zones()),
                mask -> zoneinfo.isEmpty()
                        ? ZoneLayout.ofReport(report.zones(), mask)
                        : ZoneLayout.ofZoneinfo(zoneinfo, mask));
    }

    /**
     * Says whether the request would pass now, by /proc/zoneinfo.
     *
     * @param place file name
     * @param zones all zones
     * @param lists free blocks by zone label, or empty if they are not known
     * @param pageKb base page size in kB
     */
    public ExplainReport explainZoneinfo(
            String place, List<ZoneState> zones, Map<String, FreeLists> lists, int pageKb) {
        List<ZoneState> filled = new ArrayList<>();
        for (ZoneState zone : zones) {
            FreeLists blocks = lists.get(zone.label());
            filled.add(blocks == null ? zone : zone.withLists(blocks));
        }
        Request none = new Request(null, 0, Gfp.GFP_KERNEL, GfpConfig.D64, null, null, null, List.of());
        Request request = replaced(none);
        if (request == null) {
            throw new IllegalStateException("a request that was given was lost");
        }
        Case about = new Case(
                place,
                null,
                pageKb,
                request,
                CrossChecks.of(filled, pageKb),
                Notes.ofZoneinfo(filled, order == null, gfp == null));
        List<ZoneState> populated = filled.stream().filter(ZoneState::populated).toList();
        if (populated.isEmpty()) {
            return about.unexplained("No zone of the file has memory.");
        }
        return explain(about, request, inZonelistOrder(populated), mask -> ZoneLayout.ofZoneinfo(zones, mask));
    }

    private ExplainReport explain(
            Case about, Request request, List<ZoneState> zones, Function<Integer, @Nullable ZoneLayout> layouts) {
        String illegal = illegal(request);
        if (illegal != null) {
            return about.unexplained(illegal);
        }
        ZoneLayout layout = layouts.apply(request.gfp());
        if (layout == null) {
            return about.unexplained(
                    "The zones and their lowmem_reserve fit no kernel: the report is damaged, or mixed up of"
                            + " two (--zoneinfo FILE of the same machine would settle the index of each zone).");
        }
        AttemptPlan plan = AttemptPlan.of(request, about.kind, layout, zones);
        ZoneJudge judge = new ZoneJudge(request, plan);
        List<ZoneCheck> checks = zones.stream().map(judge::judge).toList();
        Closing closing = Closing.of(request, about.kind, checks);
        Remedies remedies =
                new Remedies(request, about.kind, zones, mask -> orElse(layouts.apply(mask), layout), about.pageKb);
        List<String> notes = new ArrayList<>(about.notes);
        notes.addAll(Notes.of(request, plan, checks, closing, about.kind));
        return new ExplainReport(
                about.place,
                about.kind,
                about.pageKb,
                request,
                plan,
                checks,
                closing.reason(),
                closing.sentence(),
                remedies.of(closing),
                about.findings,
                notes);
    }

    private static ZoneLayout orElse(@Nullable ZoneLayout layout, ZoneLayout otherwise) {
        return layout == null ? otherwise : layout;
    }

    /** Why no kernel could have worked with this request, or null if one could. */
    private static @Nullable String illegal(Request request) {
        String mode = GfpNames.printMode(request.gfp(), request.config());
        if (request.order() > PageGeometry.MAX_PAGE_ORDER) {
            return "Order " + request.order() + " is above " + PageGeometry.MAX_PAGE_ORDER
                    + ", the largest of the kernels known here, which refuse it without a report.";
        }
        if (!GfpMask.isMobilityLegal(request.gfp())) {
            return "The mode " + mode + " is both movable and reclaimable, which no request may be: a damaged line?";
        }
        if (!GfpZone.isLegal(request.gfp())) {
            return "The mode " + mode
                    + " asks for two of DMA, DMA32 and HIGHMEM, which no request may: a damaged line?";
        }
        return null;
    }

    private @Nullable Request replaced(@Nullable Request read) {
        if (order == null && gfp == null) {
            return read;
        }
        if (read == null) {
            return order == null || gfp == null
                    ? null
                    : new Request(null, order, gfp, GfpConfig.D64, null, null, null, List.of());
        }
        List<String> remarks = new ArrayList<>(read.remarks());
        remarks.add("this is what-if: --order or --gfp replace what was read (order " + read.order() + ", mode "
                + GfpNames.printMode(read.gfp(), read.config()) + ")");
        return new Request(
                read.comm(),
                order == null ? read.order() : order,
                gfp == null ? read.gfp() : gfp,
                gfp == null ? read.config() : GfpConfig.D64,
                read.release(),
                read.nodemask(),
                read.memsAllowed(),
                read.comm() == null ? read.remarks() : remarks);
    }

    /** Node by node as printed, and in each node from the highest zone down (ZONE-11, ZONE-12). */
    private static List<ZoneState> inZonelistOrder(List<ZoneState> zones) {
        return zones.stream()
                .sorted(Comparator.comparing((ZoneState z) -> z.node() == null ? 0 : z.node())
                        .thenComparing(z -> -ZoneState.NAMES.indexOf(z.name())))
                .toList();
    }

    /** What is known of a report before the zones are judged. */
    private record Case(
            String place,
            @Nullable ReportKind kind,
            int pageKb,
            @Nullable Request request,
            List<Finding> findings,
            List<String> notes) {

        ExplainReport unexplained(String why) {
            return new ExplainReport(
                    place, kind, pageKb, request, null, List.of(), Reason.CANNOT_TELL, why, List.of(), findings, notes);
        }
    }
}
