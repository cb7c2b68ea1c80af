package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.mmtck.conformance.explain.read.Samples;
import picocli.CommandLine;

@Epic("explain")
@Feature("command line")
class ExplainCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new ExplainCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
    }

    private String sample(String name) {
        return file(name, Samples.text(name));
    }

    private static void badInput(Ran ran, String sentence) {
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(sentence).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("org.mmtck.conformance.explain.read.Samples#COMPLETE")
    void completeReportsAreExplained(String name) {
        Ran ran = run(sample(name));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Answer: ");
        assertThat(ran.out().lines().filter(line -> !line.contains(folder.toString())))
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void everyReportOfALogIsExplained() {
        Ran all = run(sample("journal-two-reports.log"));
        assertThat(all.out().lines().filter(l -> l.startsWith("Answer: "))).hasSize(2);
        Ran first = run("--max-reports", "1", sample("journal-two-reports.log"));
        assertThat(first.out().lines().filter(l -> l.startsWith("Answer: "))).hasSize(1);
        assertThat(first.out()).endsWith("1 more reports are not shown (--max-reports 1)\n");
    }

    @Test
    void nothingCanBeSaidAboutACgroup() {
        Ran ran = run(sample("memcg-oom.log"));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).contains("The limit of a memory cgroup refused");
    }

    @Test
    void zoneinfo() {
        Ran unknown = run(sample("zoneinfo.txt"), "--order", "4", "--gfp", "GFP_KERNEL|__GFP_COMP");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.out()).contains("--buddyinfo FILE adds them");
        Ran known =
                run(sample("zoneinfo.txt"), "--order", "4", "--gfp", "0x40cc0", "--buddyinfo", sample("buddyinfo.txt"));
        assertThat(known.exit()).isZero();
        assertThat(known.out()).contains("The request would be served from Node 0 Normal");
    }

    @Test
    void zoneinfoSettlesTheLayoutOfAReport() {
        Ran ran = run(sample("fragmented-order4.log"), "--zoneinfo", sample("zoneinfo.txt"));
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Answer: Fragmentation");
    }

    @Test
    void whatIf() {
        Ran ran = run(sample("fragmented-order4.log"), "--order", "3");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("The request would be served from Node 0 Normal (net 37353 > limit 10616)");
    }

    @Test
    void standardInput() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(
                    Samples.text("fragmented-order4.log").getBytes(StandardCharsets.UTF_8)));
            assertThat(run("-").out()).startsWith("(standard input):3: page allocation failure");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aTruncatedReportIsOneLineAndWhatCameBeforeItIsExplained() {
        badInput(run(sample("truncated.log")), "truncated.log:2: the file ends in the middle of this report");
        Ran ran = run(file("both.log", Samples.text("boosted.log") + Samples.text("truncated.log")));
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).contains("Answer: Below the min watermark");
    }

    @Test
    void badFiles() throws IOException {
        badInput(run(folder.resolve("none").toString()), "none: no such file; expected a kernel log");
        badInput(run(folder.toString()), "a directory; expected");
        badInput(run(file("empty", "")), "empty: the file is empty; expected");
        badInput(run(file("binary", "\u007fELF\0\0\0")), "binary:1: a binary file (NUL at byte 5)");
        badInput(run(file("long", "x".repeat(70000))), "long:1: a line of more than 65536 bytes");
        badInput(run(file("other", "all is well\n")), "other: no report in 1 lines");
        badInput(run(sample("buddyinfo.txt")), "this is /proc/buddyinfo alone");
        String zoneinfo = Samples.text("zoneinfo.txt");
        badInput(run(file("cut", zoneinfo.substring(0, 4000))), "(file cut short?)");
        Path gzip = Files.write(folder.resolve("log.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        badInput(run(gzip.toString()), "a compressed file; expected plain text");
        badInput(
                run(sample("zoneinfo.txt"), "--buddyinfo", file("b", "x\n")), "b:1: not 'Node N, zone NAME counts...'");
        badInput(run(sample("boosted.log"), "--zoneinfo", file("z", "x\n")), "z: no line 'Node N, zone NAME'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            --order 11 ; --order must be 0..10, not 11
            --order x                ; 'x' is not a
            --page-size 3            ; --page-size must be a power of two
            --max-reports 0          ; --max-reports must be 1..1000, not 0
            --gfp GFP_KERNAL         ; did you mean 'GFP_KERNEL'?
            --gfp GFP_DMA|GFP_DMA32  ; asks for more than one of DMA, DMA32 and HIGHMEM
            --gfp 0x18               ; exclude each other
            --buddyinfo b            ; --buddyinfo goes with /proc/zoneinfo
            --frobnicate             ; Unknown option
            """)
    void wrongFlags(String flags, String sentence) {
        String[] words = (flags + " " + sample("boosted.log")).split(" ");
        Ran ran = run(words);
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains(sentence).contains("Usage:").doesNotContain("\tat ");
    }

    /** The page for operators shows what the command prints, letter by letter. */
    @Test
    void theDocumentationShowsRealOutput() throws IOException {
        Path root = Path.of(System.getProperty("mmtck.root", ".."));
        String page = Files.readString(root.resolve("docs/explain.md"));
        Matcher blocks = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(blocks.find()).as("a block of output in docs/explain.md").isTrue();
        String name = sample("fragmented-order4.log");
        assertThat(run(name).out().replace(name, "fragmented-order4.log")).isEqualTo(blocks.group(1));
    }
}
