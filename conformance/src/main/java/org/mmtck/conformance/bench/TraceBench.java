package org.mmtck.conformance.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mmtck.conformance.trace.TraceCheck;
import org.mmtck.conformance.trace.TraceOptions;
import org.mmtck.conformance.trace.read.TraceSource;
import org.mmtck.reports.outcome.Run;
import org.mmtck.spec.rule.RuleBook;

/** Events a second of {@code mmtck trace check} on a made-up recording, beside reading its lines and nothing else. */
public final class TraceBench {
    private static final int FRAMES = 1 << 16;
    private static final int ROUNDS = 4;

    private TraceBench() {}

    /**
     * Measures on a recording of so many events, and on one a quarter as long, to show what memory does.
     *
     * @param events length of the longer recording
     * @param folder where the recordings are written; they are deleted afterwards
     */
    public static List<Figure> run(int events, Path folder) throws IOException {
        Path shorter = write(folder.resolve("short.trace"), events / 4);
        Path longer = write(folder.resolve("long.trace"), events);
        try {
            double own = 0;
            double peer = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = cpuNanos();
                check(longer);
                own = Math.max(own, events / cpuSeconds(start));
                peer = Math.max(peer, linesPerSecond(longer));
            }
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure("trace check, of one core", own, "events/s", "lines/s by BufferedReader", peer));
            figures.add(new Figure("trace check, memory kept: " + events / 4 + " events", kept(shorter), "MB"));
            figures.add(new Figure("trace check, memory kept: " + events + " events", kept(longer), "MB"));
            return figures;
        } finally {
            Files.deleteIfExists(shorter);
            Files.deleteIfExists(longer);
        }
    }

    /** Time that this thread had a core: on a busy machine the clock on the wall would measure the others. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double cpuSeconds(long startNanos) {
        return (cpuNanos() - startNanos) / 1e9;
    }

    private static Run check(Path file) {
        return new TraceCheck(TraceOptions.defaults(), RuleBook.load()::require)
                .examine(TraceSource.file(file))
                .run();
    }

    private static double linesPerSecond(Path file) throws IOException {
        long start = cpuNanos();
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            while (reader.readLine() != null) {
                lines++;
            }
        }
        return lines / cpuSeconds(start);
    }

    /** Memory in use at the end of a check, after a collection; the checker itself is still reachable. */
    private static double kept(Path file) {
        TraceCheck checker = new TraceCheck(TraceOptions.defaults(), RuleBook.load()::require);
        try {
            checker.examine(TraceSource.file(file));
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        } finally {
            Reference.reachabilityFence(checker);
        }
    }

    /** A legal recording: frames are allocated and freed at random, each in turn. */
    private static Path write(Path file, int events) throws IOException {
        Random random = new Random(1);
        boolean[] live = new boolean[FRAMES];
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < events; i++) {
                int frame = random.nextInt(FRAMES);
                live[frame] = !live[frame];
                String stamp = String.format(Locale.ROOT, "%d.%06d", 100 + i / 1_000_000, i % 1_000_000);
                String page =
                        String.format(Locale.ROOT, "page=%016x pfn=0x%x", 0xffffea0000000000L + 64L * frame, frame);
                out.write("              t1-1       [000] .....  " + stamp
                        + (live[frame] ? ": mm_page_alloc: " : ": mm_page_free: ") + page + " order=0"
                        + (live[frame] ? " migratetype=1 gfp_flags=GFP_HIGHUSER_MOVABLE|__GFP_ZERO|__GFP_COMP" : "")
                        + "\n");
            }
        }
        return file;
    }
}
