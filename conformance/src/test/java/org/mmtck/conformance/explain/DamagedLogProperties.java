package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.BuddyinfoReader;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.conformance.explain.read.ZoneState;
import org.mmtck.conformance.explain.read.ZoneinfoReader;
import org.mmtck.spec.gfp.Gfp;

/** Whatever happens to a log on its way: it is explained, or refused with a sentence, and never anything else. */
@Epic("explain")
@Feature("bad input")
class DamagedLogProperties {

    /** One hit on a text: a cut, a changed letter, a lost or doubled piece. */
    record Damage(int kind, double where, int length, char letter) {
        String apply(String text) {
            int at = (int) (where * text.length());
            int end = Math.min(text.length(), at + length);
            return switch (kind) {
                case 0 -> text.substring(0, at);
                case 1 -> text.substring(0, at) + letter + text.substring(Math.min(text.length(), at + 1));
                case 2 -> text.substring(0, at) + text.substring(end);
                default -> text.substring(0, end) + text.substring(at);
            };
        }
    }

    @Provide
    Arbitrary<Damage> damage() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.chars().with("0123456789abcxkB*()=:-,. \n#<>[]UMEHCI"))
                .as(Damage::new);
    }

    @Provide
    Arbitrary<String> logs() {
        return Combinators.combine(
                        Arbitraries.of(Samples.COMPLETE),
                        damage().list().ofMinSize(1).ofMaxSize(4))
                .as((name, hits) -> {
                    String text = Samples.text(name);
                    for (Damage hit : hits) {
                        text = hit.apply(text);
                    }
                    return text;
                });
    }

    @Property(tries = 1000)
    void explainedOrRefused(@ForAll("logs") String text) {
        List<MemInfoReport> reports;
        try {
            reports = Samples.parse(text);
        } catch (BadInputException refused) {
            assertThat(refused.getMessage()).contains("; expected ");
            return;
        }
        for (MemInfoReport report : reports) {
            ExplainReport explained = new Explainer(null, null, List.of()).explain(report);
            assertThat(explained.closing()).isNotBlank();
            assertThat(ExplanationPrinter.print(explained)).contains("Answer: ");
        }
    }

    @Provide
    Arbitrary<String> procFiles() {
        return Combinators.combine(
                        Arbitraries.of("zoneinfo.txt", "buddyinfo.txt"),
                        damage().list().ofMinSize(1).ofMaxSize(4))
                .as((name, hits) -> {
                    String text = Samples.text(name);
                    for (Damage hit : hits) {
                        text = hit.apply(text);
                    }
                    return text;
                });
    }

    @Property(tries = 500)
    void procFilesAreReadOrRefused(@ForAll("procFiles") String text) {
        try {
            List<ZoneState> zones = ZoneinfoReader.read(Samples.lines("z", text));
            ExplainReport explained =
                    new Explainer(4, Gfp.GFP_KERNEL, List.of()).explainZoneinfo("z", zones, Map.of(), 4);
            assertThat(ExplanationPrinter.print(explained)).contains("Answer: ");
        } catch (BadInputException refused) {
            assertThat(refused.getMessage()).contains("; expected ");
        }
        try {
            assertThat(BuddyinfoReader.read(Samples.lines("b", text))).isNotEmpty();
        } catch (BadInputException refused) {
            assertThat(refused.getMessage()).contains("; expected ");
        }
    }
}
