package org.mmtck.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;

/** The two example allocators and the header they talk with. */
@Epic("Conformance kit")
@Feature("Wire protocol: C examples")
class CExamplesTest {
    private static final MachineShape SMALL = new MachineShape(8, 3);

    @TempDir
    static Path directory = Path.of("");

    private static Path right = Path.of("");
    private static Path wrong = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        right = CExamples.compile(CExamples.SOURCES.resolve("buddy_right.c"), directory);
        wrong = CExamples.compile(CExamples.SOURCES.resolve("buddy_wrong.c"), directory);
    }

    @Test
    void theRightOneSaysWhoItIs() {
        try (StdioSubject subject = start(right)) {
            assertThat(subject.info().name()).isEqualTo("buddy_right 1.0");
            assertThat(subject.info().profiles()).containsExactly(Profile.BUDDY);
            assertThat(subject.info().capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.COUNTERS,
                            Capability.SNAPSHOT,
                            Capability.DETECTS_DOUBLE_FREE,
                            Capability.DETERMINISTIC);
            assertThat(subject.largestShape()).isEqualTo(new MachineShape(1 << 20, 10));
        }
    }

    @Test
    void theRightOneSplitsAndMerges() {
        StdioSubject subject = start(right);
        subject.reset(SMALL);
        assertThat(subject.freeBlocks()).containsExactly(new FreeBlock(0, 3));
        assertThat(subject.apply(new Operation.Alloc(0))).isEqualTo(new Reply.Block(0));
        assertThat(subject.freeBlocks())
                .containsExactlyInAnyOrder(new FreeBlock(1, 0), new FreeBlock(2, 1), new FreeBlock(4, 2));
        assertThat(subject.freePages()).isEqualTo(7);
        assertThat(subject.apply(new Operation.Alloc(3))).isEqualTo(new Reply.NoMemory());
        assertThat(subject.apply(new Operation.Alloc(63))).isEqualTo(new Reply.NoMemory());
        assertThat(subject.apply(new Operation.Free(0, 0))).isEqualTo(new Reply.Done());
        assertThat(subject.apply(new Operation.Free(0, 0))).isEqualTo(new Reply.Refused("not allocated"));
        assertThat(subject.apply(new Operation.Free(999_999_999_999L, 0)))
                .isEqualTo(new Reply.Refused("not allocated"));
        assertThat(subject.freeBlocks()).containsExactly(new FreeBlock(0, 3));
        subject.reset(new MachineShape(11, 3));
        assertThat(subject.freeBlocks())
                .containsExactlyInAnyOrder(new FreeBlock(0, 3), new FreeBlock(8, 1), new FreeBlock(10, 0));
        subject.close();
        assertThat(subject.notes()).isEmpty();
        assertThat(subject.lastWords()).isEmpty();
    }

    /** Against the plainest model there is: a bit for each page. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 2026})
    void theRightOneNeverHandsOutAPageTwice(long seed) {
        MachineShape shape = new MachineShape(1000, 6);
        Random random = new Random(seed);
        BitSet taken = new BitSet();
        List<Operation.Free> live = new ArrayList<>();
        try (StdioSubject subject = start(right)) {
            subject.reset(shape);
            for (int i = 0; i < 3000; i++) {
                if (!live.isEmpty() && random.nextInt(5) < 2) {
                    Operation.Free free = live.remove(random.nextInt(live.size()));
                    assertThat(subject.apply(free)).isEqualTo(new Reply.Done());
                    taken.clear((int) free.pfn(), (int) free.pfn() + (1 << free.order()));
                } else {
                    int order = random.nextInt(4);
                    if (subject.apply(new Operation.Alloc(order)) instanceof Reply.Block block) {
                        int from = (int) block.pfn();
                        int to = from + (1 << order);
                        assertThat(from % (1 << order)).isZero();
                        assertThat(to).isLessThanOrEqualTo(1000);
                        assertThat(taken.get(from, to).isEmpty()).isTrue();
                        taken.set(from, to);
                        live.add(new Operation.Free(from, order));
                    }
                }
            }
            assertThat(subject.freePages()).isEqualTo(1000 - taken.cardinality());
            assertThat(subject.freeBlocks().stream()
                            .mapToLong(block -> 1L << block.order())
                            .sum())
                    .isEqualTo(1000 - taken.cardinality());
        }
    }

    @ParameterizedTest(name = "window {0}")
    @ValueSource(ints = {1, 2, 3, 240, 1024})
    void pipeliningChangesNoAnswer(int window) {
        Random random = new Random(7);
        List<Operation> operations = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        MachineShape shape = new MachineShape(256, 5);
        try (StdioSubject subject =
                StdioSubject.start(List.of(right.toString()), WireLimits.DEFAULTS.withWindow(window))) {
            subject.reset(shape);
            for (int i = 0; i < 5000; i++) {
                Operation operation = random.nextBoolean()
                        ? new Operation.Alloc(random.nextInt(4))
                        : new Operation.Free(random.nextInt(256), random.nextInt(4));
                operations.add(operation);
                replies.add(subject.apply(operation));
            }
            subject.reset(shape);
            assertThat(subject.applyAll(operations)).isEqualTo(replies);
            assertThat(subject.applyAll(List.of())).isEmpty();
        }
        assertThat(replies).hasAtLeastOneElementOfType(Reply.Refused.class);
        assertThat(replies).hasAtLeastOneElementOfType(Reply.NoMemory.class);
    }

    @Test
    void theWrongOneLosesHalfOfATopOrderBlock() {
        List<Operation> operations = List.of(
                new Operation.Alloc(2), new Operation.Alloc(2), new Operation.Free(0, 2), new Operation.Free(4, 2));
        for (Path program : List.of(right, wrong)) {
            try (StdioSubject subject = start(program)) {
                subject.reset(SMALL);
                assertThat(subject.applyAll(operations))
                        .containsExactly(new Reply.Block(0), new Reply.Block(4), new Reply.Done(), new Reply.Done());
                assertThat(subject.freePages()).isEqualTo(8);
                boolean isRight = program.equals(right);
                assertThat(subject.freeBlocks()).containsExactly(new FreeBlock(0, isRight ? 3 : 2));
                assertThat(subject.apply(new Operation.Alloc(3)))
                        .isEqualTo(isRight ? new Reply.Block(0) : new Reply.NoMemory());
            }
        }
    }

    @Test
    void theWrongOneIsRightWhereverTheLowerHalfIsFreedLast() {
        try (StdioSubject subject = start(wrong)) {
            subject.reset(SMALL);
            subject.applyAll(List.of(
                    new Operation.Alloc(2),
                    new Operation.Alloc(2),
                    new Operation.Free(4, 2),
                    new Operation.Free(0, 2)));
            assertThat(subject.freeBlocks()).containsExactly(new FreeBlock(0, 3));
            subject.applyAll(List.of(
                    new Operation.Alloc(1),
                    new Operation.Alloc(1),
                    new Operation.Free(0, 1),
                    new Operation.Free(2, 1)));
            assertThat(subject.freeBlocks()).containsExactly(new FreeBlock(0, 3));
        }
    }

    @Test
    void anAllocatorOnTheHeaderMayPrintAsItLikes() throws Exception {
        Path source = directory.resolve("chatty.c");
        Files.writeString(source, """
                #include "mmtck.h"
                static const char *reset(uint64_t pages, unsigned order)
                {
                    printf("reset %u %u\\n", (unsigned)pages, order);
                    return NULL;
                }
                static uint64_t alloc_pages(unsigned order) { puts("alloc"); return order; }
                static const char *free_pages(uint64_t pfn, unsigned order) { (void)pfn; (void)order; return NULL; }
                int main(void)
                {
                    static const struct mmtck_ops ops = { .name = "chatty 1", .profiles = "buddy",
                        .reset = reset, .alloc_pages = alloc_pages, .free_pages = free_pages };
                    return mmtck_main(&ops);
                }
                """);
        StdioSubject subject = start(CExamples.compile(source, directory));
        assertThat(subject.info().capabilities()).isEmpty();
        assertThat(subject.largestShape()).isEqualTo(new MachineShape(MachineShape.MAX_PAGES, 10));
        subject.reset(SMALL);
        assertThat(subject.apply(new Operation.Alloc(1))).isEqualTo(new Reply.Block(1));
        subject.close();
        assertThat(subject.lastWords()).containsExactly("reset 8 3", "alloc");
    }

    @Test
    void theHeaderAnswersWhatItDoesNotUnderstandWithAnError() {
        try (StdioSubject subject = start(right)) {
            assertThatThrownBy(() -> subject.apply(new Operation.Alloc(0)))
                    .isInstanceOf(SubjectException.class)
                    .hasMessage(
                            "line 10 of the conversation: sent 'alloc 0', expected 'block PFN', 'none' or 'refused WHY', "
                                    + "but 'error not understood, or before the first reset: alloc 0' came: "
                                    + "the subject gave up");
        }
    }

    /** When the kit is killed outright, the end of its stdin is all that a subject sees. */
    @Test
    void theHeaderEndsWithItsInput() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(right.toString()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static StdioSubject start(Path program) {
        return StdioSubject.start(List.of(program.toString()), WireLimits.DEFAULTS);
    }
}
