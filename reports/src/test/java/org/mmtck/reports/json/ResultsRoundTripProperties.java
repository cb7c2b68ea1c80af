package org.mmtck.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;

@Epic("Reports")
@Feature("results.json")
class ResultsRoundTripProperties {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyRunIsReadBackAsItWas(@ForAll("runs") Run run) {
        String json = ResultsJson.write(run);
        assertThat(ResultsReader.read(json)).isEqualTo(run);
        assertThat(ResultsSchema.complaints(json)).isEmpty();
    }

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<Map<String, Long>> figures =
                Arbitraries.maps(texts(), Arbitraries.longs()).ofMaxSize(3);
        return Combinators.combine(
                        texts(),
                        texts().list().ofMaxSize(3),
                        Arbitraries.longs().injectNull(0.2),
                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                        figures,
                        outcomes().list().ofMaxSize(4))
                .as((text, texts, seed, instant, numbers, outcomes) -> new Run(
                        text,
                        text,
                        text,
                        texts,
                        seed,
                        Instant.ofEpochMilli(instant).toString(),
                        instant,
                        numbers,
                        outcomes,
                        texts));
    }

    private Arbitrary<Outcome> outcomes() {
        return Combinators.combine(
                        rules(),
                        Arbitraries.of(Verdict.class),
                        texts(),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        counterexamples())
                .as((rule, verdict, text, count, evidence) -> new Outcome(
                        rule,
                        verdict,
                        "!" + text,
                        Map.of(text, count),
                        verdict == Verdict.FAIL ? List.of(evidence) : List.of()));
    }

    private Arbitrary<Rule> rules() {
        return Combinators.combine(
                        texts(),
                        texts().list().ofMaxSize(2),
                        Arbitraries.of(Level.class),
                        Arbitraries.of(Profile.class),
                        Arbitraries.of(Capability.class).injectNull(0.5))
                .as((text, texts, level, profile, needs) -> new Rule(
                        "A-" + text, level, text, text, texts, text, profile, Optional.ofNullable(needs), texts));
    }

    private Arbitrary<Counterexample> counterexamples() {
        Arbitrary<Block> blocks = Combinators.combine(
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(State.class))
                .as(Block::new);
        Arbitrary<MemoryMap> maps = Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 50),
                        Arbitraries.longs().between(1, MemoryMap.MAX_PAGES),
                        blocks.list().ofMaxSize(4))
                .as(MemoryMap::new);
        Arbitrary<List<Step>> steps = Combinators.combine(texts(), texts().injectNull(0.5), maps.injectNull(0.3))
                .as((text, demand, map) -> new Step(1, text, text, demand, map))
                .list()
                .ofMaxSize(4)
                .map(ResultsRoundTripProperties::numbered);
        return Combinators.combine(texts(), steps, Arbitraries.longs().injectNull(0.5))
                .as((text, sequence, seed) -> new Counterexample(text, text, sequence, text, seed));
    }

    private static List<Step> numbered(List<Step> steps) {
        List<Step> numbered = new ArrayList<>();
        for (Step step : steps) {
            numbered.add(new Step(numbered.size() * 3 + 1, step.action(), step.reply(), step.demand(), step.map()));
        }
        return numbered;
    }

    /** Any text that UTF-8 can hold: control characters, quotes and everything beyond the first plane, but no half pairs. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(12)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
    }
}
