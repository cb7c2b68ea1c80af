package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.spec.rule.Trips;
import org.mmtck.spec.rule.Verifies;

/** What correct kernels do, in the smallest form: counted in its class, and no finding. */
@Epic("Kernel traces")
@Feature("Legal oddities")
class OddityTest {

    /**
     * Each row is a sequence of events on one order-0 frame, 10 ms apart: a alloc, f free, b batched, z zone_locked,
     * d drain, x extfrag; then the class of oddity that the last event is.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            f,       P1
            a f b,   P3
            f f,     P2
            z f,     P2
            d f,     P2
            a f z,   P4
            z z,     P4
            d,       P5
            x,       P6
            z x,     P6b
            b,       P12
            f d d,   P14
            f d a,   P16
            """)
    @Verifies({"TRACE-1", "TRACE-2", "TRACE-3", "TRACE-4", "TRACE-5", "TRACE-6", "TRACE-18"})
    void ofASinglePage(String events, String code) {
        String[] words = events.split(" ");
        Recording recording = Recording.of(others());
        for (int i = 0; i < words.length - 1; i++) {
            recording.append(event(words[i], 20_000 + i * 10_000L, 0x100, 0));
        }
        long before = Recording.oddity(recording.check(), code);
        recording.append(event(words[words.length - 1], 20_000 + words.length * 10_000L, 0x100, 0));
        TraceReport report = recording.check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, code)).isEqualTo(before + 1);
    }

    /** Rows as above; the last event is a finding of that rule. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            a a,     TRACE-1
            a z,     TRACE-4
            a d,     TRACE-5
            a x,     TRACE-6
            a b,     TRACE-3
            f b b,   TRACE-3
            f d b,   TRACE-3
            """)
    @Trips({"TRACE-1", "TRACE-3", "TRACE-4", "TRACE-5", "TRACE-6"})
    void hardOnes(String events, String rule) {
        String[] words = events.split(" ");
        Recording recording = Recording.of(others());
        for (int i = 0; i < words.length; i++) {
            recording.append(event(words[i], 20_000 + i * 10_000L, 0x100, 0));
        }

        assertThat(Recording.found(recording.check())).containsExactly(recording.size() + " " + rule);
    }

    @Test
    @Verifies("TRACE-2")
    void growthOfAZone() {
        String free = Recording.free(3, 20_000, 0x200000, 10).replace(".....", "d..1.");
        String next = Recording.free(3, 20_001, 0x200400, 10);
        TraceReport report = Recording.of(others()).append(free, next).check();

        assertThat(report.findings()).isEmpty();
        assertThat(Recording.oddity(report, "P7")).isEqualTo(1);
        // With interrupts on it may be any block of before the recording.
        assertThat(Recording.oddity(report, "P1")).isEqualTo(1);
    }

    @Test
    @Trips("TRACE-2")
    void aLargerBlockThatIsFreedTwiceIsAFindingEvenFromTheBuddyLists() {
        TraceReport report = Recording.of(others())
                .append(
                        Recording.free(3, 20_000, 0x200, 2),
                        Recording.drain(3, 30_000, 0x200, 2),
                        Recording.free(3, 40_000, 0x200, 2))
                .check();

        assertThat(Recording.found(report)).containsExactly("7 TRACE-2");
        assertThat(report.findings().get(0).sentence())
                .contains("only single pages (and blocks that compaction moves)");
        assertThat(report.run().exitCode()).isOne();
    }

    @Test
    void theHistoryOfAFrameIsItsLastFourEvents() {
        String[] lines = new String[9];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = event(i % 2 == 0 ? "a" : "f", 20_000 + i * 10_000L, 0x100, 0);
        }
        TraceReport report =
                Recording.of(lines).append(event("a", 200_000, 0x100, 0)).check();

        assertThat(report.findings()).hasSize(1);
        assertThat(Recording.history(report.findings().get(0)).map(step -> step.split(" of ")[0]))
                .containsExactly(
                        "line 6: mm_page_free",
                        "line 7: mm_page_alloc",
                        "line 8: mm_page_free",
                        "line 9: mm_page_alloc",
                        "line 10: mm_page_alloc");
    }

    /** Allocations and frees of another frame whose past is known, so that the main rules have something to judge. */
    private static String[] others() {
        return new String[] {
            Recording.alloc(9, 10_000, 0x900, 0),
            Recording.free(9, 10_001, 0x900, 0),
            Recording.alloc(9, 10_002, 0x900, 0),
            Recording.free(9, 10_003, 0x900, 0)
        };
    }

    private static String event(String word, long micros, long pfn, int order) {
        return switch (word) {
            case "a" -> Recording.alloc(3, micros, pfn, order);
            case "f" -> Recording.free(3, micros, pfn, order);
            case "b" -> Recording.batched(3, micros, pfn);
            case "z" -> Recording.zoneLocked(3, micros, pfn, order, 1);
            case "d" -> Recording.drain(3, micros, pfn, order);
            case "x" -> Recording.extfrag(3, micros, pfn, order, 10, 0);
            default -> throw new IllegalArgumentException(word);
        };
    }
}
