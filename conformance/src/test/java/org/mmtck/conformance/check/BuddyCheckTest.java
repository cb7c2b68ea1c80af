package org.mmtck.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmtck.conformance.reference.ReferenceSubject;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.RuleBook;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

@Epic("Conformance")
@Feature("mmtck check")
class BuddyCheckTest {
    private static final RuleBook BOOK = RuleBook.load();

    private static final CheckOptions SMALL = new CheckOptions(42, 25, new MachineShape(8, 3), 4, 60_000);

    private static List<Outcome> check(Subject subject) {
        return new BuddyCheck(subject, new PlainBuddyFromTheTop(), SMALL, CheckProgress.SILENT, BOOK).run();
    }

    private static Outcome outcomeOf(String rule, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.rule().id().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no outcome for " + rule));
    }

    /** Stands in for the reference where only "another choice of block" matters: it takes the highest block. */
    private static final class PlainBuddyFromTheTop extends PlainBuddy {
        @Override
        long choose(int order) {
            int wanted = freeOrder(super.choose(order));
            return free.descendingKeySet().stream()
                    .filter(head -> freeOrder(head) == wanted)
                    .findFirst()
                    .orElse(NONE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(WrongBuddies.class)
    @Trips({
        "ZONE-27",
        "BUDDY-2",
        "INV-28",
        "INV-29",
        "BUDDY-31",
        "BUDDY-19",
        "BUDDY-10",
        "BUDDY-21",
        "BUDDY-4",
        "GFP-60",
        "FREE-4",
        "FREE-5",
        "FREE-7",
        "INV-2",
        "INV-4",
        "INV-8",
        "INV-25",
        "INV-33",
        "CLAIM-1"
    })
    void eachWrongAllocatorFailsItsRuleWithAShortSequence(WrongBuddies wrong) {
        Outcome outcome = outcomeOf(wrong.rule, check(wrong.make.get()));
        assertThat(outcome.verdict()).as(outcome.reason()).isEqualTo(Verdict.FAIL);
        Counterexample evidence = outcome.counterexamples().get(0);
        assertThat(evidence.steps()).hasSizeBetween(1, Math.max(1, wrong.steps));
        assertThat(evidence.steps().get(evidence.steps().size() - 1).demand()).isNotBlank();
    }

    @Test
    @Verifies({
        "ZONE-27", "BUDDY-2", "INV-28", "INV-29", "BUDDY-31", "BUDDY-19", "BUDDY-10", "BUDDY-21", "GFP-60",
        "FREE-4", "FREE-5", "FREE-7", "INV-2", "INV-4", "INV-8", "INV-25", "INV-33", "CLAIM-1"
    })
    void aRightAllocatorFailsNothingAndEverythingIsExercised() {
        List<Outcome> outcomes = check(new PlainBuddy());
        assertThat(outcomes).filteredOn(o -> o.verdict() == Verdict.FAIL).isEmpty();
        for (Judged judged : Judged.values()) {
            Outcome outcome = outcomeOf(judged.id(), outcomes);
            Verdict expected = judged == Judged.BUDDY_4 ? Verdict.NOT_SUPPORTED : Verdict.PASS;
            assertThat(outcome.verdict())
                    .as(judged.id() + ": " + outcome.reason())
                    .isEqualTo(expected);
        }
    }

    @Test
    @Verifies("BUDDY-4")
    void theReferenceKeepsToItsOwnListsAndIsNoOracleOfItself() {
        CheckOptions options = new CheckOptions(42, 10, new MachineShape(8, 3), 3, 60_000);
        List<Outcome> twins = new BuddyCheck(
                        new ReferenceSubject(), new ReferenceSubject(), options, CheckProgress.SILENT, BOOK)
                .run();
        assertThat(outcomeOf("BUDDY-4", twins).verdict()).isEqualTo(Verdict.PASS);
        List<Outcome> alone = new BuddyCheck(new ReferenceSubject(), null, options, CheckProgress.SILENT, BOOK).run();
        assertThat(outcomeOf("BUDDY-4", alone).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(alone).filteredOn(o -> o.verdict() == Verdict.FAIL).isEmpty();
    }

    @Test
    void whatIsJudgedIsAsBindingAsTheBookSays() {
        for (Judged judged : Judged.values()) {
            assertThat(judged.isMust())
                    .as(judged.id())
                    .isEqualTo(BOOK.require(judged.id()).level() == Level.MUST);
        }
    }

    @Test
    void aSubjectThatClaimsNothingIsAskedNothingMore() {
        List<Outcome> outcomes = check(new PlainBuddy(Set.of()) {
            @Override
            public long freePages() {
                throw new AssertionError("counters were not claimed");
            }
        });
        assertThat(outcomeOf("INV-25", outcomes).verdict()).isEqualTo(Verdict.NOT_SUPPORTED);
        assertThat(outcomeOf("FREE-5", outcomes).verdict()).isEqualTo(Verdict.NOT_SUPPORTED);
        assertThat(outcomeOf("BUDDY-10", outcomes).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aSubjectThatBreaksMakesErrorsAndKeepsWhatWasFound() {
        List<Outcome> outcomes = check(new PlainBuddy() {
            private int operations;

            @Override
            Reply alloc(int order) {
                if (++operations > 5000) {
                    throw new SubjectException("line 5001: the subject died");
                }
                return order == 1 ? new Reply.Block(1) : super.alloc(order);
            }
        });
        assertThat(outcomeOf("BUDDY-2", outcomes).verdict()).isEqualTo(Verdict.FAIL);
        Outcome error = outcomeOf("BUDDY-31", outcomes);
        assertThat(error.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(error.reason()).isEqualTo("the subject broke before all was judged: line 5001: the subject died");
        // What was seen until then is kept as a figure.
        assertThat(error.exercised().get("cases")).isPositive();
    }

    @Test
    void theSameSeedTriesTheSameSequences() {
        assertThat(transcript(7)).isEqualTo(transcript(7));
        assertThat(transcript(7)).isNotEqualTo(transcript(8));
    }

    private static int transcript(long seed) {
        int[] hash = {1};
        Subject subject = new PlainBuddy() {
            @Override
            public Reply apply(Operation operation) {
                Reply reply = super.apply(operation);
                hash[0] = 31 * (31 * hash[0] + operation.hashCode()) + reply.hashCode();
                return reply;
            }
        };
        CheckOptions options = new CheckOptions(seed, 20, new MachineShape(1, 0), 1, 1000);
        new BuddyCheck(subject, null, options, CheckProgress.SILENT, BOOK).run();
        return hash[0];
    }

    @Test
    void theExhaustiveScopeCountsItsStates() {
        Exhaustive search = new Exhaustive(
                new PlainBuddy(Set.of(Capability.DETERMINISTIC)),
                new MachineShape(2, 1),
                new Exercise(),
                new Evidence(),
                done -> {});
        // By hand: nothing live; page 0 live; both live (order 0 each); the order-1 block live; after freeing page 0 of
        // two, page 1 live alone. Five sets of live blocks, all within 3 operations.
        assertThat(search.run(4, Long.MAX_VALUE)).isEqualTo(4);
        assertThat(search.states()).isEqualTo(5);
        // By hand: 3 allocs (orders 0, 1, 2) at first. After them: nothing live 1 way (order 2 refused): 3 next; page 0
        // live: 3 allocs + 1 free; order-1 block live: 3 + 1. So 3 + 11 sequences of length 1 and 2.
        Exhaustive two = new Exhaustive(
                new PlainBuddy(Set.of()), new MachineShape(2, 1), new Exercise(), new Evidence(), done -> {});
        two.run(2, Long.MAX_VALUE);
        assertThat(two.sequences()).isEqualTo(3 + 11);
        assertThat(two.operations()).isEqualTo(3 + 2 * 11);
    }
}
