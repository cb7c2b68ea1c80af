package org.mmtck.reports.outcome;

import java.util.Collections;
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
 * @param started ISO-8601 instant
 * @param millis how long it took
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

    private boolean any(Verdict verdict) {
        return outcomes.stream().anyMatch(outcome -> outcome.verdict() == verdict);
    }
}
