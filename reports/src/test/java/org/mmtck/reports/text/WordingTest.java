package org.mmtck.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Level;

@Epic("Reports")
@Feature("Wording")
class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASS PASS         | All rules that were judged hold: 2.
            PASS should-FAIL  | No MUST rule is broken, but 1 weaker one.
            PASS must-FAIL    | 1 MUST rule is broken.
            must-FAIL must-FAIL should-FAIL | 2 MUST rules are broken.
            PASS ERROR ERROR  | Something broke before 2 rules could be judged.
            PASS UNKNOWN      | Not enough was seen: 1 rule UNKNOWN, 1 that hold.
            SKIP              | Nothing can be said: no rule was found to hold and no MUST rule to be broken.
            """)
    void theHeadlineAgreesWithTheExitCode(String verdicts, String headline) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String word : verdicts.split(" ")) {
            outcomes.add(
                    switch (word) {
                        case "PASS" ->
                            new Outcome(
                                    SampleRuns.rule("A-1", Level.MUST),
                                    Verdict.PASS,
                                    "Held.",
                                    Map.of("x", 1L),
                                    List.of());
                        case "must-FAIL" -> SampleRuns.broken("A-2", Level.MUST, null);
                        case "should-FAIL" -> SampleRuns.broken("A-3", Level.SHOULD, null);
                        default -> SampleRuns.unjudged("A-4", Level.MUST, Verdict.valueOf(word), "Because.");
                    });
        }
        Run run = new Run("c", "v", "s", List.of(), null, "2026-11-22T10:15:30Z", 0, Map.of(), outcomes, List.of());
        assertThat(Wording.headline(run)).isEqualTo(headline);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "9812, 9.8 s", "60000, 1 min 0 s", "725300, 12 min 5 s"})
    void durations(long millis, String words) {
        assertThat(Wording.duration(millis)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one two three      | 10 | one two/three
            abcdefghijklmnop   | 10 | abcdefghij/klmnop
            a abcdefghijklmnop | 10 | a/abcdefghij/klmnop
            one                | 10 | one
            """)
    void wrapping(String text, int width, String lines) {
        assertThat(String.join("/", Ascii.wrap(text, width))).isEqualTo(lines);
    }

    @Test
    void clippingPrefersWordsAndKeepsToTheWidth() {
        assertThat(Ascii.clip("one two three four", 14)).isEqualTo("one two...");
        assertThat(Ascii.clip("abcdefghijklmnop", 14)).isEqualTo("abcdefghijk...");
        assertThat(Ascii.clip("fits", 14)).isEqualTo("fits");
    }

    @Test
    void whatCannotBeWrittenBecomesVisible() {
        assertThat(WellFormed.text("a\ud800b\udc00\ud83d\ude00\u0007")).isEqualTo("a\ufffdb\ufffd\ud83d\ude00\u0007");
        assertThat(WellFormed.visible("\u0000\u001b\t\n\r\u007f\u0085\ufffe\uffffok"))
                .isEqualTo("\u2400\u241b\t\n\u240d\ufffd\ufffd\ufffd\ufffdok");
    }
}
