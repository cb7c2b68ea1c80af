package org.mmtck.conformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Rule;
import org.mmtck.spec.rule.RuleBook;

/** Synthetic claims against the shipped book. */
@Epic("Rule book")
@Feature("Every rule has its tests")
class CoverageTest {
    private final RuleBook book = RuleBook.load();

    private static Claim verifies(String id) {
        return new Claim(Claim.Kind.VERIFIES, id, "spec", "org.mmtck.spec.XTest.checks" + id.replace('-', '_'));
    }

    private static Claim trips(String id) {
        return new Claim(Claim.Kind.TRIPS, id, "impl", "org.mmtck.impl.YTest.breaks" + id.replace('-', '_'));
    }

    private List<Claim> everyMustRuleTwice() {
        List<Claim> claims = new ArrayList<>();
        for (Rule rule : book.rules()) {
            if (rule.level() == Level.MUST) {
                claims.add(verifies(rule.id()));
                claims.add(trips(rule.id()));
            }
        }
        return claims;
    }

    @Test
    void namesTestAndNearestIdOfAnUnknownId() {
        Coverage coverage = new Coverage(book, List.of(verifies("CLAIM-11"), trips("BUDDY-10")));

        assertThat(coverage.unknownIds())
                .singleElement()
                .asString()
                .startsWith("org.mmtck.spec.XTest.checksCLAIM_11 says that it verifies CLAIM-11."
                        + " No rule has the id \"CLAIM-11\"; the nearest are CLAIM-1, ");
    }

    @Test
    void aClauseThatARuleJoinsIsKnown() {
        assertThat(book.rule("BUDDY-7")).isEmpty();
        assertThat(new Coverage(book, List.of(verifies("BUDDY-7"))).unknownIds())
                .isEmpty();
    }

    /** The claims leave out the rules that are only a SHOULD; those may go without a test. */
    @Test
    void nothingIsUnfinishedWhenEveryMustRuleHasBoth() {
        List<Claim> claims = everyMustRuleTwice();

        assertThat(book.rules()).extracting(Rule::level).contains(Level.SHOULD);
        assertThat(claims).hasSizeLessThan(2 * book.rules().size());
        assertThat(new Coverage(book, claims).unfinished()).isEmpty();
    }

    @Test
    void aMustRuleThatNoTestVerifiesIsUnfinished() {
        List<Claim> claims = everyMustRuleTwice();
        claims.remove(verifies("INV-25"));

        assertThat(new Coverage(book, claims).unfinished()).containsExactly("No test verifies INV-25.");
    }

    @Test
    void aMustRuleThatNothingTripsIsUnfinishedAlthoughAClauseOfItIsNamed() {
        List<Claim> claims = everyMustRuleTwice();
        claims.remove(trips("BUDDY-10"));
        claims.add(trips("BUDDY-7"));

        assertThat(new Coverage(book, claims).unfinished())
                .containsExactly("No test trips BUDDY-10. (Of its clauses: BUDDY-7 by impl: YTest.breaksBUDDY_7.)");
    }

    @Test
    void withoutClaimsEveryMustRuleIsNamedTwice() {
        long must =
                book.rules().stream().filter(rule -> rule.level() == Level.MUST).count();

        assertThat(new Coverage(book, List.of()).unfinished()).hasSize((int) (2 * must));
    }

    @Test
    void theTableHasARowForEachRule() {
        String table = new Coverage(book, List.of(verifies("BUDDY-10"), verifies("BUDDY-7"), trips("INV-8"))).table();

        assertThat(table.lines().filter(line -> line.startsWith("| ")).skip(1))
                .hasSameSizeAs(book.rules())
                .contains(
                        "| BUDDY-10 | MUST | spec: XTest.checksBUDDY_10<br>spec: XTest.checksBUDDY_7 (BUDDY-7) | - |",
                        "| INV-8 | MUST | - | impl: YTest.breaksINV_8 |",
                        "| BUDDY-21 | SHOULD | - | - |");
        assertThat(table)
                .contains(book.rules().size() + " rules, 1 named by a test that verifies them, 1 by a test in which");
    }
}
