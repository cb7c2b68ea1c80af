package org.mmtck.impl.pcp;

import org.jspecify.annotations.Nullable;
import org.mmtck.impl.buddy.FpiFlags;
import org.mmtck.impl.buddy.ZoneLists;
import org.mmtck.impl.seam.CurrentCpu;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLists;
import org.mmtck.spec.pcp.PcpTuning;

/** The steps of the per-CPU lists, each class with one that is wrong. */
final class WrongPcp {
    private WrongPcp() {}

    /** Hands out the tail: a queue, not a stack. */
    static final class TakesTheTail extends PcpSystem {
        TakesTheTail(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        int rawRmqueuePcplist(PerCpuPages pcp, int order, int migratetype, int allocFlags) {
            PageList list = pcp.lists[layout.orderToPindex(migratetype, order)];
            if (list.isEmpty()) {
                return super.rawRmqueuePcplist(pcp, order, migratetype, allocFlags);
            }
            int page = list.removeLast();
            pcp.count -= 1 << order;
            zone.setAllocated(page, order);
            return page;
        }
    }

    /** Computes the refill and forgets what it says about the limit. */
    static final class KeepsItsHigh extends PcpSystem {
        KeepsItsHigh(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        int nrPcpAlloc(PerCpuPages pcp, int order) {
            int high = pcp.high;
            int blocks = super.nrPcpAlloc(pcp, order);
            pcp.high = Math.max(high, pcp.high);
            return blocks;
        }
    }

    /** Frees to the lists and never gives back. */
    static final class NeverGivesBack extends PcpSystem {
        NeverGivesBack(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        boolean freeFrozenPageCommit(PerCpuPages pcp, int page, int migratetype, int order, int fpi) {
            return super.freeFrozenPageCommit(pcp, page, migratetype, order, FpiFlags.TRYLOCK);
        }
    }

    /** Waits for the lists. */
    static final class Waits extends PcpSystem {
        Waits(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        @Nullable
        PerCpuPages pcpSpinTrylock() {
            pcps[0].lock.lock();
            return pcps[0];
        }
    }

    /** Hands out only pages of exactly the wanted type. */
    static final class LooksAtTheType extends PcpSystem {
        LooksAtTheType(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        int rawRmqueuePcplist(PerCpuPages pcp, int order, int migratetype, int allocFlags) {
            PageList list = pcp.lists[layout.orderToPindex(migratetype, order)];
            boolean other = !list.isEmpty() && zone.getPfnblockMigratetype(list.get(0)) != migratetype;
            return other ? ZoneLists.NONE : super.rawRmqueuePcplist(pcp, order, migratetype, allocFlags);
        }
    }

    /** Always begins with the first list. */
    static final class BeginsAtTheFirst extends PcpSystem {
        BeginsAtTheFirst(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        void freePcppagesBulk(PerCpuPages pcp, int count, int first) {
            super.freePcppagesBulk(pcp, count, 0);
        }
    }

    /** Gives back the page that was freed last, the warm one. */
    static final class GivesTheHeadBack extends PcpSystem {
        GivesTheHeadBack(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        void freePcppagesBulk(PerCpuPages pcp, int count, int first) {
            PageList list = pcp.lists[first];
            for (int i = list.size(); i > 1; i--) {
                list.add(list.pop());
            }
            super.freePcppagesBulk(pcp, count, first);
        }
    }

    /** One block from each list in turn, as kernels before 5.14 did. */
    static final class TakesTurns extends PcpSystem {
        TakesTurns(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        void freePcppagesBulk(PerCpuPages pcp, int count, int first) {
            int end = pcp.count - Math.min(pcp.count, count);
            for (int pindex = first; pcp.count > end; pindex = (pindex + 1) % pcp.lists.length) {
                if (!pcp.lists[pindex].isEmpty()) {
                    super.freePcppagesBulk(pcp, 1, pindex);
                }
            }
        }
    }

    /** Leaves the other lists alone. */
    static final class EmptiesOneList extends PcpSystem {
        EmptiesOneList(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        void freePcppagesBulk(PerCpuPages pcp, int count, int first) {
            int pages = pcp.lists[first].size() << layout.pindexToOrder(first);
            super.freePcppagesBulk(pcp, Math.min(count, pages), first);
        }
    }

    /** Does not ask whether the pageblock is isolated. */
    static final class KeepsIsolatedPages extends PcpSystem {
        KeepsIsolatedPages(ZoneLists z, ZonePressure p, PcpLists l, PerCpuPages[] pcps, CurrentCpu cpu) {
            super(z, p, l, pcps, cpu);
        }

        @Override
        int pcpMigratetype(int page, int order) {
            int migratetype = super.pcpMigratetype(page, order);
            return migratetype == ZoneLists.NONE ? Migratetype.MOVABLE.value() : migratetype;
        }
    }

    /** Drains the lists of CPU 0 only. */
    static final class DrainsItsOwn extends PcpDrains {
        private final PcpSystem system;

        DrainsItsOwn(Machine machine) {
            super(machine.seam, machine.system, "test");
            system = machine.system;
        }

        @Override
        boolean drainAllPages(boolean wait, boolean forceAllCpus) {
            drainPagesZone(system.pcps[0]);
            return true;
        }
    }

    /** Expires local pages too. */
    static final class ExpiresEverything extends PcpDrains {
        ExpiresEverything(Machine machine) {
            super(machine.seam, machine.system, "test");
        }

        @Override
        void refreshCpuVmStats(PerCpuPages pcp, boolean folded, boolean remote) {
            super.refreshCpuVmStats(pcp, folded && pcp.expire == 0, true);
        }
    }

    /** Lowers the limit and leaves the pages. */
    static final class DecaysTheNumberOnly extends PcpDrains {
        DecaysTheNumberOnly(Machine machine) {
            super(machine.seam, machine.system, "test");
        }

        @Override
        boolean decayPcpHigh(PerCpuPages pcp) {
            pcp.high = PcpTuning.decayedHigh(pcp);
            return pcp.high > pcp.highMin();
        }
    }
}
