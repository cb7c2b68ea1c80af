package org.mmtck.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Epic("Rule book")
@Feature("The book")
class RuleBookTest {
    private final RuleBook shipped = RuleBook.load();

    @Test
    void everyFileThatShipsIsAListedFamily() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(RuleBook.class.getResource("/rules")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(RuleBook.FAMILIES);
        }
    }

    @Test
    void everyFamilyOfTheShippedBookHasRules() {
        assertThat(shipped.families())
                .containsExactlyElementsOf(RuleBook.FAMILIES.stream()
                        .map(family -> family.toUpperCase(Locale.ROOT))
                        .toList());
    }

    /** The rules that the kit judges on any subject of the buddy profile. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            BUDDY-2,  MUST,   -
            BUDDY-4,  MUST,   kernel-order
            BUDDY-10, MUST,   -
            BUDDY-19, MUST,   -
            BUDDY-21, SHOULD, -
            BUDDY-31, MUST,   -
            INV-2,    MUST,   snapshot
            INV-4,    MUST,   snapshot
            INV-8,    MUST,   snapshot
            INV-25,   MUST,   counters
            INV-28,   MUST,   -
            INV-29,   MUST,   -
            INV-33,   MUST,   -
            FREE-4,   MUST,   -
            FREE-5,   MUST,   detects-double-free
            FREE-7,   MUST,   detects-double-free
            GFP-60,   MUST,   -
            ZONE-27,  MUST,   -
            CLAIM-1,  MUST,   deterministic
            """)
    void holdsTheRulesOfTheBuddyProfile(String id, Level level, @Nullable String needs) {
        Rule rule = shipped.require(id);

        assertThat(rule.profile()).isEqualTo(Profile.BUDDY);
        assertThat(rule.level()).isEqualTo(level);
        assertThat(rule.needs().map(Capability::word).orElse(null)).isEqualTo(needs);
    }

    @Test
    void keepsTheOrderOfFamiliesAndFiles() {
        RuleBook book =
                book("zeta", rule("ZETA-2", "buddy") + rule("ZETA-1", "zones"), "alpha", rule("ALPHA-1", "buddy"));

        assertThat(book.rules()).extracting(Rule::id).containsExactly("ZETA-2", "ZETA-1", "ALPHA-1");
        assertThat(book.families()).containsExactly("ZETA", "ALPHA");
        assertThat(book.byFamily("zeta")).extracting(Rule::id).containsExactly("ZETA-2", "ZETA-1");
        assertThat(book.byFamily("none")).isEmpty();
        assertThat(book.byProfile(Profile.BUDDY)).extracting(Rule::id).containsExactly("ZETA-2", "ALPHA-1");
        assertThat(book.byProfile(Profile.TRACE)).isEmpty();
        assertThat(book.joining("ZETA-1")).extracting(Rule::id).containsExactly("ZETA-1");
    }

    @Test
    void findsARuleByItsId() {
        assertThat(shipped.rule("BUDDY-10")).map(Rule::id).contains("BUDDY-10");
        assertThat(shipped.rule("BUDDY-999")).isEmpty();
        assertThat(shipped.require("BUDDY-10").family()).isEqualTo("BUDDY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALPHA-9 | No rule has the id "ALPHA-9"; the nearest are ALPHA-1, ALPHA-12, BETA-7.
            alpha1  | No rule has the id "alpha1"; the nearest are ALPHA-1, ALPHA-12, BETA-7.
            BETA-77 | No rule has the id "BETA-77"; the nearest are BETA-7, ALPHA-1, ALPHA-12.
            BETA-99 | No rule has the id BETA-99; it is a clause of BETA-7.
            """)
    void answersAnUnknownIdWithTheNearest(String id, String sentence) {
        RuleBook book = book(
                "alpha",
                rule("ALPHA-1", "buddy") + rule("ALPHA-12", "buddy"),
                "beta",
                rule("BETA-7", "buddy").replace("[BETA-7]", "[BETA-7, BETA-99]"));

        assertThatThrownBy(() -> book.require(id))
                .isInstanceOf(RuleBookException.class)
                .hasMessage(sentence);
    }

    @Test
    void cutsAnAbsurdlyLongId() {
        assertThat(shipped.unknown("X".repeat(100_000))).hasSizeLessThan(200).contains("X...\"; the nearest");
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "'',ABC,3", "ABC,'',3", "KITTEN,SITTING,3", "INV-25,INV-25,0", "INV-25,INV-2,1", "AB,BA,2"})
    void countsEdits(String a, String b, int edits) {
        assertThat(NearestIds.distance(a, b)).isEqualTo(edits);
        assertThat(NearestIds.distance(b, a)).isEqualTo(edits);
    }

    private static RuleBook book(String... familiesAndRules) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < familiesAndRules.length; i += 2) {
            files.put(familiesAndRules[i], "rules:\n" + familiesAndRules[i + 1]);
        }
        return RuleBook.of(files);
    }

    private static String rule(String id, String profile) {
        return String.join(
                "\n    ",
                List.of(
                        "  - id: " + id,
                        "level: MUST",
                        "sentence: It MUST hold.",
                        "intent: So it does.",
                        "citations: [\"a.c: b\"]",
                        "kernel: v7.0",
                        "profile: " + profile,
                        "clauses: [" + id + "]",
                        "\n"));
    }
}
