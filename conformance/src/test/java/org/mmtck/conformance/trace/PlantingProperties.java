package org.mmtck.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.mmtck.spec.rule.Trips;

/** A fault is found wherever in a real recording it is planted, and nothing else is. */
@Epic("Kernel traces")
@Feature("Planted faults")
class PlantingProperties {
    private static final String PIECE = "page-churn-drain.trace.gz";
    private static final int LINES = 2013;
    private static final int HEADER = 12;
    private static final int FRAMES = 64;

    /** A double allocation or an overlap of a block by another, at any two places and of any two orders. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    @Trips("TRACE-1")
    void overlap(
            @ForAll @IntRange(min = HEADER + 1, max = LINES) int one,
            @ForAll @IntRange(min = HEADER + 1, max = LINES) int other,
            @ForAll @IntRange(min = 0, max = 6) int firstOrder,
            @ForAll @IntRange(min = 0, max = 6) int secondOrder,
            @ForAll @IntRange(min = 0, max = FRAMES - 1) int frame) {
        int first = Math.min(one, other);
        int second = Math.max(one, other) + 1;
        Recording recording = Recording.real(PIECE);
        recording.insert(first, Recording.alloc(901, time(recording, first), block(frame, firstOrder), firstOrder));
        recording.insert(second, Recording.alloc(902, time(recording, second), block(frame, secondOrder), secondOrder));

        assertThat(Recording.found(recording.check())).containsExactly(second + " TRACE-1");
    }

    /** A second free of a block above order 0 that is on a per-CPU list, at any two places. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    @Trips("TRACE-2")
    void doubleFree(
            @ForAll @IntRange(min = HEADER + 1, max = LINES) int one,
            @ForAll @IntRange(min = HEADER + 1, max = LINES) int other,
            @ForAll @IntRange(min = 1, max = 3) int order) {
        int first = Math.min(one, other);
        int second = Math.max(one, other) + 1;
        Recording recording = Recording.real(PIECE);
        recording.insert(first, Recording.free(901, time(recording, first), block(0, order), order));
        recording.insert(second, Recording.free(902, time(recording, second), block(0, order), order));

        assertThat(Recording.found(recording.check())).containsExactly(second + " TRACE-2");
    }

    /** Any line of the piece said to be a millisecond and more earlier than the line before it. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    @Trips("TRACE-20")
    void timeRunningBackwards(@ForAll @IntRange(min = HEADER + 2, max = LINES) int number) {
        Recording recording = Recording.real(PIECE);
        String line = recording.get(number);
        long earlier = time(recording, number - 1) - 1_000;
        String stamp = " %d.%06d: ".formatted(earlier / 1_000_000, earlier % 1_000_000);
        recording.change(number, text -> text.replaceFirst(" \\d+\\.\\d{6}: ", stamp));

        assertThat(line).isNotEqualTo(recording.get(number));
        assertThat(Recording.found(recording.check())).contains(number + " TRACE-20");
    }

    /** First frame of the block around a frame of a range that the piece never names. */
    private static long block(int frame, int order) {
        return 0x400000 + (frame & -(1L << order));
    }

    private static long time(Recording recording, int number) {
        return Recording.time(recording.get(Math.min(number, recording.size())));
    }
}
