package org.mmtck.impl.pcp;

/** What the per-CPU lists ask about the state of their zone. Every answer may be out of date when it arrives. */
public interface ZonePressure {

    /** A zone with plenty of memory. */
    ZonePressure NONE = new ZonePressure() {
        @Override
        public boolean reclaimActive() {
            return false;
        }

        @Override
        public boolean belowHigh() {
            return false;
        }

        @Override
        public boolean highWatermarkOk() {
            return true;
        }

        @Override
        public void highWatermarkReached() {
            throw new AssertionError("the zone was never below its high mark");
        }
    };

    /** ZONE_RECLAIM_ACTIVE: kswapd is at work on the zone. */
    boolean reclaimActive();

    /** ZONE_BELOW_HIGH: some request did not pass the high mark since it was last reached. */
    boolean belowHigh();

    /** Whether a single page passes the high mark now ({@code zone_watermark_ok} with index ZONE_MOVABLE and no flags). */
    boolean highWatermarkOk();

    /** Clears ZONE_BELOW_HIGH and gives a hopeless node another try. */
    void highWatermarkReached();
}
