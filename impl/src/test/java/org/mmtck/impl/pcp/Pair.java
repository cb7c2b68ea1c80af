package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;

/** The reference and the naive model side by side: each step goes to both. */
final class Pair {
    final Machine machine;
    final NaivePcp model;
    private final int cpus;

    Pair(int cpus, ZoneShape shape, Map<Long, Migratetype> types, Machine.Steps steps) {
        this.cpus = cpus;
        machine = new Machine(cpus, shape, types, steps);
        model = new NaivePcp(cpus, shape.startPfn(), shape.endPfn(), shape.maxOrder(), shape.pageblockOrder(), types);
        limits(new PcpLimits(3, 12, 120), 0);
    }

    void alloc(int cpu, int order, Migratetype type, int times) {
        machine.seam.cpu = cpu;
        for (int i = 0; i < times; i++) {
            assertThat(machine.pcps.alloc(order, type, 0)).as("pfn").isEqualTo(model.alloc(cpu, order, type));
        }
    }

    /** Frees live blocks in ascending order, from this pfn on. */
    void free(int cpu, long from, int times) {
        machine.seam.cpu = cpu;
        new TreeMap<>(model.live.tailMap(from)).entrySet().stream().limit(times).forEach(block -> {
            machine.free(block.getKey(), block.getValue());
            assertThat(model.free(cpu, block.getKey(), block.getValue())).isTrue();
        });
    }

    void limits(PcpLimits limits, int pressure) {
        machine.limits(limits);
        model.limits(limits);
        machine.pressure.reclaimActive = (pressure & 1) != 0;
        machine.pressure.belowHigh = (pressure & 2) != 0;
        model.pressure((pressure & 1) != 0, (pressure & 2) != 0);
    }

    void periodic(int cpu, boolean drain) {
        if (drain) {
            machine.pcps.drainPagesZone(cpu);
            model.drain(cpu);
        } else {
            machine.pcps.decayPcpHigh(cpu);
            model.decay(cpu);
        }
    }

    void freeEverything() {
        free(0, 0, Integer.MAX_VALUE);
        for (int cpu = 0; cpu < cpus; cpu++) {
            periodic(cpu, true);
        }
    }

    /** Every CPU's lists and numbers, and the free pages, are those of the model; the locks checked the invariants. */
    void agree() {
        for (int cpu = 0; cpu < cpus; cpu++) {
            assertThat(state(cpu)).as("CPU " + cpu).isEqualTo(model.state(cpu));
        }
        assertThat(machine.zone.nrFreePages()).isEqualTo(model.buddy.freePages());
        long live = model.live.values().stream().mapToLong(order -> 1L << order).sum();
        assertThat(machine.allocatedPages()).as("pages that belong to somebody").isEqualTo(live);
    }

    private String state(int cpu) {
        PerCpuPages pcp = machine.cpu(cpu);
        List<ArrayDeque<Long>> lists = new ArrayList<>();
        for (int pindex = 0; pindex < 12; pindex++) {
            lists.add(new ArrayDeque<>(machine.pcps.pfns(cpu, pindex)));
        }
        return lists + " " + pcp.count + " " + pcp.high + " " + pcp.allocFactor + " " + pcp.freeCount + " "
                + ((pcp.flags & PerCpuPages.PCPF_PREV_FREE_HIGH_ORDER) != 0);
    }
}
