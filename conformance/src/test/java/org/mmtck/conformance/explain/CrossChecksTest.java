package org.mmtck.conformance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.mmtck.conformance.explain.read.BadInputException;
import org.mmtck.conformance.explain.read.MemInfoReport;
import org.mmtck.conformance.explain.read.Samples;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** A report with one number or letter damaged is reported as contradicting itself, with both numbers. */
@Epic("explain")
@Feature("contradictions")
class CrossChecksTest {

    private static List<Finding> findings(String text) throws BadInputException {
        return new Explainer(null, null, List.of())
                .explain(Samples.parse(text).get(0))
                .findings();
    }

    @ParameterizedTest
    @FieldSource("org.mmtck.conformance.explain.read.Samples#COMPLETE")
    @Verifies({"FAIL-13", "FAIL-18", "FAIL-19", "FAIL-20"})
    void soundReportsHaveNone(String sample) throws BadInputException {
        for (MemInfoReport report : Samples.parse(Samples.text(sample))) {
            assertThat(new Explainer(null, null, List.of()).explain(report).findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            FAIL-13 | 0x40cc0(GFP_KERNEL     | 0x40dc0(GFP_KERNEL     | mode 0x40dc0 and its names (GFP_KERNEL|__GFP_COMP) do not belong together
            FAIL-18 | low:53080kB            | low:42460kB            | min 10616 pages is above low 10615 pages
            FAIL-18 | high:37476kB           | high:31228kB           | low 7808 pages is above high 7807 pages
            FAIL-18 | free:149440kB boost:0kB | free:149440kB boost:42468kB | boost 10617 pages is above min, which contains it, 10616 pages
            FAIL-18 | managed:15360kB        | managed:15364kB        | managed 3841 pages is above present 3840 pages
            FAIL-19 | 0 0 5078 5078 5078     | 0 0 5078 5078 5077     | lowmem_reserve falls from 5078 to 5077 pages at index 4
            FAIL-20 | 250*32kB (UM) 0*64kB   | 251*32kB (UM) 0*64kB   | the free blocks add up to 149472 kB, but the line says 149440 kB
            FAIL-20 | 1*2048kB (M)           | 1*2048kB               | order 9 has 1 blocks and the letters ()
            FAIL-20 | 1*2048kB (M)           | 1*2048kB (UM)          | order 9 has 1 blocks of 2 kinds
            FAIL-20 | 17000*4kB (UME)        | 17000*4kB (UEM)        | the letters (UEM) are not in the order of UMEHCI
            """)
    @Trips({"FAIL-13", "FAIL-18", "FAIL-19", "FAIL-20"})
    void damaged(String rule, String sound, String damage, String sentence) throws BadInputException {
        String text = Samples.text("fragmented-order4.log");
        assertThat(text).contains(sound);
        List<Finding> findings = findings(text.replace(sound, damage));
        assertThat(findings).extracting(Finding::ruleId).contains(rule);
        assertThat(findings)
                .anyMatch(f -> f.ruleId().equals(rule) && f.sentence().contains(sentence));
    }

    @Test
    void reservesThatFitNoKernel() throws BadInputException {
        String text = Samples.text("fragmented-order4.log")
                .replace("lowmem_reserve[]: 0 0 0 0 0", "lowmem_reserve[]: 7 7 7 7 7");
        ExplainReport report =
                new Explainer(null, null, List.of()).explain(Samples.parse(text).get(0));
        assertThat(report.decisive()).isEqualTo(Reason.CANNOT_TELL);
        assertThat(report.closing()).contains("fit no kernel");
    }
}
