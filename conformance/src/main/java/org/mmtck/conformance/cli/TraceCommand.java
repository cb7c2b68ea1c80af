package org.mmtck.conformance.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mmtck trace}: what can be done with a recorded kernel trace. */
@Command(
        name = "trace",
        description = "Works on a recorded kernel trace (ftrace text).",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class TraceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** The command with its subcommands, whose runs go to {@code sink}. */
    public static CommandLine commandLine(RunSink sink) {
        return new CommandLine(new TraceCommand()).addSubcommand(new TraceCheckCommand(sink));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check.");
    }
}
