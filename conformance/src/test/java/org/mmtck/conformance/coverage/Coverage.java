package org.mmtck.conformance.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;

/**
 * The rule book and what the tests claim about it, side by side. An id is known if a rule has it or joins the clause of
 * that name; a rule counts as verified or tripped only by tests that name the rule's own id.
 */
final class Coverage {
    private final RuleBook book;
    private final List<Claim> claims;

    Coverage(RuleBook book, List<Claim> claims) {
        this.book = book;
        this.claims = List.copyOf(claims);
    }

    /** One sentence for each claim about an id that is not in the book. */
    List<String> unknownIds() {
        return claims.stream()
                .filter(claim -> book.rule(claim.id()).isEmpty()
                        && book.joining(claim.id()).isEmpty())
                .map(claim -> claim.test() + " says that it " + claim.kind().word + " " + claim.id() + ". "
                        + book.unknown(claim.id()))
                .toList();
    }

    /** One sentence for each MUST rule that no test verifies, and for each that no test trips. */
    List<String> unfinished() {
        List<String> sentences = new ArrayList<>();
        for (Rule rule : book.rules()) {
            if (rule.level() == Level.MUST) {
                for (Claim.Kind kind : Claim.Kind.values()) {
                    if (tests(kind, rule.id()).isEmpty()) {
                        sentences.add("No test " + kind.word + " " + rule.id() + "." + hint(kind, rule));
                    }
                }
            }
        }
        return sentences;
    }

    /** Clauses of the rule that tests do name: perhaps one of them is about the rule as a whole and should say so. */
    private String hint(Claim.Kind kind, Rule rule) {
        String tests = rule.clauses().stream()
                .filter(clause -> !clause.equals(rule.id()))
                .flatMap(clause -> tests(kind, clause).stream().map(test -> clause + " by " + test))
                .limit(3)
                .collect(Collectors.joining(", "));
        return tests.isEmpty() ? "" : " (Of its clauses: " + tests + ".)";
    }

    /** The table as Markdown: rule, level, tests that verify it, tests that trip it. Clauses are named where a test names one. */
    String table() {
        StringBuilder out = new StringBuilder("# Rules and the tests behind them\n\n");
        out.append(summary()).append("\n\n");
        out.append("| rule | level | verified by | tripped by |\n|---|---|---|---|\n");
        for (Rule rule : book.rules()) {
            out.append("| ").append(rule.id());
            out.append(" | ").append(rule.level());
            out.append(" | ").append(cell(Claim.Kind.VERIFIES, rule));
            out.append(" | ").append(cell(Claim.Kind.TRIPS, rule)).append(" |\n");
        }
        return out.toString();
    }

    private String summary() {
        long verified = count(Claim.Kind.VERIFIES);
        long tripped = count(Claim.Kind.TRIPS);
        return "Generated from the compiled tests; do not edit. " + book.rules().size() + " rules, " + verified
                + " named by a test that verifies them, " + tripped
                + " by a test in which a wrong implementation trips them.";
    }

    private long count(Claim.Kind kind) {
        return book.rules().stream()
                .filter(rule -> !tests(kind, rule.id()).isEmpty())
                .count();
    }

    private String cell(Claim.Kind kind, Rule rule) {
        List<String> lines = new ArrayList<>(tests(kind, rule.id()));
        for (String clause : rule.clauses()) {
            // A clause that is a rule itself has a row of its own.
            if (book.rule(clause).isEmpty()) {
                tests(kind, clause).forEach(test -> lines.add(test + " (" + clause + ")"));
            }
        }
        return lines.isEmpty() ? "-" : String.join("<br>", lines);
    }

    private List<String> tests(Claim.Kind kind, String id) {
        return claims.stream()
                .filter(claim -> claim.kind() == kind && claim.id().equals(id))
                .map(claim -> claim.module() + ": " + claim.shortTest())
                .distinct()
                .toList();
    }
}
