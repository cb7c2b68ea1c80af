package org.mmtck.impl.pcp;

/** A zone whose state the test chooses. */
final class FakePressure implements ZonePressure {
    boolean reclaimActive;
    boolean belowHigh;
    boolean highWatermarkOk;
    int reached;

    @Override
    public boolean reclaimActive() {
        return reclaimActive;
    }

    @Override
    public boolean belowHigh() {
        return belowHigh;
    }

    @Override
    public boolean highWatermarkOk() {
        return highWatermarkOk;
    }

    @Override
    public void highWatermarkReached() {
        belowHigh = false;
        reached++;
    }
}
