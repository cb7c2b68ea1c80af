package org.mmtck.conformance.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mmtck rules}: lists the rule book, one rule a line. */
@Command(
        name = "rules",
        header = "Lists the rules an allocator is held against.",
        description = "One rule a line: id, level, profile, sentence.",
        subcommands = RulesShowCommand.class,
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.ERROR,
        exitCodeOnExecutionException = ExitCodes.ERROR)
public final class RulesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            converter = Words.OfProfile.class,
            completionCandidates = Words.OfProfile.class,
            description = "Only rules of this profile: ${COMPLETION-CANDIDATES}.")
    private @Nullable Profile profile;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description = "Only rules whose id begins with this word, for example BUDDY.")
    private @Nullable String family;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Words.OfLevel.class,
            completionCandidates = Words.OfLevel.class,
            description = "Only rules of this level: ${COMPLETION-CANDIDATES}.")
    private @Nullable Level level;

    @Override
    public Integer call() {
        RuleBook book = RuleBook.load();
        List<Rule> rules = chosenFamily(book).stream()
                .filter(rule -> profile == null || rule.profile() == profile)
                .filter(rule -> level == null || rule.level() == level)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(RuleText.list(rules));
        out.flush();
        if (rules.isEmpty()) {
            spec.commandLine().getErr().println("None of the " + book.rules().size() + " rules is of this kind.");
        }
        return ExitCodes.OK;
    }

    private List<Rule> chosenFamily(RuleBook book) {
        if (family == null) {
            return book.rules();
        }
        List<Rule> rules = book.byFamily(family);
        if (rules.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--family': must be one of " + String.join(", ", book.families())
                            + ", not \"" + family + '"');
        }
        return rules;
    }
}
