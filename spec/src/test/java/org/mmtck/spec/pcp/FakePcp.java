package org.mmtck.spec.pcp;

/** Lists whose numbers a test chooses. */
record FakePcp(int count, int high, int highMin, int highMax, int batch, int allocFactor, int freeCount)
        implements PcpCounters {

    /** The lists of the worked examples: batch 63, bounds 252 and 53125. */
    static FakePcp worked(int count, int high, int allocFactor, int freeCount) {
        return new FakePcp(count, high, 252, 53125, 63, allocFactor, freeCount);
    }
}
