package org.mmtck.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;
import picocli.CommandLine;

@Epic("Command line")
@Feature("mmtck rules")
class RulesCommandTest {
    private final RuleBook book = RuleBook.load();

    private record Answer(int exit, String out, String err) {}

    private static Answer run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                new CommandLine(new RulesCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        int exit = line.execute(args);
        return new Answer(exit, out.toString(), err.toString());
    }

    @Test
    void listsTheWholeBookInItsOrder() {
        Answer answer = run();

        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactlyElementsOf(book.rules().stream().map(Rule::id).toList());
        assertThat(answer.out().lines())
                .anyMatch(line -> line.matches("INV-29 +MUST +buddy +Two blocks that are out at the same time.*"));
    }

    @Test
    void filtersCombine() {
        Answer answer = run("--profile", "Buddy", "--family", "inv", "--level", "must");

        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactlyElementsOf(book.rules().stream()
                        .filter(rule -> rule.id().startsWith("INV-"))
                        .filter(rule -> rule.profile() == Profile.BUDDY)
                        .filter(rule -> rule.level() == Level.MUST)
                        .map(Rule::id)
                        .toList())
                .contains("INV-8")
                .doesNotContain("INV-3", "BUDDY-10");
    }

    @Test
    void saysSoWhenNothingIsOfThatKind() {
        Answer answer = run("--family", "claim", "--level", "may");

        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).matches("None of the \\d+ rules is of this kind\\.\\R");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --profile | zone   | Invalid value for option '--profile': must be one of buddy, zones, percpu, slab, sheaves, kmalloc, trace, not "zone"
            --level   | maybe  | Invalid value for option '--level': must be one of MUST, SHOULD, MAY, not "maybe"
            --family  | buddha | Invalid value for option '--family': must be one of BUDDY, INV,
            --colour  | red    | Unknown options: '--colour', 'red'
            """)
    void answersWrongUseWithASentenceAndTheUsage(String option, String value, String sentence) {
        Answer answer = run(option, value);

        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith(sentence).contains("Usage: rules").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BUDDY-10", "buddy-10"})
    void showsOneRuleWhole(String id) {
        Answer answer = run("show", id);

        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.out())
                .startsWith("BUDDY-10 (MUST)\n\n  A freed block MUST merge with its free buddy")
                .contains("\nWhy       Merging is how")
                .contains(
                        "\nKernel    mm/page_alloc.c: __free_one_page\n          mm/internal.h: find_buddy_page_pfn\n")
                .contains("\nVersion   v7.0\nProfile   buddy\nClauses   BUDDY-10, BUDDY-6,");
    }

    @Test
    void showsTheCapabilityARuleNeeds() {
        assertThat(run("show", "FREE-5").out()).contains("\nNeeds     the capability detects-double-free\n");
        assertThat(run("show", "CLAIM-1").out())
                .contains("\nWhere     docs/protocol.md: capabilities\nProfile   buddy\n");
    }

    @Test
    void showFitsEightyColumns() {
        for (Rule rule : book.rules()) {
            assertThat(run("show", rule.id()).out().lines())
                    .as(rule.id())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BUDDY-100 | No rule has the id "BUDDY-100"; the nearest are BUDDY-10,
            BUDDY-7  | No rule has the id BUDDY-7; it is a clause of BUDDY-10.
            """)
    void answersAnUnknownIdWithOneSentence(String id, String sentence) {
        Answer answer = run("show", id);

        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .singleElement()
                .asString()
                .startsWith(sentence)
                .endsWith(".");
    }

    @Test
    void showWantsAnId() {
        Answer answer = run("show");

        assertThat(answer.exit()).isEqualTo(ExitCodes.ERROR);
        assertThat(answer.err()).startsWith("Missing required parameter: 'ID'").contains("Usage: rules show");
    }
}
