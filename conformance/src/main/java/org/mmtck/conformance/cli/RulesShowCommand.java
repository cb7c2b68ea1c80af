package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mmtck rules show ID}: prints one rule whole. */
@Command(
        name = "show",
        description = "Prints one rule whole: what holds, why, and where the kernel does it.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
final class RulesShowCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The rule's id, for example BUDDY-10.")
    private String id = "";

    @Override
    public Integer call() {
        RuleBook book = RuleBook.load();
        // Clause ids may end in a small letter, so both ways of writing are tried.
        Optional<Rule> rule = book.rule(id).or(() -> book.rule(id.toUpperCase(Locale.ROOT)));
        if (rule.isEmpty()) {
            spec.commandLine().getErr().println(book.unknown(id));
            return ExitCodes.ERROR;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(RuleText.whole(rule.get()));
        out.flush();
        return ExitCodes.OK;
    }
}
