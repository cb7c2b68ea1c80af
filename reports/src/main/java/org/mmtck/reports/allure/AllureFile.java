package org.mmtck.reports.allure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of Allure's {@code *-result.json}, as far as it is used here. Allure's own model serialises with a Jackson of
 * its own inside its JUnit listener; these records need neither.
 */
final class AllureFile {
    private AllureFile() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String uuid,
            String historyId,
            String testCaseId,
            String name,
            String fullName,
            List<String> titlePath,
            String description,
            String status,
            Details statusDetails,
            String stage,
            long start,
            long stop,
            List<Label> labels,
            List<Parameter> parameters,
            List<Link> links,
            List<StepResult> steps,
            List<Attachment> attachments) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepResult(
            String name,
            String status,
            @Nullable Details statusDetails,
            String stage,
            List<StepResult> steps,
            List<Attachment> attachments,
            List<Parameter> parameters) {}

    record Details(boolean known, boolean muted, boolean flaky, String message, String trace) {
        Details(String message, String trace) {
            this(false, false, false, message, trace);
        }
    }

    record Label(String name, String value) {}

    record Parameter(String name, String value) {}

    record Link(String name, String url, String type) {}

    record Attachment(String name, String source, String type) {}

    record Category(String name, List<String> matchedStatuses, String messageRegex) {}
}
