package org.mmtck.conformance.cli;

import java.util.List;
import org.mmtck.spec.rule.Rule;

/** Rules as a terminal shows them. */
final class RuleText {
    private static final int COLUMNS = 80;
    private static final String HANGING = " ".repeat(10);

    private RuleText() {}

    /** One line for each rule: id, level, profile, sentence; the columns are aligned. Empty for no rules. */
    static String list(List<Rule> rules) {
        int ids = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(1);
        int levels = rules.stream()
                .mapToInt(rule -> rule.level().name().length())
                .max()
                .orElse(1);
        int profiles = rules.stream()
                .mapToInt(rule -> rule.profile().word().length())
                .max()
                .orElse(1);
        String row = "%-" + ids + "s  %-" + levels + "s  %-" + profiles + "s  %s\n";
        StringBuilder out = new StringBuilder();
        for (Rule rule : rules) {
            out.append(row.formatted(rule.id(), rule.level(), rule.profile().word(), rule.sentence()));
        }
        return out.toString();
    }

    /** One rule whole, wrapped to 80 columns. */
    static String whole(Rule rule) {
        StringBuilder out = new StringBuilder();
        out.append(rule.id()).append(" (").append(rule.level()).append(")\n\n");
        out.append(TextWrap.wrap(rule.sentence(), COLUMNS, "  ", "  ")).append('\n');
        field(out, "Why", rule.intent());
        String label = rule.kernel().equals("none") ? "Where" : "Kernel";
        for (String citation : rule.citations()) {
            field(out, label, citation);
            label = "";
        }
        if (!rule.kernel().equals("none")) {
            field(out, "Version", rule.kernel());
        }
        field(out, "Profile", rule.profile().word());
        rule.needs().ifPresent(needs -> field(out, "Needs", "the capability " + needs.word()));
        field(out, "Clauses", String.join(", ", rule.clauses()));
        return out.toString();
    }

    private static void field(StringBuilder out, String label, String text) {
        String first = label + " ".repeat(HANGING.length() - label.length());
        out.append(TextWrap.wrap(text, COLUMNS, first, HANGING));
    }
}
