package org.mmtck.conformance.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.explain.ExplainReport;
import org.mmtck.conformance.explain.Explainer;
import org.mmtck.conformance.explain.ExplanationPrinter;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.BoundedLines;
import org.mmtck.conformance.explain.read.BuddyinfoReader;
import org.mmtck.conformance.explain.read.FileKind;
import org.mmtck.conformance.explain.read.FreeLists;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.ReportReader;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.conformance.explain.read.ZoneinfoReader;
import org.mmtck.spec.gfp.GfpConfig;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.gfp.GfpNames;
import org.mmtck.spec.zone.GfpZone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mmtck explain}: why a kernel refused pages, zone by zone. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExplainCommand.BAD_INPUT,
        exitCodeOnExecutionException = ExplainCommand.BAD_INPUT,
        header = "Explains a page allocation failure, zone by zone.",
        description = {
            "Reads a kernel log with page allocation failures or OOM kills, or /proc/zoneinfo, and says which zone"
                    + " refused at which check, with the numbers filled in, and what would have made it succeed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained",
            "2:nothing can be said (the report lacks what would decide)",
            "3:bad input or bad use"
        })
public final class ExplainCommand implements Callable<Integer> {
    static final int EXPLAINED = 0;
    static final int UNKNOWN = 2;
    static final int BAD_INPUT = 3;

    private static final int MAX_REPORTS = 1000;
    private static final int DEFAULT_PAGE_KB = 4;
    private static final String EXPECTED = "a kernel log with a page allocation failure, or /proc/zoneinfo";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The log or zoneinfo; - reads the standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(
            names = "--zoneinfo",
            paramLabel = "FILE",
            description = "/proc/zoneinfo of the same machine; settles which zone has which index.")
    private @Nullable String zoneinfo;

    @Option(
            names = "--buddyinfo",
            paramLabel = "FILE",
            description = "/proc/buddyinfo, where FILE is /proc/zoneinfo: adds the free blocks by order.")
    private @Nullable String buddyinfo;

    @Option(
            names = "--order",
            paramLabel = "N",
            description = "Ask for 2^N pages: what-if on a report, the request for zoneinfo (default there: 0).")
    private @Nullable Integer order;

    @Option(
            names = "--gfp",
            paramLabel = "MASK",
            description = "Ask with this mask, names or hex joined by | (default for zoneinfo: GFP_KERNEL).")
    private @Nullable String gfp;

    @Option(
            names = "--page-size",
            paramLabel = "KB",
            defaultValue = "0",
            description = "Base page size in kB (default: as the report shows, else 4).")
    private int pageKb;

    @Option(
            names = "--max-reports",
            paramLabel = "N",
            defaultValue = "20",
            description = "Explain at most this many reports, 1..1000 (default: ${DEFAULT-VALUE}).")
    private int maxReports;

    @Override
    public Integer call() {
        checkOptions();
        Integer mask = mask();
        try {
            return explain(mask);
        } catch (BadInputException problem) {
            err().println("mmtck explain: " + problem.getMessage());
            return BAD_INPUT;
        }
    }

    private void checkOptions() {
        if (order != null && (order < 0 || order > 10)) {
            throw bad("--order must be 0..10, not " + order);
        }
        if (pageKb != 0 && (pageKb < 1 || pageKb > 1024 || Integer.bitCount(pageKb) != 1)) {
            throw bad("--page-size must be a power of two from 1 to 1024 (kB), not " + pageKb);
        }
        if (maxReports < 1 || maxReports > MAX_REPORTS) {
            throw bad("--max-reports must be 1.." + MAX_REPORTS + ", not " + maxReports);
        }
    }

    private @Nullable Integer mask() {
        if (gfp == null) {
            return null;
        }
        try {
            int mask = GfpNames.parse(gfp, GfpConfig.D64);
            // both refuse masks that no request may have
            GfpMask.gfpMigratetype(mask);
            GfpZone.D64.gfpZone(mask);
            return mask;
        } catch (IllegalArgumentException problem) {
            throw bad("--gfp: " + problem.getMessage());
        }
    }

