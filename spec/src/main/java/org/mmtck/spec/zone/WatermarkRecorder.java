package org.mmtck.spec.zone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.spec.gfp.Migratetype;

/** Writes down what a watermark test does. It decides nothing. */
final class WatermarkRecorder {

    private final List<WatermarkAttempt> attempts = new ArrayList<>();
    private final List<WatermarkAttempt.MinReduction> reductions = new ArrayList<>();
    private final List<WatermarkAttempt.OrderLook> looks = new ArrayList<>();
    private WatermarkAttempt.Step step = WatermarkAttempt.Step.TEST;
    private long mark;
    private long unusableRest;
    private long unusableHighatomic;
    private long unusableCma;
    private long min;
    private long lowmemReserve;
    private long net;

    void begin(WatermarkAttempt.Step nextStep, long nextMark) {
        step = nextStep;
        mark = nextMark;
        reductions.clear();
        looks.clear();
    }

    void unusable(long rest, long highatomic, long cma) {
        unusableRest = rest;
        unusableHighatomic = highatomic;
        unusableCma = cma;
    }

    void reduced(int allocFlag, long before, long after) {
        reductions.add(new WatermarkAttempt.MinReduction(allocFlag, before, after));
    }

    void compared(long comparedNet, long comparedMin, long comparedReserve) {
        net = comparedNet;
        min = comparedMin;
        lowmemReserve = comparedReserve;
    }

    void looked(ZoneCounters zone, int order, long nrFree, @Nullable Migratetype usable) {
        List<Migratetype> refused = new ArrayList<>();
        if (usable == null && nrFree != 0) {
            for (Migratetype type : Migratetype.values()) {
                if (!zone.listEmpty(order, type)) {
                    refused.add(type);
                }
            }
        }
        looks.add(new WatermarkAttempt.OrderLook(order, nrFree, usable, refused));
    }

    void decided(WatermarkBranch branch) {
        attempts.add(new WatermarkAttempt(
                step,
                mark,
                unusableRest,
                unusableHighatomic,
                unusableCma,
                reductions,
                min,
                lowmemReserve,
                net,
                looks,
                branch));
    }

    WatermarkVerdict verdict(
            boolean passed, int order, long requestMark, int highestZoneidx, int allocFlags, long free) {
        return new WatermarkVerdict(passed, order, requestMark, highestZoneidx, allocFlags, free, attempts);
    }
}
