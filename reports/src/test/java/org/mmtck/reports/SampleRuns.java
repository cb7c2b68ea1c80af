package org.mmtck.reports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.reports.text.TextSummary;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;

/** Composed runs to render. They were never run: the rules are like those of the book, the figures are made up. */
public final class SampleRuns {
    /** Text that breaks every format that does not escape. */
    public static final String HOSTILE =
            "<script>alert(1)</script> </script> <!-- & \" ' ]]> \u0000\u0007\u001b[31m \ud800 \uffff \u00e9 ${x} @if(";

    private static final MemoryMap FRESH = map(0, 8, free(0, 3));

    private SampleRuns() {}

    /** Every verdict, and two failures with their sequences. */
    public static Run everyVerdict() {
        return run("buggy_buddy 1.0", outcomes());
    }

    /** All rules hold. */
    public static Run passing() {
        return run("mmtck reference buddy", List.of(pass("BUDDY-2", 1_204_332), pass("BUDDY-10", 88_410)));
    }

    /** Nothing is broken but a SHOULD. */
    public static Run brokenShould() {
        return run(
                "mmtck reference buddy",
                List.of(pass("BUDDY-2", 1_204_332), broken("BUDDY-21", Level.SHOULD, handedOutTwice())));
    }

    /** One rule with this outcome and nothing else. */
    public static Run only(Outcome outcome) {
        return run("subject", List.of(outcome));
    }

    /** {@link #HOSTILE} in every text that a subject, a file name or a rule book can bring in. */
    public static Run hostile() {
        Rule rule = new Rule(
                "EVIL-1",
                Level.MUST,
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                HOSTILE,
                Profile.BUDDY,
                Optional.empty(),
                List.of(HOSTILE));
        MemoryMap map = map(0, 8, free(0, 2), bad(4, 0));
        Counterexample counterexample = new Counterexample(
                HOSTILE, HOSTILE, List.of(new Step(1, HOSTILE, HOSTILE, HOSTILE, map)), HOSTILE, Long.MIN_VALUE);
        List<Outcome> outcomes = List.of(
                new Outcome(rule, Verdict.FAIL, HOSTILE, Map.of(HOSTILE, 1L), List.of(counterexample)),
                new Outcome(rule("EVIL-2", Level.MAY), Verdict.ERROR, HOSTILE, Map.of(), List.of()),
                new Outcome(rule("EVIL-3", Level.MAY), Verdict.UNKNOWN, HOSTILE, Map.of(), List.of()));
        return new Run(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                Long.MAX_VALUE,
                "2026-11-22T10:15:30Z",
                1,
                Map.of(HOSTILE, 1L),
                outcomes,
                List.of(HOSTILE));
    }

