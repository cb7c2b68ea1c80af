package org.mmtck.spec.zone;

import java.util.List;
import org.mmtck.spec.fixture.Table;
import org.mmtck.spec.gfp.Migratetype;

/**
 * A second telling of the watermark test, with one mistake each. {@link #NONE} is right: it shows that the others are
 * caught for their mistake and not for the telling.
 */
enum WrongWatermark {
    NONE,
    EQUALITY_PASSES,
    NO_LOWMEM_RESERVE,
    BOOST_FORGOTTEN,
    ORDER_NOT_DEDUCTED,
    HIGHATOMIC_NOT_DEDUCTED,
    HIGHATOMIC_DEDUCTED_FOR_NON_BLOCK,
    CMA_NOT_DEDUCTED,
    CMA_ALWAYS_DEDUCTED,
    RESERVE_ROUNDED_DOWN,
    NON_BLOCK_ALONE_LOWERS,
    QUARTER_OF_THE_WHOLE,
    HIGHATOMIC_LOWERS,
    ONLY_THE_EXACT_ORDER,
    SMALLER_ORDERS_COUNT,
    ISOLATED_BLOCKS_COUNT,
    HIGHATOMIC_LIST_FOR_ALL,
    HIGHATOMIC_LIST_NOT_FOR_OOM,
    CMA_LIST_NEVER,
    NO_BLOCK_NEEDED,
    NO_SECOND_CHANCE,
    SECOND_CHANCE_FOR_ALL_ORDERS,
    SECOND_CHANCE_AT_LOW,
    SECOND_CHANCE_WITHOUT_MIN_RESERVE,
    SHORTCUT_WITHOUT_DEDUCTIONS,
    SHORTCUT_WITHOUT_RESERVE;

    private static final int OOM = 0x08;
    private static final int NON_BLOCK = 0x10;
    private static final int MIN_RESERVE = 0x20;
    private static final int CMA = 0x80;
    private static final int HIGHATOMIC = 0x200;

    /** Numbers of the rows of the worked examples where this telling gives another answer. */
    List<Integer> caughtByRows() {
        return WatermarkTable.ROWS
                .wrongRows(
                        "result",
                        row -> fast(
                                WatermarkTable.zone(row),
                                row.integer("order"),
                                mark(row),
                                row.integer("idx"),
                                WatermarkTable.flags(row)))
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    private long mark(Table.Row row) {
        return WatermarkTable.mark(row) - (this == BOOST_FORGOTTEN ? WatermarkTable.zone(row).boost : 0);
    }

    /** zone_watermark_fast. */
    boolean fast(FakeZone zone, int order, long mark, int idx, int flags) {
        if (order == 0) {
            long usable = zone.free - (this == SHORTCUT_WITHOUT_DEDUCTIONS ? 0 : unusable(zone, 0, flags));
            long reserve = this == SHORTCUT_WITHOUT_RESERVE ? 0 : reserve(zone, idx);
            if (Math.max(usable, 0) > mark + reserve) {
                return true;
            }
        }
        if (ok(zone, order, mark, idx, flags)) {
            return true;
        }
        boolean small = order == 0 || this == SECOND_CHANCE_FOR_ALL_ORDERS;
        boolean urgent = (flags & MIN_RESERVE) != 0 || this == SECOND_CHANCE_WITHOUT_MIN_RESERVE;
        boolean min = (flags & 3) == 0 || this == SECOND_CHANCE_AT_LOW;
        boolean again = small && urgent && min && zone.boost != 0 && this != NO_SECOND_CHANCE;
        return again && ok(zone, order, zone.marks[0], idx, flags);
    }

    private boolean ok(FakeZone zone, int order, long mark, int idx, int flags) {
        long net = zone.free - unusable(zone, order, flags);
        long limit = min(mark, flags) + reserve(zone, idx);
        if (this == EQUALITY_PASSES ? net < limit : net <= limit) {
            return false;
        }
        return order == 0 || this == NO_BLOCK_NEEDED || block(zone, order, flags);
    }

    private long reserve(FakeZone zone, int idx) {
        return this == NO_LOWMEM_RESERVE ? 0 : zone.reserve[idx];
    }

    private long unusable(FakeZone zone, int order, int flags) {
        long sum = this == ORDER_NOT_DEDUCTED ? 0 : (1L << order) - 1;
        int reserves = NON_BLOCK | MIN_RESERVE | HIGHATOMIC | OOM;
        if (this == HIGHATOMIC_DEDUCTED_FOR_NON_BLOCK) {
            reserves &= ~NON_BLOCK;
        }
        if ((flags & reserves) == 0 && this != HIGHATOMIC_NOT_DEDUCTED) {
            sum += zone.highatomic;
        }
        if (((flags & CMA) == 0 && this != CMA_NOT_DEDUCTED) || this == CMA_ALWAYS_DEDUCTED) {
            sum += zone.cma;
        }
        return sum;
    }

    private long min(long mark, int flags) {
        long min = mark;
        if ((flags & MIN_RESERVE) != 0) {
            min = lowered(min, min, 2);
        }
        boolean both = (flags & MIN_RESERVE) != 0 || this == NON_BLOCK_ALONE_LOWERS;
        if ((flags & NON_BLOCK) != 0 && both) {
            min = lowered(min, this == QUARTER_OF_THE_WHOLE ? mark : min, 4);
        }
        if ((flags & OOM) != 0 || ((flags & HIGHATOMIC) != 0 && this == HIGHATOMIC_LOWERS)) {
            min = lowered(min, min, 2);
        }
        return min;
    }

    private long lowered(long min, long whole, int part) {
        return min - (this == RESERVE_ROUNDED_DOWN ? (whole + part - 1) / part : whole / part);
    }

    private boolean block(FakeZone zone, int order, int flags) {
        int from = this == SMALLER_ORDERS_COUNT ? 0 : order;
        int to = this == ONLY_THE_EXACT_ORDER ? order : 10;
        for (int o = from; o <= to; o++) {
            for (Migratetype type : Migratetype.values()) {
                if (zone.lists[o][type.value()] > 0 && counts(type, flags)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean counts(Migratetype type, int flags) {
        return switch (type) {
            case UNMOVABLE, MOVABLE, RECLAIMABLE -> true;
            case CMA -> (flags & CMA) != 0 && this != CMA_LIST_NEVER;
            case HIGHATOMIC ->
                (flags & HIGHATOMIC) != 0
                        || ((flags & OOM) != 0 && this != HIGHATOMIC_LIST_NOT_FOR_OOM)
                        || this == HIGHATOMIC_LIST_FOR_ALL;
            case ISOLATE -> this == ISOLATED_BLOCKS_COUNT;
        };
    }
}
