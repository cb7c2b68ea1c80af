package org.mmtck.impl.slowpath;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.Cpusets;
import org.mmtck.impl.freelist.FakeNodes;
import org.mmtck.impl.freelist.FakeZone;
import org.mmtck.impl.freelist.Freelist;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneScan;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.Gfp;
import org.mmtck.spec.gfp.TaskFlags;
import org.mmtck.spec.zone.AllocSettings;
import org.mmtck.spec.zone.TaskContext;

/**
 * An environment that writes down, in order, everything the slow path does to it, and answers as its fields say. By default
 * nothing helps: all zones are empty, reclaim frees nothing, compaction fails, the OOM killer finds a victim who frees
 * nothing.
 */
public final class World
        implements SlowpathEnvironment,
                CurrentTask,
                Cookies,
                Kswapds,
                Reclaim,
                Compaction,
                KernelLog,
                OutOfMemory.Tasks,
                Freelist {

    public final FakeNodes nodes = new FakeNodes();
    public final FakeZone normal = new FakeZone(0, 2, "N0");
    public final FakeZone dma = new FakeZone(0, 0, "D0");
    /** A zone of another node, last in the zonelist, or null. */
    public @Nullable FakeZone second;
    /** Nodes that the caller allows. */
    public long nodemask = NodeSet.ALL;

    public final List<String> events = new ArrayList<>();
    public AllocSettings settings = AllocSettings.D64;

    public int patience = 100;
    public int reclaims;
    /** Pages that the n-th reclaim frees, from 1. */
    public IntToLongFunction progress = n -> 0;
    /** Whether the n-th release of a highatomic pageblock under force finds one, from 1. */
    public IntPredicate releases = n -> false;

    public CompactResult compactResult = CompactResult.COMPLETE;
    public long captured = NO_PAGE;
    public boolean suitable;
    public boolean compactionConfigured = true;
    public boolean fatalSignal;
    /** How often the cpuset, or the zonelists, turn out to have changed. */
    public int cpusetChanges;

    public int zonelistChanges;
    public boolean oomLocked;
    public boolean oomDisabled;
    public boolean notifiers;
    public boolean willFreeMem;
    public boolean panicOnOom;
    public boolean killsAllocatingTask;
    public OutOfMemory.Victim victim = OutOfMemory.Victim.FOUND;
    public boolean suspended;
    /** The task itself is who gets killed. */
    public boolean killsCaller;
    /** Instead of the kernel's own decision whom to kill. */
    public @Nullable OomKiller killer;
    /** The freelist gives a page in this scan, counted from 1; 0 for the real scan over the zones. */
    public int pageInScan;

    private int scans;
    private int forced;

    /** All events in one line. */
    public String story() {
        return String.join(", ", events);
    }

    public long count(String event) {
        return events.stream().filter(e -> e.startsWith(event)).count();
    }

    @Override
    public long getPageFromFreelist(int gfp, int order, int allocFlags, AllocContext ac) {
        events.add("scan 0x" + Integer.toHexString(allocFlags));
        scans++;
        if (scans == pageInScan) {
            return 4711;
        }
        return new ZoneScan(settings, nodes).getPageFromFreelist(gfp, order, allocFlags, ac);
    }

    @Override
    public CurrentTask task() {
        return this;
    }

    @Override
    public Cpusets cpusets() {
        return nodes;
    }

    @Override
    public Cookies cookies() {
        return this;
    }

    @Override
    public Kswapds kswapds() {
        return this;
    }

    @Override
    public Reclaim reclaim() {
        return this;
    }

    @Override
    public Compaction compaction() {
        return this;
    }

    @Override
    public OomKiller oomKiller() {
        return killer == null ? new OutOfMemory(this) : killer;
    }

    @Override
    public KernelLog log() {
        return this;
    }

    @Override
    public int patience() {
        return patience;
    }

    @Override
    public TaskContext context() {
        return nodes.task;
    }

    @Override
    public boolean fatalSignalPending() {
        return fatalSignal;
    }

    @Override
    public void condResched() {
        events.add("resched");
    }

    @Override
    public void scheduleTimeoutUninterruptible(int ticks) {
        events.add("sleep " + ticks);
    }

    @Override
    public int readMemsAllowedBegin() {
        return cpusetChanges;
    }

    @Override
    public boolean readMemsAllowedRetry(int cookie) {
        if (cpusetChanges == 0) {
            return false;
        }
        cpusetChanges--;
        events.add("cpuset changed");
        return true;
    }

    @Override
    public int zonelistIterBegin() {
        return zonelistChanges;
    }

    @Override
    public boolean checkRetryZonelist(int cookie) {
        if (zonelistChanges == 0) {
            return false;
        }
        zonelistChanges--;
        events.add("zonelists changed");
        return true;
    }

    @Override
    public void wakeupKswapd(ZoneView zone, int gfp, int order, int highestZoneidx) {
        events.add("wake " + zone.label() + " order " + order);
    }

    @Override
    public long tryToFreePages(int gfp, int order, AllocContext ac, TaskContext task) {
        events.add((task.taskFlags() & TaskFlags.PF_MEMALLOC) == 0 ? "reclaim without PF_MEMALLOC" : "reclaim");
        reclaims++;
        return progress.applyAsLong(reclaims);
    }

    @Override
    public boolean unreserveHighatomicPageblock(AllocContext ac, boolean force) {
        events.add(force ? "unreserve by force" : "unreserve");
        if (!force) {
            return false;
        }
        forced++;
        return releases.test(forced);
    }

    @Override
    public void drainAllPages() {
        events.add("drain");
    }

    @Override
    public boolean configured() {
        return compactionConfigured;
    }

    @Override
    public CompactResult tryToCompactPages(
            int gfp,
            int order,
            int allocFlags,
            AllocContext ac,
            CompactPriority priority,
            TaskContext task,
            Capture capture) {
        if ((gfp & Gfp.__GFP_IO) == 0) {
            return CompactResult.SKIPPED;
        }
        events.add("compact " + priority
                + ((task.taskFlags() & TaskFlags.PF_MEMALLOC) == 0 ? " without PF_MEMALLOC" : ""));
        capture.page = captured;
        return compactResult;
    }

    @Override
    public void prepNewPage(long pfn, int order, int gfp, int allocFlags) {
        events.add("prep");
    }

    @Override
    public boolean compactionZonelistSuitable(AllocContext ac, int order, int allocFlags) {
        events.add("suitable?");
        return suitable;
    }

    @Override
    public void compactionDeferReset(long pfn, int order) {
        events.add("defer reset");
    }

    @Override
    public void countVmEvent(VmEvent event) {
        events.add(event.name());
    }

    @Override
    public void warnOnce(Once what) {
        events.add(what.name());
    }

    @Override
    public void warnAlloc(int gfp, int order, AllocContext ac) {
        events.add("report");
    }

    @Override
    public boolean oomTrylock() {
        events.add(oomLocked ? "oom lock taken" : "oom lock");
        return !oomLocked;
    }

    @Override
    public void oomUnlock() {
        events.add("oom unlock");
    }

    @Override
    public boolean storageSuspended() {
        return suspended;
    }

    @Override
    public boolean disabled() {
        events.add("oom");
        return oomDisabled;
    }

    @Override
    public boolean notifiersFreed() {
        return notifiers;
    }

    @Override
    public boolean currentWillFreeMem() {
        return willFreeMem;
    }

    @Override
    public void markCurrentVictim() {
        becomeVictim();
        events.add("marked");
    }

    @Override
    public boolean panicOnOom(AllocContext ac) {
        return panicOnOom;
    }

    @Override
    public boolean killsAllocatingTask() {
        return killsAllocatingTask;
    }

    @Override
    public void killCurrent() {
        events.add("kill current");
        becomeVictim();
    }

    @Override
    public OutOfMemory.Victim selectBadProcess(AllocContext ac) {
        return victim;
    }

    @Override
    public void killVictim() {
        events.add("kill");
        if (killsCaller) {
            becomeVictim();
        }
    }

    public void becomeVictim() {
        TaskContext now = nodes.task;
        nodes.task = new TaskContext(now.taskFlags(), now.realtime(), true, now.where());
    }
}
