package org.mmtck.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;

@Epic("Reports")
@Feature("results.json")
class ResultsSchemaTest {
    private static final String GOOD = ResultsJson.write(SampleRuns.everyVerdict());

    @Test
    void realOutputIsValid() {
        assertThat(ResultsSchema.complaints(GOOD)).isEmpty();
        assertThat(ResultsSchema.complaints(ResultsJson.write(SampleRuns.passing())))
                .isEmpty();
        assertThat(ResultsSchema.complaints(ResultsJson.write(SampleRuns.hostile())))
                .isEmpty();
        assertThat(ResultsSchema.complaints(ResultsJson.write(SampleRuns.large(100, 2))))
                .isEmpty();
    }

    /** The schema and our reader are two readings of one format: each wrong document must be refused by both. */
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schemaVersion\": 1            | \"schemaVersion\": 2",
                "\"schemaVersion\": 1,           | ",
                "\"name\": \"mmtck\"             | \"name\": \"another\"",
                "\"millis\": 9812                | \"millis\": -1",
                "\"millis\": 9812                | \"millis\": 98.5",
                "\"millis\": 9812                | \"millis\": \"9812\"",
                "\"seed\": 42                    | \"seed\": null",
                "\"started\": \"2026-11-22T10    | \"started\": \"at ten",
                "\"exitCode\": 1                 | \"exitCode\": 4",
                "\"verdict\": \"SKIP\"           | \"verdict\": \"SKIPPED\"",
                "\"verdict\": \"SKIP\"           | \"verdict\": \"FAIL\"",
                "\"verdict\": \"FAIL\"           | \"verdict\": \"PASS\"",
                "\"level\": \"SHOULD\"           | \"level\": \"should\"",
                "\"profile\": \"buddy\"          | \"profile\": \"BUDDY\"",
                "\"needs\": \"snapshot\"         | \"needs\": \"magic\"",
                "\"intent\":                     | \"purpose\":",
                "\"state\": \"LOST\"             | \"state\": \"GONE\"",
                "\"order\": 3                    | \"order\": 41",
                "\"number\": 1                   | \"number\": 0",
                "\"pages\": 8                    | \"pages\": 0",
                "\"UNKNOWN\": 1                  | \"MAYBE\": 1",
            })
    void aWrongDocumentIsRefusedBySchemaAndReader(String right, String wrong) {
        assertThat(GOOD).contains(right);
        String bad = GOOD.replaceFirst(Pattern.quote(right), wrong == null ? "" : wrong);
        assertThat(ResultsSchema.complaints(bad)).isNotEmpty();
        assertThatThrownBy(() -> ResultsReader.read(bad)).isInstanceOf(ResultsFormatException.class);
    }
}
