package org.mmtck.spec.zone;

/** The four marks of a zone and its boost, in pages. A value: {@link #withBoost} makes another one. */
public final class ZoneWatermarks {

    /** The slow path tests this level. */
    public static final int WMARK_MIN = 0;
    /** The fast path tests this level. */
    public static final int WMARK_LOW = 1;
    /** kswapd stops when some zone is above this level. */
    public static final int WMARK_HIGH = 2;
    /** Instead of HIGH where memory has tiers; no request tests it. */
    public static final int WMARK_PROMO = 3;
    /** Number of levels. */
    public static final int NR_WMARK = 4;

    private final long min;
    private final long low;
    private final long high;
    private final long promo;
    private final long boost;

    private ZoneWatermarks(long min, long low, long high, long promo, long boost) {
        PageGeometry.checkNotNegative("watermark min", min);
        PageGeometry.checkNotNegative("watermark boost", boost);
        checkOrdered("min", min, "low", low);
        checkOrdered("low", low, "high", high);
        checkOrdered("high", high, "promo", promo);
        this.min = min;
        this.low = low;
        this.high = high;
        this.promo = promo;
        this.boost = boost;
    }

    /** Marks without boost. Fails unless 0 &lt;= min &lt;= low &lt;= high &lt;= promo. */
    public static ZoneWatermarks of(long min, long low, long high, long promo) {
        return new ZoneWatermarks(min, low, high, promo, 0);
    }

    /** The same marks with this boost, which must not be negative. */
    public ZoneWatermarks withBoost(long newBoost) {
        return new ZoneWatermarks(min, low, high, promo, newBoost);
    }

    /** {@code _watermark[level]}, without boost. Fails outside 0 to 3. */
    public long watermark(int level) {
        return switch (level) {
            case WMARK_MIN -> min;
            case WMARK_LOW -> low;
            case WMARK_HIGH -> high;
            case WMARK_PROMO -> promo;
            default ->
                throw new IllegalArgumentException("watermark level " + level + " is outside 0.." + (NR_WMARK - 1));
        };
    }

    public long boost() {
        return boost;
    }

    /** The mark that is tested: every level, MIN too, includes the boost ({@code include/linux/mmzone.h: wmark_pages}). */
    public long wmarkPages(int level) {
        return watermark(level) + boost;
    }

    public long minWmarkPages() {
        return wmarkPages(WMARK_MIN);
    }

    public long lowWmarkPages() {
        return wmarkPages(WMARK_LOW);
    }

    public long highWmarkPages() {
        return wmarkPages(WMARK_HIGH);
    }

    public long promoWmarkPages() {
        return wmarkPages(WMARK_PROMO);
    }

    @Override
    public String toString() {
        return "min " + min + " low " + low + " high " + high + " promo " + promo + " boost " + boost;
    }

    private static void checkOrdered(String lowerName, long lower, String upperName, long upper) {
        if (lower > upper) {
            throw new IllegalArgumentException(
                    "watermark " + lowerName + " " + lower + " is above watermark " + upperName + " " + upper);
        }
    }
}
