package org.mmtck.impl.slowpath;

import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.gfp.TaskFlags.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mmtck.impl.freelist.FakeZone;
import org.mmtck.spec.zone.TaskContext;

/** The order of events, clause by clause. */
final class Stories {
    private static final String TRY = "wake N0 order 0, scan 0x840, ";
    private static final String ROUND = TRY + "reclaim, ";
    private static final String GIVE_UP = "resched, unreserve by force, ";
    private static final String LAST_LOOK = "oom lock, scan 0x42, ";
    private static final String OOM = ROUND + GIVE_UP + LAST_LOOK;
    private static final String FAILED = "COMPACTSTALL, scan 0x840, COMPACTFAIL, resched, ";
    private static final String COMPACT_FIRST = "scan 0x840, compact ASYNC, " + FAILED;
    private static final int MOVABLE = GFP_HIGHUSER_MOVABLE | __GFP_NORETRY;
    private static final int NORETRY = GFP_KERNEL | __GFP_NORETRY;
    private static final int MAYFAIL = GFP_KERNEL | __GFP_RETRY_MAYFAIL;

    private static final List<Story> ALL = new ArrayList<>();

    static {
        start();
        reserves();
        direct();
        retries();
        compactRetries();
        changes();
        lastResort();
        killer();
    }

    private Stories() {}

    static List<Story> all() {
        return List.copyOf(ALL);
    }

    private static void tell(String rule, String name, int gfp, int order, Consumer<World> world, String expected) {
        ALL.add(new Story(rule, name, gfp, order, world, expected));
    }

    private static void nothing(World world) {}

    private static Consumer<World> task(int flags) {
        return w -> w.nodes.task = new TaskContext(flags, false, false, TaskContext.Where.TASK);
    }

    private static void start() {
        tell(
                "SLOW-8",
                "unmovable pages are moved together first",
                NORETRY,
                1,
                Stories::nothing,
                "wake N0 order 1, " + COMPACT_FIRST + "wake N0 order 1, scan 0x840, reclaim, compact ASYNC, " + FAILED
                        + "report, none");
        tell("SLOW-8", "order 0 is reclaimed at once", NORETRY, 0, Stories::nothing, ROUND + "report, none");
        tell(
                "SLOW-8",
                "no compaction without IO",
                NORETRY & ~__GFP_IO,
                1,
                Stories::nothing,
                "wake N0 order 1, scan 0x840, reclaim, report, none");
        tell("SLOW-8", "no zone is eligible", GFP_KERNEL, 0, w -> w.nodemask = 2, "report, none");
        tell(
                "SLOW-8",
                "no zone of an insane cpuset",
                GFP_USER,
                0,
                w -> {
                    w.nodes.insane = true;
                    w.nodes.memsAllowed = 2;
                },
                "report, none");
        tell(
                "SLOW-11",
                "each round wakes each node once",
                GFP_ATOMIC,
                0,
                w -> w.second = new FakeZone(1, 2, "N1"),
                "wake N0 order 0, wake N1 order 0, scan 0x830, wake N0 order 0, wake N1 order 0, scan 0x830,"
                        + " report, none");
        tell("SLOW-11", "not without the bit", __GFP_HIGH, 0, Stories::nothing, "scan 0x30, scan 0x30, report, none");
        tell(
                "SLOW-11",
                "unmanaged zones are passed over",
                GFP_NOWAIT,
                0,
                w -> w.normal.managed = 0,
                "wake D0 order 0, scan 0x850, none");
        tell(
                "SLOW-11",
                "defrag_mode wants pageblocks",
                NORETRY,
                0,
                w -> w.settings = w.settings.withDefragMode(true),
                "wake N0 order 9, scan 0x940, reclaim, report, none");
    }

