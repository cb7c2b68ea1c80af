package org.mmtck.impl.pcp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmtck.impl.buddy.NaiveBuddy;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;

/**
 * The clauses of the per-CPU lists a second time, as plainly as can be, over the naive buddy system. Shares no code with the
 * reference and none with the formulas of the spec. No huge pages, no failed locks.
 */
final class NaivePcp {
    /** One CPU. */
    private static final class Cpu {
        final List<ArrayDeque<Long>> lists = new ArrayList<>();
        int count;
        int high;
        int factor;
        int freed;
        boolean previousHigh;

        Cpu() {
            for (int i = 0; i < 12; i++) {
                lists.add(new ArrayDeque<>());
            }
        }

        @Override
        public String toString() {
            return lists + " " + count + " " + high + " " + factor + " " + freed + " " + previousHigh;
        }
    }

    final NaiveBuddy buddy;

    /** Order by first page, of what belongs to somebody. */
    final TreeMap<Long, Integer> live = new TreeMap<>();

    private final Cpu[] cpus;
    private final boolean[] pressure = new boolean[2];
    private int batch = 1;
    private int min;
    private int max;

    NaivePcp(int cpus, long start, long end, int maxOrder, int pageblockOrder, Map<Long, Migratetype> types) {
        buddy = new NaiveBuddy(start, end, maxOrder, pageblockOrder, types);
        this.cpus = new Cpu[cpus];
        for (int i = 0; i < cpus; i++) {
            this.cpus[i] = new Cpu();
        }
    }

    void limits(PcpLimits limits) {
        batch = limits.batch();
        min = limits.highMin();
        max = limits.highMax();
    }

    /** ZONE_RECLAIM_ACTIVE and ZONE_BELOW_HIGH, which nothing clears here. */
    void pressure(boolean reclaim, boolean below) {
        pressure[0] = reclaim;
        pressure[1] = below;
    }

    long alloc(int cpu, int order, Migratetype type) {
        long pfn = order <= 3 && type.value() < 3 ? allocFromLists(cpus[cpu], order, type) : -1;
        if (pfn < 0) {
            pfn = buddy.alloc(order, type);
        }
        if (pfn >= 0) {
            live.put(pfn, order);
        }
        return pfn;
    }

    private long allocFromLists(Cpu cpu, int order, Migratetype type) {
        cpu.freed /= 2;
        ArrayDeque<Long> list = cpu.lists.get(3 * order + type.value());
        if (list.isEmpty()) {
            int wanted = refill(cpu, order);
            for (int i = 0; i < wanted; i++) {
                long pfn = buddy.alloc(order, type);
                if (pfn < 0) {
                    break;
                }
                list.addLast(pfn);
                cpu.count += 1 << order;
            }
        }
        if (list.isEmpty()) {
            return -1;
        }
        cpu.count -= 1 << order;
        return list.removeFirst();
    }

    private int refill(Cpu cpu, int order) {
        cpu.high = clamped(cpu.high);
        if (cpu.high < batch) {
            return 1;
        }
        int blocks = order == 0 ? batch * (1 << cpu.factor) : batch;
        if (min != max && !pressure[1]) {
            cpu.high = Math.min(max, cpu.high + blocks);
        }
        if (order == 0) {
            int room = Math.max(batch, cpu.high - cpu.count - batch);
            if (blocks <= room && cpu.factor < 5) {
                cpu.factor++;
            }
            blocks = Math.min(blocks, room);
        }
        return blocks > 1 ? Math.max(2, blocks / (1 << order)) : blocks;
    }

    private int clamped(int high) {
        int raised = high < min ? min : high;
        return raised > max ? max : raised;
    }

    boolean free(int cpu, long pfn, int order) {
        Integer allocated = live.get(pfn);
        if (allocated == null || allocated != order) {
            return false;
        }
        live.remove(pfn);
        int type = buddy.typeOf(pfn).value();
        if (order <= 3 && type != 5) {
            freeToLists(cpus[cpu], pfn, order, type < 3 ? type : 1);
        } else {
            buddy.free(pfn, order);
        }
        return true;
    }

    private void freeToLists(Cpu cpu, long pfn, int order, int type) {
        cpu.factor /= 2;
        cpu.lists.get(3 * order + type).addFirst(pfn);
        cpu.count += 1 << order;
        boolean burst = order > 0 && cpu.previousHigh && cpu.freed >= batch + min / 2;
        cpu.previousHigh = order > 0;
        if (cpu.freed < 32 * batch) {
            cpu.freed += 1 << order;
        }
        int threshold = threshold(cpu, burst);
        if (cpu.count >= threshold) {
            int pages = burst
                    ? Math.min(cpu.count, 32 * batch)
                    : threshold < batch ? 1 : Math.min(threshold - batch, Math.max(batch, cpu.freed));
            while (pages > 0 && cpu.count > 0) {
                giveBack(cpu, Math.min(batch, pages), 3 * order + type);
                pages -= Math.min(batch, pages);
            }
        }
    }

    private int threshold(Cpu cpu, boolean burst) {
        int high = clamped(cpu.high);
        cpu.high = high;
        if (high == 0) {
            return 0;
        }
        if (burst) {
            cpu.high = Math.max(min, high - 32 * batch);
            return 0;
        }
        int less = Math.max(min, high - Math.max(cpu.freed, batch));
        if (pressure[0]) {
            cpu.high = less;
            return Math.min(4 * batch, less);
        }
        if (min == max) {
            return high;
        }
        if (pressure[1]) {
            cpu.high = less;
            return Math.max(cpu.count, min);
        }
        if (cpu.count >= high && cpu.high < cpu.freed + batch) {
            cpu.high = clamped(cpu.freed + batch);
        }
        return high;
    }

    private void giveBack(Cpu cpu, int wanted, int first) {
        int pages = Math.min(wanted, cpu.count);
        for (int at = first; pages > 0; at = (at + 1) % 12) {
            while (pages > 0 && !cpu.lists.get(at).isEmpty()) {
                buddy.free(cpu.lists.get(at).removeLast(), at / 3);
                cpu.count -= 1 << (at / 3);
                pages -= 1 << (at / 3);
            }
        }
    }

    void drain(int cpu) {
        giveBack(cpus[cpu], cpus[cpu].count, 0);
    }

    void decay(int cpu) {
        Cpu c = cpus[cpu];
        if (c.high > min) {
            c.high = Math.max(min, Math.max(c.count - 32 * batch, c.high - c.high / 8));
        }
        int excess = c.count - c.high;
        while (excess > 0) {
            giveBack(c, Math.min(batch, excess), 0);
            excess -= Math.min(batch, excess);
        }
    }

    /** Everything about one CPU that decides what happens next. */
    String state(int cpu) {
        return cpus[cpu].toString();
    }
}
