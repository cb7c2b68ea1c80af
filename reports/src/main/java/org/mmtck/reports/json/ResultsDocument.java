package org.mmtck.reports.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Rule;

/**
 * What is in the file, field for field and in this order. It is apart from the outcome model so that the model can be
 * reworked without a silent change of the format. A field that has nothing to say is absent, never null.
 */
@JsonPropertyOrder({
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
    "outcomes"
})
record ResultsDocument(
        int schemaVersion,
        Kit kit,
        String command,
        SubjectDocument subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long seed,
        String started,
        long millis,
        int exitCode,
        Map<String, Integer> counts,
        Map<String, Long> figures,
        List<String> notes,
        List<OutcomeDocument> outcomes) {

    /** Raised by one with every change of the fields or of their meaning. */
    static final int SCHEMA_VERSION = 1;

    static final String KIT_NAME = "mmtck";

    @JsonPropertyOrder({"name", "version"})
    record Kit(String name, String version) {}

    @JsonPropertyOrder({"name", "claims"})
    record SubjectDocument(String name, List<String> claims) {}

    @JsonPropertyOrder({"rule", "verdict", "reason", "exercised", "counterexamples"})
    record OutcomeDocument(
            RuleDocument rule,
            String verdict,
            String reason,
            Map<String, Long> exercised,
            List<CounterexampleDocument> counterexamples) {}

    @JsonPropertyOrder({"id", "level", "sentence", "intent", "citations", "kernel", "profile", "needs", "clauses"})
    record RuleDocument(
            String id,
            String level,
            String sentence,
            String intent,
            List<String> citations,
            String kernel,
            String profile,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String needs,

            List<String> clauses) {}

    @JsonPropertyOrder({"summary", "setting", "foundBy", "seed", "steps"})
    record CounterexampleDocument(
            String summary,
            String setting,
            String foundBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long seed,

            List<StepDocument> steps) {}

    @JsonPropertyOrder({"number", "action", "reply", "demand", "map"})
    record StepDocument(
            int number,
            String action,
            String reply,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String demand,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            MapDocument map) {}

    @JsonPropertyOrder({"startPfn", "pages", "blocks"})
    record MapDocument(long startPfn, long pages, List<BlockDocument> blocks) {}

    @JsonPropertyOrder({"pfn", "order", "state"})
    record BlockDocument(long pfn, int order, String state) {}

    static ResultsDocument of(Run run) {
        return new ResultsDocument(
                SCHEMA_VERSION,
                new Kit(KIT_NAME, run.kitVersion()),
                run.command(),
                new SubjectDocument(run.subject(), run.claims()),
                run.seed(),
                run.started(),
                run.millis(),
                run.exitCode(),
                counts(run),
                run.figures(),
                run.notes(),
                run.outcomes().stream().map(ResultsDocument::of).toList());
    }

    /** The counts by the words of the verdicts. */
    static Map<String, Integer> counts(Run run) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.word(), run.counts().getOrDefault(verdict, 0));
        }
        return counts;
    }

    private static OutcomeDocument of(Outcome outcome) {
        return new OutcomeDocument(
                of(outcome.rule()),
                outcome.verdict().word(),
                outcome.reason(),
                outcome.exercised(),
                outcome.counterexamples().stream().map(ResultsDocument::of).toList());
    }

    private static RuleDocument of(Rule rule) {
        return new RuleDocument(
                rule.id(),
                rule.level().name(),
                rule.sentence(),
                rule.intent(),
                rule.citations(),
                rule.kernel(),
                rule.profile().word(),
                rule.needs().map(Capability::word).orElse(null),
                rule.clauses());
    }

    private static CounterexampleDocument of(Counterexample counterexample) {
        return new CounterexampleDocument(
                counterexample.summary(),
                counterexample.setting(),
                counterexample.foundBy(),
                counterexample.seed(),
                counterexample.steps().stream().map(ResultsDocument::of).toList());
    }

    private static StepDocument of(Step step) {
        return new StepDocument(step.number(), step.action(), step.reply(), step.demand(), of(step.map()));
    }

    private static @Nullable MapDocument of(@Nullable MemoryMap map) {
        return map == null
                ? null
                : new MapDocument(
                        map.startPfn(),
                        map.pages(),
                        map.blocks().stream()
                                .map(block -> new BlockDocument(
                                        block.pfn(),
                                        block.order(),
                                        block.state().name()))
                                .toList());
    }
}