    private static void reserves() {
        tell(
                "SLOW-4",
                "MEMALLOC",
                GFP_KERNEL | __GFP_MEMALLOC | __GFP_NORETRY,
                0,
                Stories::nothing,
                TRY + "wake N0 order 0, scan 0x804, reclaim, report, none");
        tell(
                "SLOW-4",
                "movable keeps CMA",
                MOVABLE | __GFP_MEMALLOC,
                0,
                Stories::nothing,
                "wake N0 order 0, scan 0x8c0, wake N0 order 0, scan 0x884, reclaim, report, none");
        tell(
                "SLOW-4",
                "NOMEMALLOC wins",
                NORETRY | __GFP_MEMALLOC | __GFP_NOMEMALLOC,
                0,
                Stories::nothing,
                ROUND + "report, none");
        tell(
                "SLOW-4",
                "a softirq in a reclaimer",
                GFP_NOWAIT,
                0,
                w -> w.nodes.task = new TaskContext(PF_MEMALLOC, false, false, TaskContext.Where.SOFTIRQ),
                "wake N0 order 0, scan 0x850, wake N0 order 0, scan 0x804, none");
        tell(
                "SLOW-4",
                "not a hard interrupt in a reclaimer",
                GFP_NOWAIT,
                0,
                w -> w.nodes.task = new TaskContext(PF_MEMALLOC, false, true, TaskContext.Where.HARDIRQ),
                "wake N0 order 0, scan 0x850, none");
        tell(
                "SLOW-4",
                "an ordinary task has none",
                NORETRY,
                0,
                w -> {
                    w.progress = n -> 1;
                    w.normal.free = FakeZone.MIN;
                    w.normal.supply = 10;
                },
                ROUND + "scan 0x840, unreserve, drain, scan 0x840, report, none");
        tell(
                "SLOW-14",
                "beyond the nodemask, once",
                GFP_ATOMIC,
                0,
                w -> {
                    w.second = new FakeZone(1, 2, "N1");
                    w.nodemask = 2;
                    w.normal.plenty();
                },
                "wake N1 order 0, scan 0x830, wake N0 order 0, wake N1 order 0, scan 0x830, page");
        tell(
                "SLOW-14",
                "not with a cpuset",
                GFP_NOWAIT,
                0,
                w -> {
                    w.second = new FakeZone(1, 2, "N1");
                    w.nodemask = 2;
                    w.normal.plenty();
                },
                "wake N1 order 0, scan 0x850, none");
        tell(
                "SLOW-14",
                "not again after a restart",
                GFP_ATOMIC,
                0,
                w -> w.cpusetChanges = 1,
                "wake N0 order 0, scan 0x830, wake N0 order 0, scan 0x830, cpuset changed,"
                        + " wake N0 order 0, scan 0x830, report, none");
        tell("SLOW-15", "may not sleep", GFP_NOWAIT, 0, Stories::nothing, "wake N0 order 0, scan 0x850, none");
        tell(
                "SLOW-15",
                "a reclaimer does not reclaim",
                GFP_KERNEL | __GFP_NOMEMALLOC,
                0,
                task(PF_MEMALLOC),
                TRY + "report, none");
    }

    private static void direct() {
        String after = ROUND + "scan 0x840, unreserve, drain, scan 0x840, ";
        tell("SLOW-18", "progress that does not help", NORETRY, 0, w -> w.progress = n -> 5, after + "report, none");
        tell(
                "SLOW-18",
                "progress that helps at once",
                NORETRY,
                0,
                w -> {
                    w.progress = n -> 5;
                    w.pageInScan = 2;
                },
                ROUND + "scan 0x840, page");
        tell(
                "SLOW-18",
                "progress that helps after draining",
                NORETRY,
                0,
                w -> {
                    w.progress = n -> 5;
                    w.pageInScan = 3;
                },
                after + "page");
        String compact = "wake N0 order 1, scan 0x8c0, reclaim, compact SYNC_LIGHT, ";
        tell("SLOW-20", "skipped", MOVABLE, 1, w -> w.compactResult = CompactResult.SKIPPED, compact + "report, none");
        tell(
                "SLOW-20",
                "captured",
                MOVABLE,
                1,
                w -> w.captured = 99,
                compact + "COMPACTSTALL, prep, defer reset, COMPACTSUCCESS, page");
        tell(
                "SLOW-20",
                "found",
                MOVABLE,
                1,
                w -> w.pageInScan = 2,
                compact + "COMPACTSTALL, scan 0x8c0, defer reset, COMPACTSUCCESS, page");
        tell(
                "SLOW-20",
                "not configured",
                MOVABLE,
                1,
                w -> w.compactionConfigured = false,
                "wake N0 order 1, scan 0x8c0, reclaim, report, none");
        tell(
                "SLOW-21",
                "NORETRY on one node only compacts",
                NORETRY | __GFP_THISNODE,
                1,
                Stories::nothing,
                "wake N0 order 1, " + COMPACT_FIRST + "report, none");
        tell(
                "SLOW-21",
                "a costly order gets one round",
                GFP_KERNEL,
                4,
                Stories::nothing,
                "wake N0 order 4, " + COMPACT_FIRST + "wake N0 order 4, scan 0x840, reclaim, compact SYNC_LIGHT, "
                        + FAILED + "report, none");
        tell(
                "SLOW-21",
                "order 3 is not costly",
                GFP_KERNEL,
                3,
                w -> w.pageInScan = 6,
                "wake N0 order 3, " + COMPACT_FIRST + "wake N0 order 3, scan 0x840, reclaim, compact SYNC_LIGHT, "
                        + FAILED + GIVE_UP + LAST_LOOK + "oom, kill, oom unlock, wake N0 order 3, scan 0x840, page");
    }

