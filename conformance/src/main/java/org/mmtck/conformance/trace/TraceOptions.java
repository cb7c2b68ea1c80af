package org.mmtck.conformance.trace;

import java.util.function.LongConsumer;
import org.mmtck.conformance.trace.judge.Shapes;
import org.mmtck.conformance.trace.judge.TraceJudge;

/**
 * How a recording is checked.
 *
 * @param maxFrames page frames followed at most; with more, the rules that rest on them are UNKNOWN
 * @param maxFindings findings of each rule told whole, 1..10000; the rest is counted
 * @param maxOrder the kernel's MAX_PAGE_ORDER, 0..15
 * @param progress told the number of the line reached, every million lines
 */
public record TraceOptions(long maxFrames, int maxFindings, int maxOrder, LongConsumer progress) {
    /** Most frames by default: 256 GiB of 4 KiB pages. */
    public static final long DEFAULT_FRAMES = 1L << 26;

    public static final int DEFAULT_FINDINGS = 20;

    public static final int MOST_FINDINGS = 10_000;

    public TraceOptions {
        if (maxFrames < 1) {
            throw new IllegalArgumentException("the frames followed must be 1 or more, not " + maxFrames);
        }
        if (maxFindings < 1 || maxFindings > MOST_FINDINGS) {
            throw new IllegalArgumentException(
                    "the findings kept of each rule must be 1.." + MOST_FINDINGS + ", not " + maxFindings);
        }
        if (maxOrder < 0 || maxOrder > TraceJudge.LARGEST_MAX_ORDER) {
            throw new IllegalArgumentException(
                    "the largest order must be 0.." + TraceJudge.LARGEST_MAX_ORDER + ", not " + maxOrder);
        }
    }

    /** The defaults; fewer frames where the heap has no room for them. */
    public static TraceOptions defaults() {
        return new TraceOptions(defaultFrames(), DEFAULT_FINDINGS, Shapes.MAX_PAGE_ORDER, line -> {});
    }

    /** {@link #DEFAULT_FRAMES}, or what two thirds of the heap can hold. */
    public static long defaultFrames() {
        long room = Runtime.getRuntime().maxMemory() / 3 * 2 / TraceJudge.BYTES_PER_FRAME;
        return Math.max(1, Math.min(DEFAULT_FRAMES, room));
    }

    public TraceOptions withFrames(long frames) {
        return new TraceOptions(frames, maxFindings, maxOrder, progress);
    }

    public TraceOptions withFindings(int findings) {
        return new TraceOptions(maxFrames, findings, maxOrder, progress);
    }

    public TraceOptions withMaxOrder(int order) {
        return new TraceOptions(maxFrames, maxFindings, order, progress);
    }

    public TraceOptions withProgress(LongConsumer consumer) {
        return new TraceOptions(maxFrames, maxFindings, maxOrder, consumer);
    }
}