    /** A failure whose maps have this many pages; its sequence has this many steps. */
    public static Run large(long pages, int steps) {
        List<Step> sequence = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            List<Block> blocks = new ArrayList<>();
            for (long pfn = 0; pfn + 16 <= pages && blocks.size() < 4_000; pfn += 16) {
                blocks.add(new Block(pfn, 4, (pfn / 16 + i) % 3 == 0 ? State.FREE : State.LIVE));
            }
            blocks.add(bad(pages / 2 + 3, 0));
            sequence.add(new Step(
                    i,
                    "alloc order 0",
                    "block at pfn " + (pages / 2 + 3),
                    i == steps ? "another page" : null,
                    new MemoryMap(0, pages, blocks)));
        }
        Counterexample counterexample =
                new Counterexample("Page handed out twice.", pages + " pages", sequence, "property", 42L);
        return only(new Outcome(
                rule("INV-3", Level.MUST),
                Verdict.FAIL,
                "Broken.",
                Map.of("operations", (long) steps),
                List.of(counterexample)));
    }

    private static Run run(String subject, List<Outcome> outcomes) {
        return new Run(
                "./mmtck check --seed 42 -- ./buggy_buddy",
                "0.1.0",
                subject,
                List.of("buddy", "counters", "snapshot"),
                42L,
                "2026-11-22T10:15:30.123Z",
                9_812,
                Map.of("operations", 1_204_332L, "states", 48_211L, "operations/s", 391_204L),
                outcomes,
                List.of("Composed to show what a report looks like: nothing was run, and the figures are made up."));
    }

    private static List<Outcome> outcomes() {
        return List.of(
                pass("BUDDY-2", 1_204_332),
                failure(
                        "BUDDY-10",
                        "A free block that meets its free buddy MUST become one block with it.",
                        lostAtTheTop()),
                pass("BUDDY-21", 402_118),
                unjudged("BUDDY-4", Level.MAY, Verdict.NOT_SUPPORTED, "The subject does not claim kernel-order."),
                failure("INV-3", "No page MUST be in two live blocks at once.", handedOutTwice()),
                pass("INV-8", 1_204_332),
                unjudged(
                        "INV-9",
                        Level.MUST,
                        Verdict.UNKNOWN,
                        "The bound of 100,000 states was hit before all were seen."),
                unjudged("FREE-7", Level.SHOULD, Verdict.SKIP, "A run without --misuse does not free a block twice."),
                unjudged(
                        "SNAP-1",
                        Level.MUST,
                        Verdict.ERROR,
                        "Line 812 of the conversation: expected \"ok\" or \"block PFN ORDER\", found \"segfault?\"."),
                pass("SNAP-2", 2_004));
    }

    /** The shortest sequence that shows a block lost when it merges at the top order. */
    public static Counterexample lostAtTheTop() {
        return new Counterexample(
                "After two buddies of order 2 merged, all 8 pages should be free and none can be had.",
                "8 pages, max order 3",
                List.of(
                        new Step(1, "reset", "8 pages free", null, FRESH),
                        new Step(2, "alloc order 2", "block at pfn 0", null, map(0, 8, live(0, 2), free(4, 2))),
                        new Step(3, "free pfn 0 order 2", "done", null, map(0, 8, lost(0, 3))),
                        new Step(
                                4,
                                "alloc order 0",
                                "no memory",
                                "a block: after step 3 no page is live, so pages 0-7 are one free block of order 3, and a request"
                                        + " of order 0 MUST be served from it.",
                                map(0, 8, lost(0, 3)))),
                "exhaustive enumeration of all sequences of up to 6 operations",
                null);
    }

    /** A sequence at whose end a page is in two live blocks. */
    public static Counterexample handedOutTwice() {
        return new Counterexample(
                "Page 2 is in two live blocks.",
                "16 pages, max order 3",
                List.of(
                        new Step(
                                1,
                                "alloc order 1",
                                "block at pfn 0",
                                null,
                                map(0, 16, live(0, 1), free(2, 1), free(4, 2), free(8, 3))),
                        new Step(
                                2,
                                "alloc order 0",
                                "block at pfn 2",
                                null,
                                map(0, 16, live(0, 1), live(2, 0), free(3, 0), free(4, 2), free(8, 3))),
                        new Step(
                                3,
                                "free pfn 0 order 1",
                                "done",
                                null,
                                map(0, 16, free(0, 1), live(2, 0), free(3, 0), free(4, 2), free(8, 3))),
                        new Step(
                                4,
                                "alloc order 2",
                                "block at pfn 0",
                                "a block of 4 free pages: page 2 is live since step 2, so pfn 0 cannot be one; pfn 4 can.",
                                map(0, 16, bad(0, 2), live(2, 0), free(3, 0), free(4, 2), free(8, 3)))),
                "property, shrunk from 41 steps",
                42L);
    }

    /** A rule with this id that says little. */
    public static Rule rule(String id, Level level) {
        return rule(id, level, "A subject " + level + " do as " + id + " says.");
    }

    private static Rule rule(String id, Level level, String sentence) {
        return new Rule(
                id,
                level,
                sentence,
                "Who loses pages here loses them until the next boot.",
                List.of("mm/page_alloc.c: __free_one_page"),
                "v7.0",
                Profile.BUDDY,
                id.startsWith("SNAP") ? Optional.of(Capability.SNAPSHOT) : Optional.empty(),
                List.of(id, "INV-1"));
    }

    private static Outcome pass(String id, long operations) {
        return new Outcome(
                rule(id, Level.MUST),
                Verdict.PASS,
                "Held after every operation.",
                Map.of("operations", operations, "sequences", operations / 20),
                List.of());
    }

    private static Outcome failure(String id, String sentence, Counterexample counterexample) {
        return new Outcome(
                rule(id, Level.MUST, sentence),
                Verdict.FAIL,
                counterexample.summary(),
                Map.of("operations", 6_120L),
                List.of(counterexample));
    }

    /** An outcome without evidence. */
    public static Outcome unjudged(String id, Level level, Verdict verdict, String reason) {
        return new Outcome(rule(id, level), verdict, reason, Map.of(), List.of());
    }

    /** A map of these blocks. */
    public static MemoryMap map(long start, long pages, Block... blocks) {
        return new MemoryMap(start, pages, List.of(blocks));
    }

    public static Block free(long pfn, int order) {
        return new Block(pfn, order, State.FREE);
    }

    public static Block live(long pfn, int order) {
        return new Block(pfn, order, State.LIVE);
    }

    public static Block lost(long pfn, int order) {
        return new Block(pfn, order, State.LOST);
    }

    public static Block bad(long pfn, int order) {
        return new Block(pfn, order, State.BAD);
    }

    /** A broken rule with this evidence, or with the lost block. */
    public static Outcome broken(String id, Level level, @Nullable Counterexample counterexample) {
        Counterexample evidence = counterexample == null ? lostAtTheTop() : counterexample;
        return new Outcome(
                rule(id, level), Verdict.FAIL, evidence.summary(), Map.of("operations", 7L), List.of(evidence));
    }

    /** Writes the sample reports into a directory, to be looked at: {@code main DIR}. */
    public static void main(String... arguments) {
        Path directory = Path.of(arguments[0]);
        Map.of(
                        "every", everyVerdict(),
                        "passing", passing(),
                        "hostile", hostile(),
                        "rows", large(700, 3),
                        "huge", large(1L << 24, 30))
                .forEach((name, run) -> ReportWriter.write(run, directory.resolve(name)));
        System.out.print(TextSummary.render(everyVerdict()));
    }
}
