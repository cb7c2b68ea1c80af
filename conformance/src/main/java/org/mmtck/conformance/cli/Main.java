package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.mmtck.reports.ReportWriter;
import org.mmtck.reports.outcome.Run;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The {@code mmtck} command. */
@Command(
        name = "mmtck",
        description = {
            "An executable specification of the Linux memory allocators, and the kit that holds others against it.",
            "",
            "Validate mine:      mmtck check -- ./my_allocator",
            "Judge this trace:   mmtck trace check FILE",
            "Explain this log:   mmtck explain FILE",
            "Read the rules:     mmtck rules"
        },
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            RulesCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.LIST_OK, ExitCodes.LIST_FAILED, ExitCodes.LIST_UNKNOWN, ExitCodes.LIST_ERROR},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class Main implements Runnable {
    /** Where a report goes unless the command line says otherwise. */
    static final String REPORT = "mmtck-report";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute; a problem becomes one sentence on its error stream, never a stack trace. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.addSubcommand("trace", TraceCommand.commandLine(Main::writeReport));
        shareVersion(commandLine);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            command.getErr().println("mmtck: " + sentence(exception));
            command.getErr().flush();
            if (System.getenv("MMTCK_DEBUG") != null) {
                exception.printStackTrace(command.getErr());
            }
            return ExitCodes.ERROR;
        });
        return commandLine;
    }

    /** Every command answers {@code -V} alike; picocli inherits no version. */
    private static void shareVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new Version());
        commandLine.getSubcommands().values().forEach(Main::shareVersion);
    }

    private static Optional<Path> writeReport(Run run, Path directory) {
        return Optional.of(
                ReportWriter.write(run, directory).indexHtml().toAbsolutePath().normalize());
    }

    private static String sentence(Exception exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() + " (set MMTCK_DEBUG=1 for details)" : message;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check, trace, explain or rules.");
    }

    /** The version in the jar's manifest; a build that is not a jar calls itself {@code development}. */
    static final class Version implements IVersionProvider {
        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"mmtck " + text()};
        }
    }

    /** Prints a line at once. */
    static void say(PrintWriter writer, String line) {
        writer.println(line);
        writer.flush();
    }
}