    private static void retries() {
        String again = ROUND + "resched, ";
        String end = ROUND + "unreserve by force, " + LAST_LOOK + "oom unlock, report, none";
        tell("SLOW-25", "sixteen retries", MAYFAIL, 0, w -> w.normal.reclaimable = 1_000, again.repeat(16) + end);
        tell(
                "SLOW-25",
                "progress starts the count anew",
                MAYFAIL,
                0,
                w -> {
                    w.normal.reclaimable = 1_000;
                    w.progress = n -> n == 10 ? 1 : 0;
                },
                again.repeat(9) + ROUND + "scan 0x840, unreserve, drain, scan 0x840, resched, " + again.repeat(16)
                        + end);
        tell(
                "SLOW-25",
                "no zone could pass",
                MAYFAIL,
                0,
                w -> w.normal.reclaimable = 100,
                OOM + "oom unlock, report, none");
        tell(
                "SLOW-25",
                "just enough could be free",
                MAYFAIL,
                0,
                w -> {
                    w.normal.reclaimable = 101;
                    w.pageInScan = 2;
                },
                again + TRY + "page");
        tell(
                "SLOW-25",
                "a highatomic pageblock is a hope",
                MAYFAIL,
                0,
                w -> w.releases = n -> n == 1,
                ROUND + GIVE_UP + OOM + "oom unlock, report, none");
        tell(
                "SLOW-25",
                "a worker sleeps",
                MAYFAIL,
                0,
                task(PF_WQ_WORKER),
                ROUND + "sleep 1, unreserve by force, " + LAST_LOOK + "oom unlock, report, none");
        tell(
                "SLOW-25",
                "progress for ever",
                GFP_KERNEL,
                0,
                w -> {
                    w.normal.reclaimable = 1_000;
                    w.progress = n -> 1;
                    w.patience = 4;
                },
                (ROUND + "scan 0x840, unreserve, drain, scan 0x840, resched, ").repeat(3) + "for ever");
        tell(
                "SLOW-28",
                "types mix before anything is killed",
                MAYFAIL,
                0,
                w -> w.settings = w.settings.withDefragMode(true),
                "wake N0 order 9, scan 0x940, reclaim, " + GIVE_UP + "wake N0 order 9, scan 0x840, reclaim, " + GIVE_UP
                        + LAST_LOOK + "oom unlock, report, none");
    }

