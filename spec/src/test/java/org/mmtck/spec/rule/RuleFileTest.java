package org.mmtck.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Epic("Rule book")
@Feature("Reading a family's file")
class RuleFileTest {
    /** Line 1 is {@code rules:}; the first rule begins on line 2, the second on line 12. */
    private static final String GOOD = """
            rules:
              - id: BUDDY-10
                level: MUST
                sentence: "A freed block MUST merge."
                intent: "Large blocks come back."
                citations: ["mm/page_alloc.c: __free_one_page", "include/linux/mmzone.h: struct free_area"]
                kernel: v7.0
                profile: buddy
                needs: detects-double-free
                clauses: [BUDDY-10, BUDDY-6]

              - id: BUDDY-21
                level: SHOULD
                sentence: >-
                  A block SHOULD be
                  the smallest.
                intent: "Keep large ones whole."
                citations: ["docs/protocol.md: capabilities"]
                kernel: none
                profile: zones
                clauses: [BUDDY-21]
            """;

    @Test
    void readsEveryField() {
        assertThat(RuleFile.read("buddy", GOOD))
                .containsExactly(
                        new Rule(
                                "BUDDY-10",
                                Level.MUST,
                                "A freed block MUST merge.",
                                "Large blocks come back.",
                                List.of("mm/page_alloc.c: __free_one_page", "include/linux/mmzone.h: struct free_area"),
                                "v7.0",
                                Profile.BUDDY,
                                Optional.of(Capability.DETECTS_DOUBLE_FREE),
                                List.of("BUDDY-10", "BUDDY-6")),
                        new Rule(
                                "BUDDY-21",
                                Level.SHOULD,
                                "A block SHOULD be the smallest.",
                                "Keep large ones whole.",
                                List.of("docs/protocol.md: capabilities"),
                                "none",
                                Profile.ZONES,
                                Optional.empty(),
                                List.of("BUDDY-21")));
    }

