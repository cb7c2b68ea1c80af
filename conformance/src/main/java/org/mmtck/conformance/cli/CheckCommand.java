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
import org.mmtck.conformance.subject.SubjectException;
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
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mmtck check}: holds the built-in reference, or any executable, against the rules. */
@Command(
        name = "check",
        header = "Holds an allocator against the rules of the profile buddy.",
        description = "First every sequence of operations at a small scope, then random sequences with shrinking."
                + " Without a command the built-in reference is checked.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.LIST_OK, ExitCodes.LIST_FAILED, ExitCodes.LIST_UNKNOWN, ExitCodes.LIST_ERROR},
        footer = {"", "Example:  mmtck check -- ./my_allocator --its-own-flag"},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class CheckCommand implements Callable<Integer> {
    /** Operations the exhaustive search may do in this process, and over a pipe. */
    static final long OWN_BUDGET = 8_000_000;

    static final long PIPE_BUDGET = 2_500_000;

    /** Random sequences of each property. */
    static final int TRIES = 400;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            showDefaultValue = Help.Visibility.NEVER,
            description = "The executable that speaks the line protocol (docs/protocol.md), with its arguments.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random sequences; a fresh one is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--tries",
            paramLabel = "N",
            description = "Random sequences of each property, 1.." + CheckOptions.MAX_TRIES + ".",
            defaultValue = "" + TRIES)
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
            description =
                    "Longest sequence of the exhaustive search, 1..8; with it and without --budget there is no limit"
                            + " but this.")
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
            description = "An answer that takes longer is an error, 1..3600; the handshake has 10 s at least.",
            defaultValue = "5")
    private int replyTimeout;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes; an older report there is replaced.",
            defaultValue = Main.REPORT)
    private Path out = Path.of(Main.REPORT);

    @Override
    public Integer call() throws Exception {
        CheckOptions options = options();
        WireLimits limits = limits();
        ReportWriter.requireReplaceable(out);
        PrintWriter err = spec.commandLine().getErr();
        Instant started = Instant.now();
        RuleBook book = RuleBook.load();
        Subject subject;
        try {
            subject = command.isEmpty() ? new ReferenceSubject() : StdioSubject.start(command, limits);
        } catch (SubjectException e) {
            return notStarted(e, book, options, started);
        }
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
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(TextSummary.render(run));
        writer.flush();
        ReportWriter.write(run, out);
        sayWhere();
        return run.exitCode();
    }

    /** One sentence is all a person needs; the report is for those who read nothing else, and would find an older one. */
    private int notStarted(SubjectException e, RuleBook book, CheckOptions options, Instant started) {
        Main.say(spec.commandLine().getErr(), "mmtck: " + e.getMessage());
        Run run = new Run(
                commandLine(options.seed()),
                Main.Version.text(),
                String.join(" ", command),
                List.of(),
                options.seed(),
                started.toString(),
                Duration.between(started, Instant.now()).toMillis(),
                Map.of(),
                BuddyCheck.unjudged(book, e),
                List.of());
        ReportWriter.write(run, out);
        sayWhere();
        return run.exitCode();
    }

    private void sayWhere() {
        Main.say(
                spec.commandLine().getOut(),
                "Report: " + out.resolve("index.html").toAbsolutePath().normalize());
    }

    private CheckOptions options() {
        long chosen = seed != null ? seed : new SecureRandom().nextInt() & 0xffffffffL;
        int longest = length != null ? length : CheckOptions.MAX_LENGTH;
        requireWithin("--tries", tries, 1, CheckOptions.MAX_TRIES);
        requireWithin("--pages", pages, 1, CheckOptions.MAX_PAGES);
        requireWithin("--max-order", maxOrder, 0, CheckOptions.MAX_ORDER);
        requireWithin("--length", longest, 1, CheckOptions.MAX_LENGTH);
        return new CheckOptions(chosen, tries, new MachineShape(pages, maxOrder), longest, budget());
    }

    private long budget() {
        if (budget != null) {
            requireWithin("--budget", budget, 1, Long.MAX_VALUE);
            return budget;
        }
        if (length != null) {
            return Long.MAX_VALUE;
        }
        return command.isEmpty() ? OWN_BUDGET : PIPE_BUDGET;
    }

    private WireLimits limits() {
        requireWithin("--reply-timeout", replyTimeout, 1, 3600);
        Duration reply = Duration.ofSeconds(replyTimeout);
        Duration start = WireLimits.DEFAULTS.start();
        return WireLimits.DEFAULTS.withReply(reply).withStart(reply.compareTo(start) > 0 ? reply : start);
    }

    private void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            String range = most == Long.MAX_VALUE ? least + " or more" : least + ".." + most;
            throw new ParameterException(spec.commandLine(), name + " must be " + range + ", not " + value);
        }
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
