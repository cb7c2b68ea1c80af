package org.mmtck.reports.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import io.qameta.allure.internal.Allure2ModelJackson;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.Run;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Holds the results against Allure's own model and mapper. */
@Epic("Reports")
@Feature("Allure results")
class AllureResultsTest {
    private static final Map<String, String> FILES = AllureResults.render(SampleRuns.everyVerdict());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUDDY-2  | PASSED  | critical | PASS: Held after every operation.
            BUDDY-10 | FAILED  | critical | MUST is broken: After two buddies of order 2 merged, all 8 pages should be free and none can be had.
            BUDDY-4  | SKIPPED | minor    | NOT-SUPPORTED: The subject does not claim kernel-order.
            FREE-7   | SKIPPED | normal   | SKIP: A run without --misuse does not free a block twice.
            INV-9    | SKIPPED | critical | UNKNOWN: The bound of 100,000 states was hit before all were seen.
            SNAP-1   | BROKEN  | critical | ERROR: Line 812 of the conversation: expected "ok" or "block PFN ORDER", found "segfault?".
            """)
    void aResultForEachRule(String id, Status status, String severity, String message) {
        TestResult result = result(FILES, id);
        assertThat(result.getStatus()).isEqualTo(status);
        assertThat(result.getStatusDetails().getMessage()).isEqualTo(message);
        assertThat(result.getFullName()).isEqualTo("mmtck.buddy." + id);
        assertThat(labels(result))
                .containsEntry("epic", "mmtck")
                .containsEntry("feature", "buddy")
                .containsEntry("story", id.substring(0, id.indexOf('-')))
                .containsEntry("severity", severity);
        assertThat(result.getStop() - result.getStart()).isEqualTo(9_812);
    }

    @Test
    void allureItselfWouldHaveWrittenTheSame() throws IOException {
        for (String ours : results(FILES).toList()) {
            String theirs = Allure2ModelJackson.createMapper().writeValueAsString(read(ours));
            assertThat(new JsonMapper().readTree(ours)).isEqualTo(new JsonMapper().readTree(theirs));
        }
    }

    @Test
    void theStepsAreTheCounterexample() {
        TestResult result = result(FILES, "BUDDY-10");
        assertThat(result.getSteps()).hasSize(1);
        List<StepResult> steps = result.getSteps().get(0).getSteps();
        assertThat(steps)
                .extracting(StepResult::getName)
                .containsExactly(
                        "1. reset -> 8 pages free",
                        "2. alloc order 2 -> block at pfn 0",
                        "3. free pfn 0 order 2 -> done",
                        "4. alloc order 0 -> no memory");
        assertThat(steps)
                .extracting(StepResult::getStatus)
                .containsExactly(Status.PASSED, Status.PASSED, Status.PASSED, Status.FAILED);
        assertThat(steps.get(3).getStatusDetails().getMessage()).startsWith("the rule demands: a block");
    }

    @Test
    void theFileOfEachAttachmentIsThereAndEachFileIsAttached() {
        List<Attachment> attachments = results(FILES)
                .flatMap(json -> read(json).getAttachments().stream())
                .toList();
        assertThat(attachments)
                .extracting(Attachment::getSource)
                .containsExactlyInAnyOrderElementsOf(FILES.keySet().stream()
                        .filter(name -> name.contains("-attachment."))
                        .toList());
        assertThat(attachments)
                .filteredOn(attachment -> attachment.getType().equals("image/svg+xml"))
                .hasSize(2)
                .allSatisfy(attachment -> assertThat(FILES.get(attachment.getSource()))
                        .startsWith("<svg class=\"mm\" xmlns=")
                        .contains("class=\"block "));
        assertThat(attachments)
                .filteredOn(attachment -> attachment.getType().equals("text/plain"))
                .hasSize(2)
                .anySatisfy(attachment ->
                        assertThat(FILES.get(attachment.getSource())).contains("3. free pfn 0 order 2 -> done"));
    }

    @Test
    void aRuleIsRecognisedInTheNextRunButTheResultIsAnother() {
        Run first = SampleRuns.everyVerdict();
        Run later = new Run(
                first.command(),
                "0.2.0",
                first.subject(),
                first.claims(),
                7L,
                "2026-11-23T10:15:30Z",
                1,
                Map.of(),
                first.outcomes(),
                List.of());
        TestResult before = result(FILES, "INV-3");
        TestResult after = result(AllureResults.render(later), "INV-3");
        assertThat(after.getHistoryId()).isEqualTo(before.getHistoryId());
        assertThat(after.getUuid()).isNotEqualTo(before.getUuid());
        assertThat(result(FILES, "INV-8").getHistoryId()).isNotEqualTo(before.getHistoryId());
    }

    @Test
    void theEnvironmentSaysWhatRan() throws IOException {
        Properties environment = new Properties();
        environment.load(new StringReader(FILES.get("environment.properties")));
        assertThat(environment)
                .containsEntry("Subject", "buggy_buddy 1.0")
                .containsEntry("Command", "./mmtck check --seed 42 -- ./buggy_buddy")
                .containsEntry("operations/s", "391,204");
        assertThat(FILES.get("environment.properties")).doesNotContain("#");
    }

    @Test
    void everyResultThatDidNotPassFallsIntoOneCategory() {
        JsonNode categories = new JsonMapper().readTree(FILES.get("categories.json"));
        for (String json : results(FILES).toList()) {
            TestResult result = read(json);
            long matching = categories
                    .valueStream()
                    .filter(category -> category.at("/matchedStatuses/0")
                                    .stringValue()
                                    .equals(result.getStatus().value())
                            && Pattern.matches(
                                    category.get("messageRegex").stringValue(),
                                    result.getStatusDetails().getMessage()))
                    .count();
            assertThat(matching).as(result.getName()).isEqualTo(result.getStatus() == Status.PASSED ? 0 : 1);
        }
    }

    @Test
    void hostileTextIsOnlyText() {
        Map<String, String> files = AllureResults.render(SampleRuns.hostile());
        TestResult result = result(files, "EVIL-1");
        assertThat(result.getName()).startsWith("EVIL-1 <script>alert(1)</script>");
        assertThat(result.getSteps().get(0).getSteps()).hasSize(1);
        assertThat(files.get("environment.properties")).matches("(?s)[\\n -~]*");
    }

    private static Stream<String> results(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("-result.json"))
                .map(Map.Entry::getValue);
    }

    private static TestResult result(Map<String, String> files, String id) {
        return results(files)
                .map(AllureResultsTest::read)
                .filter(result -> result.getName().startsWith(id + " "))
                .findFirst()
                .orElseThrow();
    }

    /** Allure's mapper only writes; ours reads into Allure's classes, and refuses a field that they do not have. */
    private static TestResult read(String json) {
        return JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(json, TestResult.class);
    }

    private static Map<String, String> labels(TestResult result) {
        return result.getLabels().stream().collect(Collectors.toMap(Label::getName, Label::getValue));
    }
}