    /** Each row: a piece of the good file, what stands there instead, and the whole sentence it is answered with. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            intent: "Large | purpose: "Large | rules/buddy.yaml:5: rule BUDDY-10: the key "purpose" is unknown; known are citations, clauses, id, intent, kernel, level, needs, profile, sentence.
            kernel: v7.0 | level: MUST | rules/buddy.yaml:7: rule BUDDY-10: the key "level" is there twice.
            `needs: detects-double-free` | `needs: teleport` | rules/buddy.yaml:9: rule BUDDY-10: needs must be one of counters, snapshot, detects-double-free, deterministic, kernel-order, threads, not "teleport".
            level: SHOULD | level: should | rules/buddy.yaml:13: rule BUDDY-21: level must be one of MUST, SHOULD, MAY, not "should".
            profile: zones | profile: zone | rules/buddy.yaml:20: rule BUDDY-21: profile must be one of buddy, zones, percpu, slab, sheaves, kmalloc, trace, not "zone".
            id: BUDDY-21 | id: BUDDY-10 | rules/buddy.yaml:12: rule BUDDY-10: id is a duplicate: line 2 has the same id.
            id: BUDDY-21 | id: INV-21 | rules/buddy.yaml:12: rule INV-21: id must begin with BUDDY- in this file.
            id: BUDDY-21 | id: BUDDY21 | rules/buddy.yaml:12: rule BUDDY21: id must be a family, a dash and a number, like BUDDY-1, not "BUDDY21".
            MUST merge. | must merge. | rules/buddy.yaml:4: rule BUDDY-10: sentence must contain the word MUST, the rule's level.
            MUST merge. | MUSTER it. | rules/buddy.yaml:4: rule BUDDY-10: sentence must contain the word MUST, the rule's level.
            MUST merge. | MUST merge | rules/buddy.yaml:4: rule BUDDY-10: sentence must end with a period.
            "Large blocks come back." | " " | rules/buddy.yaml:5: rule BUDDY-10: intent must not be empty.
            "Large blocks come back." | [a, b] | rules/buddy.yaml:5: rule BUDDY-10: intent must be text, not a list.
            page_alloc.c: __free | page_alloc.c __free | rules/buddy.yaml:6: rule BUDDY-10: citations must each read "path: function", like "mm/page_alloc.c: expand", not "mm/page_alloc.c __free_one_page".
            ["docs/protocol.md: capabilities"] | [] | rules/buddy.yaml:18: rule BUDDY-21: citations must not be an empty list.
            ["docs/protocol.md: capabilities"] | "docs/protocol.md: capabilities" | rules/buddy.yaml:18: rule BUDDY-21: citations must be a list, not text.
            kernel: v7.0 | kernel: 7 | rules/buddy.yaml:7: rule BUDDY-10: kernel must be a version like v7.0, or none, not "7".
            [BUDDY-10, BUDDY-6] | [BUDDY-6, BUDDY-10] | rules/buddy.yaml:10: rule BUDDY-10: clauses must begin with the rule's own id, not with BUDDY-6.
            [BUDDY-10, BUDDY-6] | [BUDDY-10, six] | rules/buddy.yaml:10: rule BUDDY-10: clauses must be clause ids like BUDDY-10, not "six".
            [BUDDY-10, BUDDY-6] | [BUDDY-10, BUDDY-10] | rules/buddy.yaml:10: rule BUDDY-10: clauses must not name BUDDY-10 twice.
            rules: | rulez: | rules/buddy.yaml:1: the key "rulez" is unknown; known are rules.
            """)
    void refusesWithOneSentenceThatNamesThePlace(String piece, String instead, String sentence) {
        assertThat(GOOD).contains(piece);
        String bad = GOOD.replaceFirst(Pattern.quote(piece), instead);

        assertThatThrownBy(() -> RuleFile.read("buddy", bad))
                .isInstanceOf(RuleBookException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"id", "level", "sentence", "intent", "citations", "kernel", "profile", "clauses"})
    void refusesAMissingKey(String key) {
        String line = GOOD.lines()
                .filter(l -> l.strip().replaceFirst("^- ", "").startsWith(key + ":"))
                .findFirst()
                .orElseThrow();
        // The dash stays: it is what makes the entry.
        String bad = GOOD.replaceFirst(Pattern.quote(line) + "\n *", line.contains("- ") ? "  - " : "    ");
        String label = key.equals("id") ? "rule number 1" : "rule BUDDY-10";

        assertThatThrownBy(() -> RuleFile.read("buddy", bad))
                .isInstanceOf(RuleBookException.class)
                .hasMessage("rules/buddy.yaml:2: " + label + ": the key \"" + key + "\" is missing.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | rules/buddy.yaml: the file is empty; it must have the key rules.
            # only a comment       | rules/buddy.yaml: the file is empty; it must have the key rules.
            just words             | rules/buddy.yaml:1: must be keys and values, not text.
            rules: []              | rules/buddy.yaml:1: rules must not be an empty list.
            rules: [one]           | rules/buddy.yaml:1: rule number 1: must be keys and values, not text.
            {}                     | rules/buddy.yaml:1: the key "rules" is missing.
            """)
    void refusesAFileThatIsNoRuleFile(String text, String sentence) {
        assertThatThrownBy(() -> RuleFile.read("buddy", text))
                .isInstanceOf(RuleBookException.class)
                .hasMessage(sentence);
    }

    @Test
    void namesTheLineWhereTheYamlBreaks() {
        assertThatThrownBy(() -> RuleFile.read("buddy", GOOD.replace("level: SHOULD", "level: \"SHOULD")))
                .isInstanceOf(RuleBookException.class)
                .hasMessageMatching("rules/buddy\\.yaml:\\d+: this is not YAML: [^\n]+\\.");
        assertThatThrownBy(() -> RuleFile.read("buddy", "rules:\n  - a\u0000b"))
                .isInstanceOf(RuleBookException.class)
                .hasMessageStartingWith("rules/buddy.yaml");
    }
}
