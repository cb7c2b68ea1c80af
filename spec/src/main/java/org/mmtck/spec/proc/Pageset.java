package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.KernelVersion;

/**
 * The per-CPU lists of a zone in {@code /proc/zoneinfo}.
 *
 * @param cpu the CPU's number; 0 or more
 * @param count pages on the lists
 * @param high pages from which on pages go back to the zone
 * @param batch pages that go back at once
 * @param limits between what {@code high} moves; null in kernels before v6.18, which do not tell
 * @param threshold how far a counter of this CPU may be off, in pages ({@code vm stats threshold})
 */
public record Pageset(
        int cpu,
        long count,
        long high,
        long batch,
        @Nullable HighLimits limits,
        long threshold) {

    /**
     * The ends of the range of {@code high}, in pages.
     *
     * @param min high_min
     * @param max high_max
     */
    public record HighLimits(long min, long max) {
        public HighLimits {
            Orders.checkNotNegative("pageset", "high_min", min);
            Orders.checkNotNegative("pageset", "high_max", max);
        }
    }

    private static final LineFormat CPU = LineFormat.of("    cpu: %d");
    private static final List<LineFormat> LINES = List.of(
            LineFormat.of("              count:    %d"),
            LineFormat.of("              high:     %d"),
            LineFormat.of("              batch:    %d"));
    private static final List<LineFormat> LIMITS =
            List.of(LineFormat.of("              high_min: %d"), LineFormat.of("              high_max: %d"));
    private static final LineFormat THRESHOLD = LineFormat.of("  vm stats threshold: %d");

    public Pageset {
        Orders.check("pageset", List.of((long) cpu, count, high, batch, threshold), 5);
    }

    static boolean hasLimits(KernelVersion kernel) {
        return kernel.atLeast(KernelVersion.V6_18);
    }

    void check(KernelVersion kernel) {
        if ((limits != null) != hasLimits(kernel)) {
            throw new IllegalArgumentException("cpu " + cpu + ": a kernel " + kernel.word()
                    + " tells high_min and high_max " + (hasLimits(kernel) ? "always" : "never"));
        }
    }

    void render(StringBuilder out) {
        List<String> lines = new ArrayList<>(List.of(
                CPU.format(cpu),
                LINES.get(0).format(count),
                LINES.get(1).format(high),
                LINES.get(2).format(batch)));
        if (limits != null) {
            lines.add(LIMITS.get(0).format(limits.min));
            lines.add(LIMITS.get(1).format(limits.max));
        }
        lines.add(THRESHOLD.format(threshold));
        lines.forEach(line -> out.append(line).append('\n'));
    }

    /** Reads one CPU, which must come after {@code lastCpu}; null if the next line is not one of a CPU. */
    static @Nullable Pageset read(ProcText text, KernelVersion kernel, int lastCpu) {
        LineFormat.Values cpu = CPU.scan(text.peek());
        if (cpu == null) {
            return null;
        }
        if (cpu.num(0) <= lastCpu || cpu.num(0) > Integer.MAX_VALUE) {
            throw text.wrong("a CPU that comes after CPU " + lastCpu);
        }
        text.skip();
        long count = LINES.get(0).read(text).num(0);
        long high = LINES.get(1).read(text).num(0);
        long batch = LINES.get(2).read(text).num(0);
        HighLimits limits = null;
        if (hasLimits(kernel)) {
            limits = new HighLimits(
                    LIMITS.get(0).read(text).num(0), LIMITS.get(1).read(text).num(0));
        }
        return new Pageset(
                (int) cpu.num(0),
                count,
                high,
                batch,
                limits,
                THRESHOLD.read(text).num(0));
    }
}
