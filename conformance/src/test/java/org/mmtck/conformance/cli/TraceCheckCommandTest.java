package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.outcome.Run;
import org.mmtck.spec.rule.Trips;
import picocli.CommandLine;

@Epic("Command line")
@Feature("mmtck trace check")
class TraceCheckCommandTest {
    private static final String GOOD =
            "  t1-1 [000] ..... 1.000000: mm_page_alloc: page=ffffea0000000040 pfn=0x1 order=0"
                    + " migratetype=0 gfp_flags=GFP_KERNEL\n"
                    + "  t1-1 [000] ..... 1.000001: mm_page_free: page=ffffea0000000040 pfn=0x1 order=0\n";

    private record Answer(int exit, String out, String err) {}

    private final List<Run> runs = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();

    @TempDir
    private Path dir = Path.of("");

    private Answer run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        RunSink sink = (run, directory) -> {
            runs.add(run);
            directories.add(directory);
            return Optional.of(Path.of("report", "index.html"));
        };
        CommandLine line =
                TraceCommand.commandLine(sink).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 1];
        all[0] = "check";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Answer(line.execute(all), out.toString(), err.toString());
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(dir.resolve(name), content);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TraceCheckCommandTest.class.getResourceAsStream("/trace/" + name)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private void refused(Path file, String expected) {
        Answer answer = run(file.toString());
        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).startsWith("mmtck: " + file + ": ").contains(expected);
        assertThat(runs).isEmpty();
    }

    @Test
    void aRealPieceIsClean() throws IOException {
        Answer answer = run(file("piece.gz", resource("page-net-head.trace.gz")).toString());

        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .contains("2000 lines, 1988 page events, 0 other events skipped")
                .contains("P3        77  batched event: the second event of one free; first at line 42, 43, 44, 45, 46")
                .contains("Findings: none")
                .containsPattern("TRACE-1 +PASS +held 100 times")
                .contains("no rule was broken")
                .endsWith("Report: " + Path.of("report", "index.html") + System.lineSeparator());
        assertThat(runs).hasSize(1);
    }

    @Test
    void theReportGoesWhereTheUserSays() throws IOException {
        String piece = file("piece.gz", resource("page-net-head.trace.gz")).toString();
        run(piece);
        run("--out", dir.resolve("there").toString(), piece);

        assertThat(directories).containsExactly(Path.of("mmtck-report"), dir.resolve("there"));
    }

    @Test
    void theSamePlainAndOnStandardInput() throws IOException {
        byte[] text =
                new GZIPInputStream(new ByteArrayInputStream(resource("page-churn-drain.trace.gz"))).readAllBytes();
        Answer plain = run(file("piece.txt", text).toString());
        InputStream before = System.in;
        Answer piped;
        try {
            System.setIn(new ByteArrayInputStream(text));
            piped = run("-");
        } finally {
            System.setIn(before);
        }

        assertThat(plain.exit()).isEqualTo(ExitCodes.OK);
        assertThat(piped.exit()).isEqualTo(ExitCodes.OK);
        assertThat(runs.get(1).outcomes()).isEqualTo(runs.get(0).outcomes());
        assertThat(runs.get(1).subject()).isEqualTo("kernel trace standard input");
    }

    @Test
    @Trips("TRACE-1")
    void aFindingIsToldWithLineAndHistory() throws IOException {
        String twice = GOOD.lines().findFirst().orElseThrow() + "\n";
        Answer answer = run(
                "--quiet",
                file("bad.txt", (GOOD + twice + twice).getBytes(StandardCharsets.UTF_8))
                        .toString());

        assertThat(answer.exit()).isEqualTo(ExitCodes.FAILED);
        // Nothing but the finding and the last line: time runs back at line 3 too, in this file.
        assertThat(answer.out())
                .contains(
                        "  line 4 (TRACE-1): Page frame 0x1 is allocated a second time: it is still allocated since line 3,")
                .contains("      line 1: mm_page_alloc of order 0 by task 1: page frame 0x1 is allocated")
                .contains("      line 2: mm_page_free of order 0 by task 1: page frame 0x1 is free, on a per-CPU list")
                .contains("  line 3 (TRACE-20): Time runs backwards")
                .contains("2 rules were broken")
                .doesNotContain("PASS");
    }

    @Test
    void badFiles() throws IOException {
        byte[] packed = resource("page-net-head.trace.gz");
        byte[] damaged = packed.clone();
        Arrays.fill(damaged, 9000, 9100, (byte) 0x55);
        byte[] random = new byte[100_000];
        new Random(42).nextBytes(random);
        String wide = GOOD + "x".repeat(70_000) + "\n";

        refused(dir.resolve("absent"), "there is no such file.");
        refused(dir, "this is a directory; a file with ftrace text was expected.");
        refused(file("empty", new byte[0]), "it is empty; ftrace text was expected.");
        refused(file("empty.gz", gzip(new byte[0])), "what it unpacks to is empty; ftrace text was expected.");
        refused(file("random", random), "it is binary (");
        refused(file("zeros.gz", gzip(new byte[50_000])), "what it unpacks to is binary (");
        refused(
                file("trace.dat", new byte[] {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'}),
                "trace-cmd report");
        refused(file("a.xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0}), "it is packed by xz");
        refused(
                file("half.gz", Arrays.copyOf(packed, packed.length / 2)),
                "the gzip file is truncated: it breaks off after line");
        refused(
                file("stub.gz", Arrays.copyOf(packed, 15)),
                "the gzip file is truncated: it breaks off before its first line.");
        refused(file("damaged.gz", damaged), "the gzip file is damaged");
        refused(file("wide", wide.getBytes(StandardCharsets.US_ASCII)), "line 3 is longer than 65536 bytes");
    }

    @Test
    void textWithoutAPageEvent() throws IOException {
        refused(
                file("prose", "Nothing to see.\n".repeat(10).getBytes(StandardCharsets.US_ASCII)),
                "there is no kmem page event (mm_page_alloc, mm_page_free, ...) in its 10 lines, 0 of which are other events");
        refused(
                file("slab", "  t1-1 [000] ..... 1.0: kfree: call_site=f ptr=0\n".getBytes(StandardCharsets.US_ASCII)),
                "in its 1 lines, 1 of which are other events");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            --max-findings=0,     'must be 1..10000, not 0'
            --max-order=16,       'the largest order must be 0..15, not 16'
            --max-frames=0,       'must be 1 or more, not 0'
            --max-findings=many,  'is not an int'
            --colour,             'Unknown option'
            """)
    void wrongUse(String option, String expected) throws IOException {
        Answer answer = run(
                option,
                file("good.txt", GOOD.getBytes(StandardCharsets.US_ASCII)).toString());

        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.err()).contains(expected).contains("Usage: ").doesNotContain("\tat ");
    }

    @Test
    void withoutAFileTheUsageIsShown() {
        Answer answer = run();

        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.err()).contains("FILE").contains("Usage: ");
        assertThat(runs).isEmpty();
    }
}
