package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.mmtck.conformance.trace.TraceCheck;
import org.mmtck.conformance.trace.TraceOptions;
import org.mmtck.conformance.trace.TraceReport;
import org.mmtck.conformance.trace.read.TraceInputException;
import org.mmtck.conformance.trace.read.TraceSource;
import org.mmtck.reports.ReportWriter;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mmtck trace check FILE}: follows the ownership of every page frame through a recording. */
@Command(
        name = "check",
        header = "Follows the ownership of every page frame through a recording.",
        description = "Reads kmem:mm_page_* events and reports what no correct kernel does: double allocation, double"
                + " free, overlap, impossible blocks, torn lines, time running backwards.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.LIST_OK, ExitCodes.LIST_FAILED, ExitCodes.LIST_UNKNOWN, ExitCodes.LIST_ERROR},
        footer = {
            "",
            "To record, as root:",
            "  cd /sys/kernel/tracing",
            "  for e in events/kmem/mm_page_*; do echo 1 > $e/enable; done",
            "  echo 1 > tracing_on; sleep 1; echo 0 > tracing_on; cat trace > FILE"
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class TraceCheckCommand implements Callable<Integer> {
    private final RunSink sink;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "ftrace text, plain or gzip; - for standard input.")
    private String file = "";

    @Option(
            names = "--max-findings",
            paramLabel = "N",
            description = "Findings of each rule told whole; the rest is counted (default: ${DEFAULT-VALUE}).")
    private int maxFindings = TraceOptions.DEFAULT_FINDINGS;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description = "Page frames followed at most, 42 bytes of memory each (default: ${DEFAULT-VALUE}).")
    private long maxFrames = TraceOptions.defaultFrames();

    @Option(
            names = "--max-order",
            paramLabel = "N",
            description = "MAX_PAGE_ORDER of the recorded kernel (default: ${DEFAULT-VALUE}).")
    private int maxOrder = TraceOptions.defaults().maxOrder();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes; an older report there is replaced (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(Main.REPORT);

    @Option(
            names = {"-q", "--quiet"},
            description = "Prints findings and the last line only.")
    private boolean quiet;

    /** A command whose run goes to {@code sink}. */
    public TraceCheckCommand(RunSink sink) {
        this.sink = sink;
    }

    @Override
    public Integer call() {
        TraceOptions options = options();
        ReportWriter.requireReplaceable(out);
        PrintWriter err = spec.commandLine().getErr();
        TraceReport report;
        try {
            report = new TraceCheck(options, RuleBook.load()::require).examine(source());
        } catch (TraceInputException e) {
            err.println("mmtck: " + e.getMessage());
            return ExitCodes.ERROR;
        }
        PrintWriter writer = spec.commandLine().getOut();
        new TracePrinter(writer, quiet).print(report);
        writer.flush();
        sink.write(report.run(), out).ifPresent(path -> Main.say(writer, "Report: " + path));
        broken(report).forEach(reason -> Main.say(err, "mmtck: " + file + ": " + reason));
        return report.run().exitCode();
    }

    /** What kept a rule from being judged, one sentence each. */
    private static List<String> broken(TraceReport report) {
        return report.run().outcomes().stream()
                .filter(outcome -> outcome.verdict() == Verdict.ERROR)
                .map(Outcome::reason)
                .toList();
    }

    private TraceOptions options() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            TraceOptions options = TraceOptions.defaults()
                    .withFindings(maxFindings)
                    .withFrames(maxFrames)
                    .withMaxOrder(maxOrder);
            return quiet ? options : options.withProgress(line -> err.println("mmtck: read " + line + " lines ..."));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid option: " + e.getMessage(), e);
        }
    }

    private TraceSource source() {
        if (file.equals("-")) {
            return TraceSource.stream("standard input", System.in);
        }
        try {
            return TraceSource.file(Path.of(file));
        } catch (InvalidPathException e) {
            throw new TraceInputException(file.replaceAll("[^ -~]", "?") + ": this is no file name.", e);
        }
    }
}
