package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * What {@code /proc/zoneinfo} tells only about zones with memory.
 *
 * @param counters the zone's counters in the kernel's order, by {@link ZoneinfoCounters}
 * @param pagesets one for each online CPU, ascending; at least one
 * @param nodeUnreclaimable whether kswapd has given up on the node
 * @param startPfn first page of the zone
 * @param highatomic the reserve for atomic requests; null in kernels before v7.0, which do not tell
 */
public record PopulatedZone(
        List<Counter> counters,
        List<Pageset> pagesets,
        boolean nodeUnreclaimable,
        long startPfn,
        @Nullable Highatomic highatomic) {

    /**
     * Pages kept for atomic requests.
     *
     * @param reserved pages in such blocks, free or not ({@code reserved_highatomic})
     * @param free those that are free ({@code free_highatomic})
     */
    public record Highatomic(long reserved, long free) {
        public Highatomic {
            Orders.checkNotNegative("zone", "reserved_highatomic", reserved);
            Orders.checkNotNegative("zone", "free_highatomic", free);
        }
    }

    private static final String PAGESETS = "  pagesets";
    private static final LineFormat UNRECLAIMABLE = LineFormat.of("  node_unreclaimable:  %d");
    private static final LineFormat START_PFN = LineFormat.of("  start_pfn:           %d");
    private static final LineFormat RESERVED = LineFormat.of("  reserved_highatomic: %d");
    private static final LineFormat FREE = LineFormat.of("  free_highatomic:     %d");

    public PopulatedZone {
        counters = List.copyOf(counters);
        pagesets = List.copyOf(pagesets);
        Orders.checkNotNegative("zone", "start_pfn", startPfn);
        int last = -1;
        for (Pageset pageset : pagesets) {
            if (pageset.cpu() <= last) {
                throw new IllegalArgumentException(
                        "CPUs must ascend, but CPU " + pageset.cpu() + " follows CPU " + last);
            }
            last = pageset.cpu();
        }
        if (pagesets.isEmpty()) {
            throw new IllegalArgumentException("a zone has at least one pageset, but none is given");
        }
    }

    static boolean hasHighatomic(KernelVersion kernel) {
        return kernel.atLeast(KernelVersion.V7_0);
    }

    void check(KernelVersion kernel) {
        ZoneinfoCounters.check(kernel, counters);
        pagesets.forEach(pageset -> pageset.check(kernel));
        if ((highatomic != null) != hasHighatomic(kernel)) {
            throw new IllegalArgumentException("a kernel " + kernel.word()
                    + " tells reserved_highatomic and free_highatomic "
                    + (hasHighatomic(kernel) ? "always" : "never"));
        }
    }

    void render(StringBuilder out) {
        counters.forEach(counter -> out.append(counter.line()).append('\n'));
        out.append(PAGESETS).append('\n');
        pagesets.forEach(pageset -> pageset.render(out));
        out.append(UNRECLAIMABLE.format(nodeUnreclaimable ? 1 : 0)).append('\n');
        out.append(START_PFN.format(startPfn)).append('\n');
        if (highatomic != null) {
            out.append(RESERVED.format(highatomic.reserved)).append('\n');
            out.append(FREE.format(highatomic.free)).append('\n');
        }
    }

    static PopulatedZone read(ProcText text, KernelVersion kernel) {
        List<Counter> counters = ZoneinfoCounters.read(text, kernel);
        text.expect(PAGESETS);
        List<Pageset> pagesets = new ArrayList<>();
        int last = -1;
        for (Pageset next = Pageset.read(text, kernel, last); next != null; ) {
            pagesets.add(next);
            last = next.cpu();
            next = Pageset.read(text, kernel, last);
        }
        if (pagesets.isEmpty()) {
            throw text.wrong("'    cpu: <n>'");
        }
        LineFormat.Values unreclaimable = UNRECLAIMABLE.scan(text.peek());
        if (unreclaimable == null || unreclaimable.num(0) > 1) {
            throw text.wrong("'" + UNRECLAIMABLE.format("0") + "' or the same with 1");
        }
        text.skip();
        long startPfn = START_PFN.read(text).num(0);
        Highatomic highatomic = null;
        if (hasHighatomic(kernel)) {
            highatomic =
                    new Highatomic(RESERVED.read(text).num(0), FREE.read(text).num(0));
        }
        return new PopulatedZone(counters, pagesets, unreclaimable.num(0) == 1, startPfn, highatomic);
    }
}
