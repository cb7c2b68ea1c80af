package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.BuddyCheck;
import org.mmtck.conformance.check.CheckOptions;
import org.mmtck.conformance.reference.ReferenceSubject;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.conformance.wire.StdioSubject;
import org.mmtck.conformance.wire.WireLimits;
import org.mmtck.reports.ReportWriter;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.text.TextSummary;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mmtck check}: holds the built-in reference, or any executable, against the rules. */
@Command(
        name = "check",
        description = {
            "Holds an allocator against the rules of the profile buddy: every sequence of operations at a small scope,",
            "then random sequences with shrinking. Without a command the built-in reference is checked."
        },
        footer = {"", "Example:  mmtck check -- ./my_allocator --its-own-flag"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class CheckCommand implements Callable<Integer> {
    /** Operations the exhaustive search may do in this process, and over a pipe. */
    private static final long OWN_BUDGET = 8_000_000;

    private static final long PIPE_BUDGET = 1_500_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The executable that speaks the line protocol (docs/protocol.md), with its arguments.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random sequences; a fresh one is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--tries",
            paramLabel = "N",
            description = "Random sequences of each property.",
            defaultValue = "400")
    private int tries;

    @Option(
            names = "--pages",
            paramLabel = "N",
            description = "Pages of the machine of the exhaustive search, 1..12.",
            defaultValue = "8")
    private int pages;

    @Option(
            names = "--max-order",
            paramLabel = "N",
            description = "Largest order of the machine of the exhaustive search, 0..3.",
            defaultValue = "3")
    private int maxOrder;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Longest sequence of the exhaustive search, 1..8; without it, as long as the budget allows.")
    private @Nullable Integer length;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Operations the exhaustive search may do; it begins no length that would take more. Without it "
                            + OWN_BUDGET + ", or " + PIPE_BUDGET + " over a pipe.")
    private @Nullable Long budget;

    @Option(
            names = "--reply-timeout",
            paramLabel = "SECONDS",
            description = "An answer that takes longer is an error, 1..3600.",
            defaultValue = "5")
    private int replyTimeout;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes; an older report there is replaced.",
            defaultValue = "mmtck-report")
    private Path out = Path.of("mmtck-report");

    @Override
    public Integer call() throws Exception {
        CheckOptions options = options();
        WireLimits limits = limits();
        PrintWriter err = spec.commandLine().getErr();
        Instant started = Instant.now();
        RuleBook book = RuleBook.load();
        Subject subject = command.isEmpty() ? new ReferenceSubject() : StdioSubject.start(command, limits);
        BuddyCheck check;
        List<Outcome> outcomes;
        try (subject;
                Subject reference = new ReferenceSubject();
                ProgressLine progress = ProgressLine.on(err)) {
            Main.say(err, "mmtck: checking " + subject.info().name() + ", seed " + options.seed());
            check = new BuddyCheck(subject, command.isEmpty() ? null : reference, options, progress, book);
            outcomes = check.run();
        }
        Run run = run(subject, options, started, outcomes, check);
        ReportWriter.write(run, out);
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(TextSummary.render(run));
        Main.say(writer, "Report: " + out.resolve("index.html").toAbsolutePath().normalize());
        return run.exitCode();
    }

    private CheckOptions options() {
        long chosen = seed != null ? seed : new SecureRandom().nextInt() & 0xffffffffL;
        long allowed = budget != null ? budget : command.isEmpty() ? OWN_BUDGET : PIPE_BUDGET;
        try {
            MachineShape scope = new MachineShape(pages, maxOrder);
            int longest = length != null ? length : 8;
            return new CheckOptions(chosen, tries, scope, longest, length != null ? Long.MAX_VALUE : allowed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private WireLimits limits() {
        if (replyTimeout < 1 || replyTimeout > 3600) {
            throw new ParameterException(
                    spec.commandLine(), "--reply-timeout must be 1..3600 seconds, not " + replyTimeout);
        }
        return WireLimits.DEFAULTS.withReply(Duration.ofSeconds(replyTimeout));
    }

    private Run run(Subject subject, CheckOptions options, Instant started, List<Outcome> outcomes, BuddyCheck check) {
        SubjectInfo info = subject.info();
        List<String> notes = new ArrayList<>(check.notes());
        notes.addAll(subject.notes());
        long millis = Math.max(1, Duration.between(started, Instant.now()).toMillis());
        Map<String, Long> figures = new TreeMap<>(check.figures());
        figures.put("operations/s", figures.getOrDefault("operations", 0L) * 1000 / millis);
        return new Run(
                commandLine(options.seed()),
                Main.Version.text(),
                info.name(),
                claims(info),
                options.seed(),
                started.toString(),
                millis,
                figures,
                outcomes,
                notes);
    }

    private String commandLine(long chosen) {
        List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        int end = words.indexOf("--");
        if (seed == null) {
            words.addAll(end < 0 ? words.size() : end, List.of("--seed", Long.toString(chosen)));
        }
        return "mmtck " + String.join(" ", words);
    }

    private static List<String> claims(SubjectInfo info) {
        Stream<String> profiles =
                info.profiles().stream().sorted(Comparator.naturalOrder()).map(Profile::word);
        Stream<String> capabilities =
                info.capabilities().stream().sorted(Comparator.naturalOrder()).map(Capability::word);
        return Stream.concat(profiles, capabilities).toList();
    }
}
