package org.mmtck.reports.html;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmtck.reports.json.ResultsJson;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.reports.picture.MapSvg;
import org.mmtck.reports.picture.Resource;
import org.mmtck.reports.text.Wording;

/**
 * What the templates show; everything is worked out here, so that they only place it.
 *
 * @param run the run
 * @param headline what was found, in one sentence
 * @param tone the verdict whose colour the headline has
 * @param failures the failures in full, at most {@value #MAX_FAILURES}
 * @param failuresLeftOut how many more there are
 * @param data the results as JSON that is safe inside a script element; empty when longer than {@value #MAX_DATA} characters
 */
public record Page(
        Run run, String headline, Verdict tone, List<FailureView> failures, int failuresLeftOut, String data) {
    static final int MAX_FAILURES = 50;
    static final int MAX_DATA = 4 << 20;

    public Page {
        failures = List.copyOf(failures);
    }

    static Page of(Run run) {
        List<Outcome> failed = run.with(Verdict.FAIL);
        int shown = Math.min(failed.size(), MAX_FAILURES);
        PictureBudget budget = new PictureBudget();
        String data = EmbeddedJson.of(ResultsJson.write(run));
        return new Page(
                run,
                Wording.headline(run),
                tone(run),
                failed.subList(0, shown).stream()
                        .map(outcome -> FailureView.of(outcome, budget))
                        .toList(),
                failed.size() - shown,
                data.length() > MAX_DATA ? "" : data);
    }

    private static Verdict tone(Run run) {
        return switch (run.exitCode()) {
            case 0 -> Verdict.PASS;
            case 1 -> Verdict.FAIL;
            case 3 -> Verdict.ERROR;
            default -> Verdict.UNKNOWN;
        };
    }

    /** How many rules got which verdict, those that got none left out. */
    public List<Map.Entry<Verdict, Integer>> tallies() {
        return List.copyOf(run.counts().entrySet());
    }

    /** The counts in words. */
    public String counts() {
        return Wording.counts(run);
    }

    /** The style sheet. */
    public String style() {
        return Resource.text(Page.class, "report.css") + MapSvg.style();
    }

    /** The script. */
    public String script() {
        return Resource.text(Page.class, "report.js");
    }

    /** The patterns that the pictures refer to. */
    public String patterns() {
        return MapSvg.patterns();
    }

    /** How long the run took. */
    public String duration() {
        return Wording.duration(run.millis());
    }

    /** The start as people write it: date, time to the second, UTC. */
    public String started() {
        String whole = run.started();
        int dot = whole.indexOf('.');
        return (dot < 0 ? whole : whole.substring(0, dot) + "Z")
                .replace("T", " ")
                .replace("Z", " UTC");
    }

    /** A number with its thousands set apart. */
    public static String grouped(long number) {
        return Wording.grouped(number);
    }

    /** How much a rule was exercised. */
    public static String exercised(Outcome outcome) {
        return Wording.exercised(outcome);
    }

    /** The CSS class of a verdict: {@code v-not-supported}. */
    public static String look(Verdict verdict) {
        return "v-" + verdict.word().toLowerCase(Locale.ROOT);
    }

    /** A sign that tells the verdicts apart without colour; it stands beside the word, never for it. */
    public static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "\u2713";
            case FAIL -> "\u2717";
            case SKIP -> "\u2013";
            case NOT_SUPPORTED -> "\u2205";
            case UNKNOWN -> "?";
            case ERROR -> "!";
        };
    }

    /** The id of the element that shows a rule's failure. */
    public static String anchor(Outcome outcome) {
        return "fail-" + outcome.rule().id().replaceAll("[^A-Za-z0-9-]", "_");
    }

    /** Whether the failure of this outcome is on the page. */
    public boolean isShown(Outcome outcome) {
        return failures.stream().anyMatch(failure -> failure.outcome().equals(outcome));
    }
}
