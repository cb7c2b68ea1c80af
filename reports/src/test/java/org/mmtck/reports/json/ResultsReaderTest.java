package org.mmtck.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;

@Epic("Reports")
@Feature("results.json")
class ResultsReaderTest {
    private static final String GOOD = ResultsJson.write(SampleRuns.everyVerdict());

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                             | not JSON: there is nothing in it
            hello                          | not JSON at line 1, column
            {"schemaVersion": 1            | not JSON at line 1, column
            {"schemaVersion":1} {}         | not JSON at line 1, column
            {"schemaVersion":1,"schemaVersion":1} | not JSON at line 1, column
            []                             | the document: expected an object, found a list
            {}                             | the document: the field "schemaVersion" is missing
            {"schemaVersion": "1"}         | schemaVersion: expected a whole number, found "1"
            {"schemaVersion": 7}           | the document: schemaVersion is 7, and this mmtck reads only schemaVersion 1
            {"schemaVersion": 1}           | the document: the field "kit" is missing
            {"schemaVersion": 1, "x": 0}   | the document: unknown field "x", expected only schemaVersion, kit,
            """)
    void whatIsNotResultsIsRefusedInOneSentence(String json, String sentence) {
        assertThatThrownBy(() -> ResultsReader.read(json))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "verdict": "SKIP"  | "verdict": "SKIPPED" | outcomes[7].verdict: expected one of PASS, FAIL, SKIP, NOT-SUPPORTED, UNKNOWN, ERROR, found "SKIPPED"
            "verdict": "SKIP"  | "verdict": "FAIL"    | outcomes[7]: FAIL of FREE-7 without evidence
            "verdict": "SKIP"  | "verdict": "PASS"    | outcomes[7]: PASS of FREE-7 with nothing exercised
            "exitCode": 1      | "exitCode": 0        | exitCode: found 0, but the outcomes give 1
            "PASS": 4          | "PASS": 5            | counts: found 5 PASS, but the outcomes have 4
            "state": "LOST"    | "state": "GONE"      | outcomes[1].counterexamples[0].steps[2].map.blocks[0].state: expected one of FREE, LIVE, LOST, BAD, found "GONE"
            "number": 2        | "number": 1          | outcomes[1].counterexamples[0]: step 1 comes after step 1
            "id": "BUDDY-2"    | "id": "BUDDY"        | outcomes[0].rule.id: expected a family, a dash and a number, found "BUDDY"
            "millis": 9812     | "millis": 1e99       | millis: expected a whole number, found 1.0E99
            "seed": 42         | "seed": 9223372036854775808 | seed: expected a whole number, found 9223372036854775808
            "started": "2026   | "started": "x2026    | the document: started must be an ISO-8601 instant, not x2026-11-22T10:15:30.123Z
            """)
    void theComplaintNamesThePlaceAndWhatWasExpected(String right, String wrong, String sentence) {
        assertThat(GOOD).contains(right);
        String bad = GOOD.replaceFirst(Pattern.quote(right), wrong);
        assertThatThrownBy(() -> ResultsReader.read(bad)).hasMessage(sentence);
    }

    @Test
    void aFileIsNamedInTheComplaint(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("none.json");
        assertThatThrownBy(() -> ResultsReader.read(missing)).hasMessage(missing + ": there is no such file");
        Path binary = Files.write(directory.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> ResultsReader.read(binary))
                .hasMessageStartingWith(binary + ": cannot be read as UTF-8 text");
        Path text = Files.writeString(directory.resolve("text.json"), "{}");
        assertThatThrownBy(() -> ResultsReader.read(text))
                .hasMessage(text + ": the document: the field \"schemaVersion\" is missing");
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        assertThatThrownBy(() -> ResultsReader.read("[".repeat(100_000)))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageStartingWith("not JSON");
    }
}