    private int explain(@Nullable Integer mask) throws BadInputException {
        try (InputStream in = open(file, EXPECTED)) {
            BufferedInputStream peekable = new BufferedInputStream(in, FileKind.WINDOW);
            String name = file.equals("-") ? "(standard input)" : file;
            return switch (FileKind.of(name, peekable)) {
                case ZONEINFO -> zones(new BoundedLines(name, ZoneinfoReader.EXPECTED, peekable), mask);
                case BUDDYINFO ->
                    throw new BadInputException(
                            name, "this is /proc/buddyinfo alone", "/proc/zoneinfo, with this file as --buddyinfo");
                case LOG -> log(new BoundedLines(name, EXPECTED, peekable), mask);
            };
        } catch (IOException problem) {
            throw new BadInputException(file, "cannot be read (" + problem.getMessage() + ")", EXPECTED);
        }
    }

    private int zones(BoundedLines lines, @Nullable Integer mask) throws BadInputException {
        if (zoneinfo != null) {
            throw bad("--zoneinfo goes with a log; " + lines.name() + " is /proc/zoneinfo itself");
        }
        List<ZoneState> zones = ZoneinfoReader.read(lines);
        Map<String, FreeLists> blocks = buddyinfo == null ? Map.of() : blocks(buddyinfo);
        ExplainReport report = new Explainer(order, mask, List.of())
                .explainZoneinfo(lines.name(), zones, blocks, pageKb == 0 ? DEFAULT_PAGE_KB : pageKb);
        print(report);
        return report.explained() ? EXPLAINED : UNKNOWN;
    }

    private int log(BoundedLines lines, @Nullable Integer mask) throws BadInputException {
        if (buddyinfo != null) {
            throw bad("--buddyinfo goes with /proc/zoneinfo; a report has its own free blocks");
        }
        Explainer explainer = new Explainer(order, mask, zoneinfo == null ? List.of() : zones(zoneinfo));
        ReportReader.Found found = ReportReader.read(lines, maxReports, pageKb);
        List<MemInfoReport> reports = found.reports();
        boolean all = true;
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).cutAtEnd()) {
                continue;
            }
            if (i > 0) {
                out().println();
            }
            ExplainReport explained = explainer.explain(reports.get(i));
            print(explained);
            all &= explained.explained();
        }
        if (found.skipped() > 0) {
            out().println();
            out().println(found.skipped() + " more reports are not shown (--max-reports " + maxReports + ")");
        }
        MemInfoReport last = reports.get(reports.size() - 1);
        if (last.cutAtEnd()) {
            throw new BadInputException(
                    last.place(),
                    "the file ends in the middle of this report",
                    "all of its zones with lowmem_reserve and free blocks");
        }
        return all ? EXPLAINED : UNKNOWN;
    }

    private static List<ZoneState> zones(String name) throws BadInputException {
        try (InputStream in = open(name, ZoneinfoReader.EXPECTED)) {
            return ZoneinfoReader.read(new BoundedLines(name, ZoneinfoReader.EXPECTED, in));
        } catch (IOException problem) {
            throw new BadInputException(name, "cannot be read (" + problem.getMessage() + ")", ZoneinfoReader.EXPECTED);
        }
    }

    private static Map<String, FreeLists> blocks(String name) throws BadInputException {
        try (InputStream in = open(name, BuddyinfoReader.EXPECTED)) {
            return BuddyinfoReader.read(new BoundedLines(name, BuddyinfoReader.EXPECTED, in));
        } catch (IOException problem) {
            throw new BadInputException(
                    name, "cannot be read (" + problem.getMessage() + ")", BuddyinfoReader.EXPECTED);
        }
    }

    private static InputStream open(String name, String expected) throws BadInputException {
        if (name.equals("-")) {
            return System.in;
        }
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException problem) {
            throw new BadInputException(name, "not a file name", expected);
        }
        if (!Files.exists(path)) {
            throw new BadInputException(name, "no such file", expected);
        }
        if (Files.isDirectory(path)) {
            throw new BadInputException(name, "a directory", expected);
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException problem) {
            throw new BadInputException(name, "cannot be opened (" + problem.getMessage() + ")", expected);
        }
    }

    private void print(ExplainReport report) {
        out().print(ExplanationPrinter.print(report));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException bad(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