    private static void compactRetries() {
        String reclaim = "scan 0x840, reclaim, scan 0x840, unreserve, drain, scan 0x840, ";
        String gaveUp = GIVE_UP + LAST_LOOK + "oom unlock, report, none";
        compacts(1, CompactResult.SUCCESS, 1, 17, 17, reclaim, gaveUp);
        compacts(4, CompactResult.SUCCESS, 1, 5, 0, reclaim, gaveUp);
        compacts(1, CompactResult.COMPLETE, 1, 1, 1, reclaim, gaveUp);
        compacts(4, CompactResult.DEFERRED, 1, 1, 0, reclaim, gaveUp);
        String light = "wake N0 order 1, " + reclaim + "compact SYNC_LIGHT, " + GIVE_UP;
        tell(
                "SLOW-27",
                "skipped, and some zone suits",
                MAYFAIL,
                1,
                w -> {
                    skipped(w);
                    w.suitable = true;
                    w.patience = 4;
                },
                "wake N0 order 1, scan 0x840, compact ASYNC, " + (light + "suitable?, ").repeat(2) + "for ever");
        tell(
                "SLOW-27",
                "skipped, and no zone suits",
                MAYFAIL,
                1,
                Stories::skipped,
                "wake N0 order 1, scan 0x840, compact ASYNC, " + light + "suitable?, " + LAST_LOOK
                        + "oom unlock, report, none");
        tell(
                "SLOW-27",
                "not after a fatal signal",
                MAYFAIL,
                1,
                w -> {
                    w.progress = n -> 1;
                    w.fatalSignal = true;
                },
                "wake N0 order 1, " + COMPACT_FIRST + "wake N0 order 1, " + reclaim + "compact SYNC_LIGHT, " + FAILED
                        + gaveUp);
        tell(
                "SLOW-27",
                "not without progress",
                MAYFAIL,
                1,
                Stories::nothing,
                "wake N0 order 1, " + COMPACT_FIRST + "wake N0 order 1, scan 0x840, reclaim, compact SYNC_LIGHT, "
                        + FAILED + gaveUp);
    }

    private static void skipped(World world) {
        world.progress = n -> 1;
        world.compactResult = CompactResult.SKIPPED;
    }

    /** So many compactions of each priority, with progress in each reclaim. */
    private static void compacts(
            int order, CompactResult result, int async, int light, int full, String reclaim, String gaveUp) {
        String wake = "wake N0 order " + order + ", ";
        String text = (wake + COMPACT_FIRST).repeat(async);
        for (int i = 1; i <= light + full; i++) {
            text += wake + reclaim + "compact " + (i <= light ? "SYNC_LIGHT, " : "SYNC_FULL, ") + FAILED;
            text += i == light + full ? gaveUp : GIVE_UP;
        }
        tell(
                "SLOW-27",
                result + " at order " + order,
                MAYFAIL,
                order,
                w -> {
                    w.progress = n -> 1;
                    w.compactResult = result;
                },
                text);
    }

    private static void changes() {
        tell(
                "SLOW-31",
                "the cpuset changed before the retry",
                MAYFAIL,
                0,
                w -> w.cpusetChanges = 1,
                ROUND + "cpuset changed, " + OOM + "oom unlock, report, none");
        tell(
                "SLOW-31",
                "the zonelists changed before the retry",
                MAYFAIL,
                0,
                w -> w.zonelistChanges = 1,
                ROUND + "zonelists changed, " + OOM + "oom unlock, report, none");
        tell(
                "SLOW-31",
                "the cpuset changed before failing",
                NORETRY,
                0,
                w -> w.cpusetChanges = 1,
                ROUND + "cpuset changed, " + ROUND + "report, none");
        tell(
                "SLOW-31",
                "the nodemask has no node of the cpuset",
                NORETRY,
                0,
                w -> {
                    w.nodes.cpusetsEnabled = true;
                    w.nodes.memsAllowed = 2;
                    w.nodes.ancestorMems = 2;
                    w.nodemask = 1;
                },
                ROUND + ROUND + "report, none");
    }

