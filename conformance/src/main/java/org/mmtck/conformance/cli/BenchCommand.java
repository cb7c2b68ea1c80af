package org.mmtck.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.bench.CheckBench;
import org.mmtck.conformance.bench.Figure;
import org.mmtck.conformance.bench.PipeBench;
import org.mmtck.conformance.bench.TraceBench;
import org.mmtck.conformance.check.CheckOptions;
import org.mmtck.conformance.subject.MachineShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mmtck bench}: measures the figures that the project promises. */
@Command(
        name = "bench",
        header = "Measures the figures that the project promises, beside a peer.",
        description = "Both are measured in the same run. Build the C examples first (make -C examples/c), or their"
                + " figures are left out.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class BenchCommand implements Callable<Integer> {
    private static final int MIN_EVENTS = 1000;
    private static final int MAX_EVENTS = 100_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--examples",
            paramLabel = "DIR",
            description = "Where buddy_right and buddy_wrong are.",
            defaultValue = "examples/c/build")
    private Path examples = Path.of("examples/c/build");

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Length of the made-up trace, 1000..100000000.",
            defaultValue = "4000000")
    private int events;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random sequences.", defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws IOException {
        if (events < MIN_EVENTS || events > MAX_EVENTS) {
            throw new ParameterException(
                    spec.commandLine(), "--events must be " + MIN_EVENTS + ".." + MAX_EVENTS + ", not " + events);
        }
        print(CheckBench.reference(options(CheckCommand.OWN_BUDGET)));
        String right = example("buddy_right");
        String wrong = example("buddy_wrong");
        if (right != null && wrong != null) {
            print(List.of(PipeBench.pipelined(List.of(right))));
            print(CheckBench.wrong(List.of(wrong), options(CheckCommand.PIPE_BUDGET)));
        } else {
            Main.say(
                    spec.commandLine().getErr(),
                    "mmtck: no C examples in " + examples + ": their figures are left out");
        }
        Path folder = Files.createTempDirectory("mmtck-bench");
        try {
            print(TraceBench.run(events, folder));
        } finally {
            Files.deleteIfExists(folder);
        }
        return ExitCodes.OK;
    }

    private CheckOptions options(long budget) {
        return new CheckOptions(seed, CheckCommand.TRIES, new MachineShape(8, 3), 8, budget);
    }

    private @Nullable String example(String name) {
        Path program = examples.resolve(name);
        return Files.isExecutable(program) ? program.toAbsolutePath().toString() : null;
    }

    private void print(List<Figure> figures) {
        PrintWriter out = spec.commandLine().getOut();
        figures.forEach(figure -> Main.say(out, figure.line()));
    }
}
