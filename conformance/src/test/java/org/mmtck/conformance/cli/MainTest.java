package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Epic("Command line")
@Feature("mmtck")
class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "check", "trace", "trace check", "explain", "rules", "rules show", "bench"})
    void everyCommandTellsItsVersionAndHowToUseIt(String command) {
        Invocation version = Invocation.of((command + " -V").strip().split(" "));
        assertThat(version.exit()).isEqualTo(ExitCodes.OK);
        // Not a jar here, so there is no manifest to name a number.
        assertThat(version.out().strip()).isEqualTo("mmtck development");

        Invocation help = Invocation.of((command + " --help").strip().split(" "));
        assertThat(help.exit()).isEqualTo(ExitCodes.OK);
        assertThat(help.out()).contains(("Usage: mmtck " + command).strip());
        assertThat(help.err()).isEmpty();
    }

    /** A command's line in the list of its parent is its header; a description broken off after a line is no sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "trace --help", "rules --help"})
    void theListOfCommandsHasWholeSentences(String command) {
        String list =
                Invocation.of(command.split(" ")).out().split("Commands:\\R")[1].split("\\R\\R")[0];
        String joined = list.replaceAll("\\R {4,}", " ");
        assertThat(joined.lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.strip()).matches("[a-z]+ +[A-Z].*[^,]").doesNotMatch(".* (what|time)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --wrong          | Unknown option: '--wrong'
            frobnicate       | Unmatched argument at index 0: 'frobnicate'
            trace            | Say what to do: check.
            rules --level XL | Invalid value for option '--level'
            explain          | Missing required parameter: 'FILE'
            """)
    void wrongUse(String command, String expected) {
        Invocation wrong = Invocation.of(command.split(" "));
        assertThat(wrong.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith(expected).contains("Usage: mmtck").doesNotContain("\tat ");
    }
}
