package org.mmtck.conformance.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.conformance.trace.read.TraceSource;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.RuleBook;

/** A recording in memory that a test can damage: real lines from a file, or lines made here. Line numbers are from 1. */
final class Recording {
    private static final Pattern PFN = Pattern.compile(" pfn=0x([0-9a-f]+) ");
    private static final Pattern TIME = Pattern.compile(" (\\d+)\\.(\\d{6}): ");
    private static final Pattern ORDER = Pattern.compile(" order=(\\d+)");
    private static final RuleBook BOOK = RuleBook.load();

    private final List<String> lines = new ArrayList<>();
    private boolean cut;

    /** A copy of a file of the test resources. */
    static Recording real(String name) {
        Recording recording = new Recording();
        try (InputStream in = Recording.class.getResourceAsStream("/trace/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            String text = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.US_ASCII);
            text.lines().forEach(recording.lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recording;
    }

    /** A recording of these lines. */
    static Recording of(String... lines) {
        Recording recording = new Recording();
        recording.lines.addAll(List.of(lines));
        return recording;
    }

    // -- lines in the kernel's form, as the tests understand it from the events' format files --

    static String line(int pid, int cpu, long micros, String event, long pfn, String fields) {
        return String.format(
                Locale.ROOT,
                "%16s-%-7d [%03d] ..... %5d.%06d: %s: page=%016x pfn=0x%x %s",
                "t" + pid,
                pid,
                cpu,
                micros / 1_000_000,
                micros % 1_000_000,
                event,
                0xffffea0000000000L + pfn * 64,
                pfn,
                fields);
    }

    static String alloc(int pid, long micros, long pfn, int order) {
        return line(pid, 0, micros, "mm_page_alloc", pfn, "order=" + order + " migratetype=0 gfp_flags=GFP_KERNEL");
    }

    static String free(int pid, long micros, long pfn, int order) {
        return line(pid, 0, micros, "mm_page_free", pfn, "order=" + order);
    }

    static String batched(int pid, long micros, long pfn) {
        return line(pid, 0, micros, "mm_page_free_batched", pfn, "order=0");
    }

    static String zoneLocked(int pid, long micros, long pfn, int order, int refill) {
        return line(
                pid,
                0,
                micros,
                "mm_page_alloc_zone_locked",
                pfn,
                "order=" + order + " migratetype=0 percpu_refill=" + refill);
    }

    static String drain(int pid, long micros, long pfn, int order) {
        return line(pid, 0, micros, "mm_page_pcpu_drain", pfn, "order=" + order + " migratetype=0");
    }

    static String extfrag(int pid, long micros, long pfn, int order, int fallback, int fragmenting) {
        return line(
                pid,
                0,
                micros,
                "mm_page_alloc_extfrag",
                pfn,
                "alloc_order=" + order + " fallback_order=" + fallback + " pageblock_order=9 alloc_migratetype=0"
                        + " fallback_migratetype=1 fragmenting=" + fragmenting + " change_ownership=1");
    }

    // -- damage --

    /** Puts a line before line {@code number}, which it thereby becomes. */
    Recording insert(int number, String line) {
        lines.add(number - 1, line);
        return this;
    }

    Recording append(String... more) {
        lines.addAll(List.of(more));
        return this;
    }

    Recording change(int number, UnaryOperator<String> change) {
        lines.set(number - 1, change.apply(lines.get(number - 1)));
        return this;
    }

    /** Keeps only lines that do not contain this. */
    Recording without(String word) {
        lines.removeIf(line -> line.contains(word));
        return this;
    }

    /** Keeps the first lines. */
    Recording head(int count) {
        lines.subList(count, lines.size()).clear();
        return this;
    }

    /** Leaves out the last line feed. */
    Recording cut() {
        cut = true;
        return this;
    }

    // -- questions that tests ask of the text, by means of their own --

    int size() {
        return lines.size();
    }

    String get(int number) {
        return lines.get(number - 1);
    }

    long count(String word) {
        return lines.stream().filter(line -> line.contains(word)).count();
    }

    static long pfn(String line) {
        return Long.parseLong(group(PFN, line, 1), 16);
    }

    static int order(String line) {
        return Integer.parseInt(group(ORDER, line, 1));
    }

    /** Microseconds. */
    static long time(String line) {
        return Long.parseLong(group(TIME, line, 1)) * 1_000_000 + Long.parseLong(group(TIME, line, 2));
    }

    /** First line from {@code from} on with this event and order whose frames no other line after it names. */
    int lastWord(int from, String event, int order) {
        for (int number = from; number <= size(); number++) {
            String line = get(number);
            if (line.contains(" " + event + ": ") && order(line) == order && isLastOf(number)) {
                return number;
            }
        }
        throw new IllegalArgumentException("no " + event + " of order " + order + " after line " + from);
    }

    private boolean isLastOf(int number) {
        long pfn = pfn(get(number));
        long end = pfn + (1L << order(get(number)));
        return lines.subList(number, size()).stream()
                .filter(line -> line.contains(" pfn="))
                .noneMatch(line -> pfn(line) < end && pfn(line) + (1L << order(line)) > pfn);
    }

    private static String group(Pattern pattern, String line, int group) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in: " + line);
        }
        return matcher.group(group);
    }

    // -- the check --

    String text() {
        return String.join("\n", lines) + (cut ? "" : "\n");
    }

    TraceSource source() {
        return TraceSource.stream("recording", new ByteArrayInputStream(text().getBytes(StandardCharsets.ISO_8859_1)));
    }

    TraceReport check() {
        return check(TraceOptions.defaults());
    }

    TraceReport check(TraceOptions options) {
        return new TraceCheck(options, BOOK::require).examine(source());
    }

    static Verdict verdict(TraceReport report, TraceRule rule) {
        return report.run().outcomes().stream()
                .filter(outcome -> outcome.rule().id().equals(rule.id()))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /** Findings as {@code LINE RULE}. */
    static List<String> found(TraceReport report) {
        return report.findings().stream().map(Recording::shortly).toList();
    }

    static long oddity(TraceReport report, String code) {
        return report.oddities().stream()
                .filter(oddity -> oddity.code().equals(code))
                .mapToLong(TraceReport.OddityCount::count)
                .sum();
    }

    static Stream<String> history(Finding finding) {
        return finding.history().stream().map(step -> step.action());
    }

    private static String shortly(Finding finding) {
        return finding.line() + " " + finding.rule().id();
    }
}
