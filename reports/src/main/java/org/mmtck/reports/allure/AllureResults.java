package org.mmtck.reports.allure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mmtck.reports.allure.AllureFile.Category;
import org.mmtck.reports.allure.AllureFile.Details;
import org.mmtck.reports.allure.AllureFile.Label;
import org.mmtck.reports.allure.AllureFile.Parameter;
import org.mmtck.reports.allure.AllureFile.Result;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.reports.text.WellFormed;
import org.mmtck.reports.text.Wording;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders a run as the files of an {@code allure-results} directory: one result for each rule, with the counterexample as
 * steps and the picture of the memory attached.
 */
public final class AllureResults {
    /** The name of the directory in the report's directory. */
    public static final String DIRECTORY_NAME = "allure-results";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Run run;
    private final Map<String, String> files = new LinkedHashMap<>();

    private AllureResults(Run run) {
        this.run = run;
    }

    /** The files by name, all of them text in UTF-8; the same run gives the same files. */
    public static Map<String, String> render(Run run) {
        AllureResults results = new AllureResults(run);
        run.outcomes().forEach(results::add);
        results.files.put("environment.properties", results.environment());
        results.files.put("categories.json", json(categories()));
        return results.files;
    }

    private void add(Outcome outcome) {
        String id = outcome.rule().id();
        String uuid = uuid(run.subject(), run.started(), id).toString();
        CaseFiles evidence = CaseFiles.of(outcome, uuid);
        files.putAll(evidence.files());
        long start = Instant.parse(run.started()).toEpochMilli();
        files.put(
                uuid + "-result.json",
                json(new Result(
                        uuid,
                        hash(run.subject(), id),
                        hash("mmtck", id),
                        id + " " + outcome.rule().sentence(),
                        "mmtck." + outcome.rule().profile().word() + "." + id,
                        List.of(
                                "mmtck",
                                outcome.rule().profile().word(),
                                outcome.rule().family()),
                        description(outcome),
                        status(outcome.verdict()),
                        new Details(message(outcome), evidence.trace()),
                        "finished",
                        // A rule is judged in the course of the whole run; it has no time of its own.
                        start,
                        start + run.millis(),
                        labels(outcome),
                        parameters(outcome),
                        List.of(),
                        evidence.steps(),
                        evidence.attachments())));
    }

    private static String status(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case ERROR -> "broken";
            case SKIP, NOT_SUPPORTED, UNKNOWN -> "skipped";
        };
    }

    /** Starts with a word that the categories match. */
    private static String message(Outcome outcome) {
        return switch (outcome.verdict()) {
            case FAIL ->
                outcome.rule().level() + " is broken: "
                        + outcome.counterexamples().get(0).summary();
            default -> outcome.verdict().word() + ": " + outcome.reason();
        };
    }

    private static String description(Outcome outcome) {
        return outcome.rule().intent() + "\n\nLinux " + outcome.rule().kernel() + ", "
                + String.join("; ", outcome.rule().citations());
    }

    private List<Label> labels(Outcome outcome) {
        String severity = switch (outcome.rule().level()) {
            case MUST -> "critical";
            case SHOULD -> "normal";
            case MAY -> "minor";
        };
        String family = outcome.rule().family();
        return List.of(
                new Label("epic", "mmtck"),
                new Label("feature", outcome.rule().profile().word()),
                new Label("story", family),
                new Label("severity", severity),
                new Label("parentSuite", run.subject()),
                new Label("suite", outcome.rule().profile().word()),
                new Label("subSuite", family),
                new Label("framework", "mmtck"));
    }

    private List<Parameter> parameters(Outcome outcome) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("verdict", outcome.verdict().word()));
        outcome.exercised().forEach((kind, count) -> parameters.add(new Parameter(kind, Wording.grouped(count))));
        return parameters;
    }

    private String environment() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Subject", run.subject());
        values.put("Claims", String.join(", ", run.claims()));
        values.put("Kit", "mmtck " + run.kitVersion());
        values.put("Command", run.command());
        values.put("Seed", run.seed() == null ? "none" : Long.toString(run.seed()));
        run.figures().forEach((name, value) -> values.put(name, Wording.grouped(value)));
        return values.entrySet().stream()
                .map(entry -> property(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    /** One line as {@link Properties} writes it, without the date that it puts above. */
    private static String property(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(WellFormed.visible(name), WellFormed.visible(value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            properties.store(bytes, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a property could not be written to memory", e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static List<Category> categories() {
        return List.of(
                new Category("MUST rules that are broken", List.of("failed"), "(?s)MUST is broken.*"),
                new Category("SHOULD rules that are broken", List.of("failed"), "(?s)SHOULD is broken.*"),
                new Category("MAY rules that do not hold", List.of("failed"), "(?s)MAY is broken.*"),
                new Category("The kit or the way to the subject broke", List.of("broken"), "(?s)ERROR.*"),
                new Category("Unknown: nothing can be said", List.of("skipped"), "(?s)UNKNOWN.*"),
                new Category("Not claimed by the subject", List.of("skipped"), "(?s)NOT-SUPPORTED.*"),
                new Category("Deliberately not judged", List.of("skipped"), "(?s)SKIP.*"));
    }

    static String json(Object value) {
        return WellFormed.text(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)) + "\n";
    }

    /** The same for the same parts, in every run: what Allure recognises a test by. */
    private static String hash(String... parts) {
        return uuid(parts).toString().replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static UUID uuid(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
    }
}
