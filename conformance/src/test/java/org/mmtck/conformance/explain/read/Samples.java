package org.mmtck.conformance.explain.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The composed logs of {@code src/test/resources/explain}. */
public final class Samples {
    /** Every composed log that holds complete reports. */
    public static final List<String> COMPLETE = List.of(
            "fragmented-order4.log",
            "atomic-below-min.log",
            "dma32-lowmem-reserve.log",
            "boosted.log",
            "highatomic-only.log",
            "cma-only.log",
            "numa-two-nodes.log",
            "v6.12.log",
            "v5.4-dmesg-T.log",
            "oom-killer.log",
            "journal-two-reports.log");

    private Samples() {}

    public static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("/explain/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public static BoundedLines lines(String name, String text) {
        return new BoundedLines(name, "a log", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** All reports of this text. */
    public static List<MemInfoReport> parse(String text) throws BadInputException {
        return ReportReader.read(lines("log", text), 100, 0).reports();
    }

    /** The first report of a sample. */
    public static MemInfoReport first(String name) throws BadInputException {
        return parse(text(name)).get(0);
    }

    /** The zone with this label. */
    public static ZoneState zone(MemInfoReport report, String label) {
        return report.zones().stream()
                .filter(z -> z.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no zone " + label + " in " + report.zones()));
    }
}
