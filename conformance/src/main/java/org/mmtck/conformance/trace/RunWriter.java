package org.mmtck.conformance.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mmtck.conformance.trace.TraceReport.OddityCount;
import org.mmtck.conformance.trace.judge.Finding;
import org.mmtck.conformance.trace.judge.Oddity;
import org.mmtck.conformance.trace.judge.Tally;
import org.mmtck.conformance.trace.judge.TraceJudge;
import org.mmtck.conformance.trace.judge.TraceRule;
import org.mmtck.conformance.trace.read.PageEvent;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;

/** Turns what the judge found into a report: outcomes, figures, notes. */
final class RunWriter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final String name;
    private final TraceOptions options;
    private final TraceJudge judge;
    private final Tally tally;
    private final Function<String, Rule> rules;

    RunWriter(String name, TraceOptions options, TraceJudge judge, Function<String, Rule> rules) {
        this.name = name;
        this.options = options;
        this.judge = judge;
        this.tally = judge.tally();
        this.rules = rules;
    }

    TraceReport write(Instant started, long nanos) {
        Verdicts verdicts = new Verdicts(name, judge);
        List<Outcome> outcomes = Arrays.stream(TraceRule.values())
                .map(rule -> verdicts.of(rule, rules.apply(rule.id())))
                .toList();
        List<OddityCount> oddities = oddities();
        Run run = new Run(
                command(),
                version(),
                "kernel trace " + name,
                List.of("profile " + Profile.TRACE.word()),
                null,
                started.toString(),
                nanos / NANOS_PER_MILLI,
                figures(nanos),
                outcomes,
                notes(oddities));
        return new TraceReport(run, oddities, findings(outcomes), more(outcomes));
    }

    private String command() {
        StringBuilder command = new StringBuilder("mmtck trace check ").append(name);
        if (options.maxFindings() != TraceOptions.DEFAULT_FINDINGS) {
            command.append(" --max-findings ").append(options.maxFindings());
        }
        if (options.maxFrames() != TraceOptions.defaultFrames()) {
            command.append(" --max-frames ").append(options.maxFrames());
        }
        if (options.maxOrder() != TraceOptions.defaults().maxOrder()) {
            command.append(" --max-order ").append(options.maxOrder());
        }
        return command.toString();
    }

    private static String version() {
        String version = RunWriter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Map<String, Long> figures(long nanos) {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("lines", tally.lines());
        figures.put("page events", tally.pageEvents());
        figures.put("other events skipped", tally.otherEvents());
        figures.put("events lost", tally.lostEvents());
        figures.put("page frames seen", judge.framesSeen());
        figures.put("microseconds recorded", judge.span() / NANOS_PER_MICRO);
        figures.put("page events/s", perSecond(tally.pageEvents(), nanos));
        figures.put("lines/s", perSecond(tally.lines(), nanos));
        for (PageEvent event : PageEvent.values()) {
            figures.put(event.word(), tally.events(event));
        }
        for (Oddity oddity : Oddity.values()) {
            if (tally.count(oddity) > 0) {
                figures.put("oddity " + oddity.code(), tally.count(oddity));
            }
        }
        return figures;
    }

    private static long perSecond(long count, long nanos) {
        return (long) ((double) count * NANOS_PER_SECOND / Math.max(1, nanos));
    }

    private List<OddityCount> oddities() {
        return Arrays.stream(Oddity.values())
                .filter(oddity -> tally.count(oddity) > 0)
                .map(oddity ->
                        new OddityCount(oddity.code(), oddity.words(), tally.count(oddity), tally.firstLines(oddity)))
                .toList();
    }

    /** Those of rules that failed: a rule that cannot be judged has none to show. */
    private List<Finding> findings(List<Outcome> outcomes) {
        return failed(outcomes).stream()
                .flatMap(rule -> judge.findings().of(rule).stream())
                .sorted(Comparator.comparingLong(Finding::line))
                .toList();
    }

    private long more(List<Outcome> outcomes) {
        return failed(outcomes).stream().mapToLong(judge.findings()::more).sum();
    }

    private static List<TraceRule> failed(List<Outcome> outcomes) {
        Set<String> ids = outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                .map(outcome -> outcome.rule().id())
                .collect(Collectors.toSet());
        return Arrays.stream(TraceRule.values())
                .filter(rule -> ids.contains(rule.id()))
                .toList();
    }

    private List<String> notes(List<OddityCount> oddities) {
        List<String> notes = new ArrayList<>();
        judge.tornAtStart().ifPresent(torn -> notes.add("The recording begins inside a line: " + torn.sentence()));
        judge.tornAtEnd()
                .ifPresent(torn -> notes.add("The recording was cut: its last line, " + torn.line()
                        + ", is incomplete. " + torn.sentence() + " Everything before it was judged."));
        if (tally.losses() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The recording says at %d places that events were lost (%d counted); what was known of page frames was"
                            + " forgotten there, and %d findings that the lost events may explain were taken back.",
                    tally.losses(),
                    tally.lostEvents(),
                    tally.withdrawn()));
        }
        for (OddityCount oddity : oddities) {
            notes.add("Legal oddity " + oddity.code() + " (" + oddity.words() + "): " + oddity.count()
                    + " times, first at line " + oddity.firstLines().get(0) + ".");
        }
        return notes;
    }
}
