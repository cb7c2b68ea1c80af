package org.mmtck.reports.outcome;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.rule.Level;

/**
 * One run of the kit: who was held against what, and what was found.
 *
 * @param command the command line that repeats the run, for example {@code mmtck check --seed 42}
 * @param kitVersion version of mmtck
 * @param subject name and version of the subject
 * @param claims what the subject claims: profiles and capabilities, as words
 * @param seed the seed that replays the run, or null where nothing was random
 * @param started ISO-8601 instant, for example {@code 2026-11-22T10:15:30Z}
 * @param millis how long it took, in milliseconds, 0 or more
 * @param figures what was measured, for example {@code operations}, {@code states}, {@code operations/s}
 * @param outcomes one for each rule, in the order of the book
 * @param notes anything a reader must know, one sentence each
 */
public record Run(
        String command,
        String kitVersion,
        String subject,
        List<String> claims,
        @Nullable Long seed,
        String started,
        long millis,
        Map<String, Long> figures,
        List<Outcome> outcomes,
        List<String> notes) {

    public Run {
        claims = List.copyOf(claims);
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        outcomes = List.copyOf(outcomes);
        notes = List.copyOf(notes);
        requireInstant(started);
        if (millis < 0) {
            throw new IllegalArgumentException("a run cannot take " + millis + " ms");
        }
    }

    /** How many rules got each verdict, in the order of {@link Verdict}; verdicts that no rule got are absent. */
    public Map<Verdict, Integer> counts() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        outcomes.forEach(outcome -> counts.merge(outcome.verdict(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** The outcomes with this verdict, in the order of the book. */
    public List<Outcome> with(Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).toList();
    }

    /**
     * The exit code of the command: 0 only if at least one rule was exercised and none failed, 1 if a MUST rule failed,
     * 3 if something broke, 2 if nothing can be said.
     */
    public int exitCode() {
        if (outcomes.stream()
                .anyMatch(o -> o.verdict() == Verdict.FAIL && o.rule().level() == Level.MUST)) {
            return 1;
        }
        if (any(Verdict.ERROR)) {
            return 3;
        }
        return any(Verdict.PASS) && !any(Verdict.UNKNOWN) ? 0 : 2;
    }

    private static void requireInstant(String started) {
        try {
            Instant.parse(started);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("started must be an ISO-8601 instant, not " + started, e);
        }
    }

    private boolean any(Verdict verdict) {
        return outcomes.stream().anyMatch(outcome -> outcome.verdict() == verdict);
    }
}
