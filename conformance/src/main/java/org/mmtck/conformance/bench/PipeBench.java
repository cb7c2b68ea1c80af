package org.mmtck.conformance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.wire.StdioSubject;
import org.mmtck.conformance.wire.WireLimits;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** Operations a second through the pipe to an executable, beside lines a second through {@code cat}. */
public final class PipeBench {
    private static final int PAIRS = 200;
    private static final int ROUNDS = 5;
    private static final int BATCHES = 1000;

    private PipeBench() {}

    /** The best of some rounds of alloc and free, pipelined, against the best of as many rounds of {@code cat}. */
    public static Figure pipelined(List<String> command) throws IOException {
        double own = 0;
        double peer = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (StdioSubject subject = StdioSubject.start(command, WireLimits.DEFAULTS)) {
                own = Math.max(own, operationsPerSecond(subject));
            }
            peer = Math.max(peer, echoedLinesPerSecond());
        }
        return new Figure("stdio subject, pipelined", own, "operations/s", "lines/s through cat", peer);
    }

    private static double operationsPerSecond(StdioSubject subject) {
        subject.reset(new MachineShape(1024, 10));
        List<Operation> allocs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            allocs.add(new Operation.Alloc(i % 3));
        }
        long done = 0;
        long start = System.nanoTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Reply> replies = subject.applyAll(allocs);
            List<Operation> frees = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                if (replies.get(i) instanceof Reply.Block block) {
                    frees.add(new Operation.Free(block.pfn(), i % 3));
                }
            }
            subject.applyAll(frees);
            done += allocs.size() + frees.size();
        }
        return done / CheckBench.seconds(start);
    }

    /** The same number of lines of the same length, in the same portions, through a program that does nothing else. */
    private static double echoedLinesPerSecond() throws IOException {
        byte[] portion = "alloc 2\n".repeat(PAIRS).getBytes(StandardCharsets.US_ASCII);
        Process cat = new ProcessBuilder("cat").start();
        try (OutputStream out = cat.getOutputStream();
                InputStream in = cat.getInputStream()) {
            long start = System.nanoTime();
            for (int batch = 0; batch < 2 * BATCHES; batch++) {
                out.write(portion);
                out.flush();
                in.readNBytes(portion.length);
            }
            return 2.0 * BATCHES * PAIRS / CheckBench.seconds(start);
        } finally {
            cat.destroy();
        }
    }
}
