package org.mmtck.spec.zone;

import static org.mmtck.spec.zone.PageGeometry.NR_PAGE_ORDERS;

import java.util.Arrays;
import org.mmtck.spec.gfp.Migratetype;

/** A zone made of numbers. Nothing keeps them consistent: the watermark test reads each by itself. */
final class FakeZone implements Kswapd.NodeZone {

    long free;
    long highatomic;
    long cma;
    long boost;
    long managed = 100_000;
    long freeBlocks;
    long driftMark;
    long snapshot;
    /** The zone of the reference's worked examples. */
    final long[] marks = {1000, 1250, 1500, 1750};

    final long[] reserve = {0, 0, 0, 200};
    final long[][] lists = new long[NR_PAGE_ORDERS][Migratetype.TYPES];

    /**
     * Reads a state such as {@code free=1300 cma=32 block=5C marks=0 min=1001}: pages; {@code block} puts one block of an
     * order on the list with that letter, {@code block=350x1U} several.
     */
    static FakeZone of(String state) {
        FakeZone zone = new FakeZone();
        for (String word : state.split(" +")) {
            String[] pair = word.split("=");
            zone.set(pair[0], pair[1]);
        }
        return zone;
    }

    private void set(String key, String value) {
        switch (key) {
            case "free" -> free = Long.parseLong(value);
            case "highatomic" -> highatomic = Long.parseLong(value);
            case "cma" -> cma = Long.parseLong(value);
            case "boost" -> boost = Long.parseLong(value);
            case "managed" -> managed = Long.parseLong(value);
            case "freeBlocks" -> freeBlocks = Long.parseLong(value);
            case "driftMark" -> driftMark = Long.parseLong(value);
            case "snapshot" -> snapshot = Long.parseLong(value);
            case "min" -> marks[0] = Long.parseLong(value);
            case "marks" -> Arrays.fill(marks, Long.parseLong(value));
            case "block" -> block(value);
            default -> throw new IllegalArgumentException("no number of a zone is called " + key);
        }
    }

    private void block(String value) {
        int x = value.indexOf('x');
        long count = x < 0 ? 1 : Long.parseLong(value.substring(0, x));
        char letter = value.charAt(value.length() - 1);
        int order = Integer.parseInt(value.substring(x + 1, value.length() - 1));
        Migratetype type = Migratetype.ofLetter(letter);
        if (type == null) {
            throw new IllegalArgumentException("no migratetype has the letter " + letter);
        }
        lists[order][type.value()] += count;
    }

    @Override
    public long nrFreePages() {
        return free;
    }

    @Override
    public long nrFreeHighatomic() {
        return highatomic;
    }

    @Override
    public long nrFreeCma() {
        return cma;
    }

    @Override
    public long lowmemReserve(int highestZoneidx) {
        return reserve[highestZoneidx];
    }

    @Override
    public long watermark(int level) {
        return marks[level];
    }

    @Override
    public long watermarkBoost() {
        return boost;
    }

    @Override
    public long nrFree(int order) {
        return Arrays.stream(lists[order]).sum();
    }

    @Override
    public boolean listEmpty(int order, Migratetype migratetype) {
        return lists[order][migratetype.value()] == 0;
    }

    @Override
    public long managed() {
        return managed;
    }

    @Override
    public long nrFreePagesBlocks() {
        return freeBlocks;
    }

    @Override
    public long percpuDriftMark() {
        return driftMark;
    }

    @Override
    public long freePagesSnapshot(boolean blocks) {
        return snapshot;
    }

    @Override
    public String toString() {
        return "free " + free + " highatomic " + highatomic + " cma " + cma + " boost " + boost + " marks "
                + Arrays.toString(marks) + " lists " + Arrays.deepToString(lists);
    }
}
