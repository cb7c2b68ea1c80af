package org.mmtck.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.Run;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Epic("Reports")
@Feature("results.json")
class ResultsJsonTest {
    static List<Run> runs() {
        return List.of(SampleRuns.everyVerdict(), SampleRuns.passing(), SampleRuns.large(2_000, 3));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatWasWrittenIsReadBack(Run run) {
        assertThat(ResultsReader.read(ResultsJson.write(run))).isEqualTo(run);
    }

    @Test
    void theTextIsIndentedAndStartsWithTheSchemaAndTheKit() {
        assertThat(ResultsJson.write(SampleRuns.passing())).startsWith("""
                {
                  "schemaVersion": 1,
                  "kit": {
                    "name": "mmtck",
                    "version": "0.1.0"
                  },
                  "command": "./mmtck check --seed 42 -- ./buggy_buddy",
                """).endsWith("}\n");
    }

    @Test
    void theKeysStandInTheDocumentedOrder() {
        JsonNode root = new JsonMapper().readTree(ResultsJson.write(SampleRuns.everyVerdict()));
        assertThat(keys(root))
                .containsExactly(
                        "schemaVersion",
                        "kit",
                        "command",
                        "subject",
                        "seed",
                        "started",
                        "millis",
                        "exitCode",
                        "counts",
                        "figures",
                        "notes",
                        "outcomes");
        assertThat(keys(root.get("counts")))
                .containsExactly("PASS", "FAIL", "SKIP", "NOT-SUPPORTED", "UNKNOWN", "ERROR");
        JsonNode failure = root.at("/outcomes/1");
        assertThat(keys(failure)).containsExactly("rule", "verdict", "reason", "exercised", "counterexamples");
        assertThat(keys(failure.at("/counterexamples/0/steps/3")))
                .containsExactly("number", "action", "reply", "demand", "map");
    }

    @Test
    void whatHasNothingToSayIsAbsent() {
        JsonNode root = new JsonMapper().readTree(ResultsJson.write(SampleRuns.everyVerdict()));
        assertThat(root.at("/outcomes/1/counterexamples/0").has("seed")).isFalse();
        assertThat(root.at("/outcomes/1/counterexamples/0/steps/0").has("demand"))
                .isFalse();
        assertThat(root.at("/outcomes/1/rule").has("needs")).isFalse();
        assertThat(root.at("/outcomes/8/rule/needs").stringValue()).isEqualTo("snapshot");
    }

    @Test
    void halfASurrogatePairIsReplacedSoThatUtf8CanHoldTheRest() {
        String text = ResultsJson.write(SampleRuns.hostile());
        String subject = ResultsReader.read(text).subject();
        assertThat(subject).isEqualTo(SampleRuns.HOSTILE.replace('\ud800', '\ufffd'));
    }

    private static List<String> keys(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }
}