    private static void lastResort() {
        String round = "wake N0 order 4, " + COMPACT_FIRST
                + "wake N0 order 4, scan 0x840, reclaim, compact SYNC_LIGHT, " + FAILED + "scan 0x60, scan 0x20, ";
        tell(
                "SLOW-32",
                "a little reserve, beyond the cpuset",
                GFP_KERNEL | __GFP_NOFAIL,
                4,
                w -> w.pageInScan = 6,
                round + "page");
        tell(
                "SLOW-32",
                "and round again",
                GFP_KERNEL | __GFP_NOFAIL,
                4,
                w -> w.pageInScan = 7,
                round + "resched, wake N0 order 4, scan 0x840, page");
        tell(
                "SLOW-32",
                "not if it may not sleep",
                GFP_NOWAIT | __GFP_NOFAIL,
                0,
                Stories::nothing,
                "NOFAIL_CANNOT_RECLAIM, wake N0 order 0, scan 0x850, none");
        tell(
                "SLOW-32",
                "not quiet",
                GFP_KERNEL | __GFP_NOFAIL | __GFP_NOMEMALLOC,
                0,
                task(PF_MEMALLOC).andThen(w -> w.pageInScan = 2),
                "NOFAIL_IN_MEMALLOC, " + TRY + "scan 0x60, page");
        tell(
                "OOM-1",
                "someone else has the lock",
                GFP_KERNEL,
                0,
                w -> {
                    w.oomLocked = true;
                    w.pageInScan = 2;
                },
                ROUND + GIVE_UP + "oom lock taken, sleep 1, " + TRY + "page");
        tell("OOM-1", "the last look helps", GFP_KERNEL, 0, w -> w.pageInScan = 2, OOM + "oom unlock, page");
        String without = OOM + "oom unlock, report, none";
        tell("OOM-3", "a task that dumps core", GFP_KERNEL, 0, task(PF_DUMPCORE), without);
        tell("OOM-3", "RETRY_MAYFAIL", MAYFAIL, 0, Stories::nothing, without);
        tell("OOM-3", "THISNODE", GFP_KERNEL | __GFP_THISNODE, 0, Stories::nothing, without);
        tell("OOM-3", "low zones", GFP_KERNEL | GFP_DMA, 0, Stories::nothing, without.replace("N0", "D0"));
        tell("OOM-3", "suspended storage", GFP_KERNEL, 0, w -> w.suspended = true, without);
    }

    private static void killer() {
        String goesOn = "oom unlock, " + TRY + "page";
        tell("OOM-4", "declined", GFP_KERNEL, 0, w -> w.oomDisabled = true, OOM + "oom, oom unlock, report, none");
        tell(
                "OOM-4",
                "declined, and must not fail",
                GFP_KERNEL | __GFP_NOFAIL,
                0,
                w -> {
                    w.oomDisabled = true;
                    w.pageInScan = 5;
                },
                OOM + "oom, NOFAIL_OOM_DECLINED, scan 0x44, scan 0x4, " + goesOn);
        tell(
                "OOM-4",
                "a victim that had its reserves",
                GFP_KERNEL,
                0,
                World::becomeVictim,
                TRY + "wake N0 order 0, scan 0x808, reclaim, " + GIVE_UP + LAST_LOOK + "oom, kill, oom unlock,"
                        + " report, none");
        tell("OOM-7", "a kill", GFP_KERNEL, 0, w -> w.pageInScan = 3, OOM + "oom, kill, " + goesOn);
        tell("OOM-7", "no kill without FS", GFP_NOFS, 0, w -> w.pageInScan = 3, OOM + "oom, " + goesOn);
        tell(
                "OOM-7",
                "no kill for notifiers",
                GFP_KERNEL,
                0,
                w -> {
                    w.notifiers = true;
                    w.pageInScan = 3;
                },
                OOM + "oom, " + goesOn);
        tell(
                "OOM-7",
                "the current task goes anyway",
                GFP_NOFS,
                0,
                w -> {
                    w.willFreeMem = true;
                    w.pageInScan = 4;
                },
                OOM + "oom, marked, oom unlock, " + TRY + "wake N0 order 0, scan 0x808, page");
        tell(
                "OOM-7",
                "the current task is killed",
                GFP_KERNEL,
                0,
                w -> {
                    w.killsAllocatingTask = true;
                    w.pageInScan = 3;
                },
                OOM + "oom, kill current, " + goesOn);
        tell(
                "OOM-7",
                "an earlier victim is still there",
                GFP_KERNEL,
                0,
                w -> {
                    w.victim = OutOfMemory.Victim.STILL_EXITING;
                    w.pageInScan = 3;
                },
                OOM + "oom, " + goesOn);
        tell("OOM-7", "nobody to kill", GFP_KERNEL, 0, w -> w.victim = OutOfMemory.Victim.NONE, OOM + "oom, panic");
        tell("OOM-7", "panic_on_oom", GFP_KERNEL, 0, w -> w.panicOnOom = true, OOM + "oom, panic");
    }
}
