package org.mmtck.impl.slowpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.impl.freelist.Freelist.NO_PAGE;
import static org.mmtck.spec.gfp.Gfp.*;
import static org.mmtck.spec.gfp.TaskFlags.*;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mmtck.impl.freelist.AllocContext;
import org.mmtck.impl.freelist.FakeZone;
import org.mmtck.impl.freelist.NodeSet;
import org.mmtck.impl.freelist.ZoneView;
import org.mmtck.spec.gfp.GfpMask;
import org.mmtck.spec.rule.Verifies;
import org.mmtck.spec.zone.GfpZone;
import org.mmtck.spec.zone.TaskContext;

/** Random requests in random worlds: what must never happen, and that every attempt ends. */
@Epic("impl")
@Feature("slow path: random environments")
class SlowpathProperties {
    private static final int[] BITS = {
        __GFP_HIGH, __GFP_IO, __GFP_FS, __GFP_DIRECT_RECLAIM, __GFP_KSWAPD_RECLAIM, __GFP_NOWARN, __GFP_RETRY_MAYFAIL,
        __GFP_NOFAIL, __GFP_NORETRY, __GFP_MEMALLOC, __GFP_NOMEMALLOC, __GFP_THISNODE, __GFP_MOVABLE, __GFP_DMA
    };
    private static final int[] FLAGS = {PF_MEMALLOC, PF_DUMPCORE, PF_WQ_WORKER, PF_EXITING};
    private static final int PATIENCE = 500;

    /** A request and its world, made of one number. */
    private static final class Case {
        final World world = new World();
        final FakeZone n1 = new FakeZone(1, 2, "N1");
        final int gfp;
        final int order;
        final TaskContext before;
        final AllocContext ac;
        boolean forEver;
        boolean panicked;
        long page = NO_PAGE;

        Case(long seed, int order) {
            Random random = new Random(seed);
            this.order = order;
            this.gfp = bits(random, BITS);
            before = new TaskContext(
                    random.nextInt(3) == 0 ? bits(random, FLAGS) : 0,
                    random.nextInt(5) == 0,
                    random.nextInt(5) == 0,
                    TaskContext.Where.values()[random.nextInt(4) == 0 ? random.nextInt(5) : 0]);
            world.nodes.task = before;
            environment(random);
            zone(random, world.normal);
            zone(random, world.dma);
            zone(random, n1);
            boolean here = (gfp & __GFP_THISNODE) != 0;
            ZoneView[] zones =
                    here ? new ZoneView[] {world.normal, world.dma} : new ZoneView[] {world.normal, n1, world.dma};
            ac = new AllocContext(zones, GfpZone.D64.gfpZone(gfp), NodeSet.ALL, GfpMask.gfpMigratetype(gfp), null);
        }

        private void environment(Random random) {
            int rich = random.nextInt(20);
            CompactResult[] results = CompactResult.values();
            world.patience = PATIENCE;
            world.progress = n -> n <= rich ? n : 0;
            world.releases = n -> n <= rich / 4;
            world.compactResult = results[random.nextInt(results.length)];
            world.suitable = random.nextInt(8) == 0;
            world.fatalSignal = random.nextInt(8) == 0;
            world.cpusetChanges = random.nextInt(3);
            world.zonelistChanges = random.nextInt(3);
            world.oomLocked = random.nextInt(8) == 0;
            world.oomDisabled = random.nextInt(4) == 0;
            world.killsCaller = random.nextBoolean();
            world.suspended = random.nextInt(8) == 0;
            world.victim = OutOfMemory.Victim.values()[random.nextInt(3)];
        }

        private static void zone(Random random, FakeZone zone) {
            zone.free = random.nextInt(130);
            zone.blockOrder = random.nextInt(11);
            zone.supply = random.nextInt(2);
            zone.reclaimable = random.nextInt(200);
        }

        private static int bits(Random random, int[] from) {
            int mask = 0;
            for (int bit : from) {
                mask |= random.nextInt(3) == 0 ? bit : 0;
            }
            return mask;
        }

        Case run() {
            try {
                page = new Slowpath(world.settings, 2, world, world).allocPagesSlowpath(gfp, order, ac);
            } catch (PatienceExhausted e) {
                forEver = true;
            } catch (OutOfMemory.Panic e) {
                panicked = true;
            }
            return this;
        }

        boolean has(int bit) {
            return (gfp & bit) != 0;
        }

        boolean did(String event) {
            return world.count(event) > 0;
        }
    }

    @Property(tries = 2000)
    @Verifies("SLOW-15")
    void neverReclaimsOrSleepsWithoutDirectReclaim(@ForAll long seed, @ForAll @IntRange(max = 10) int order) {
        Case c = new Case(seed, order).run();
        if (!c.has(__GFP_DIRECT_RECLAIM) || (c.before.taskFlags() & PF_MEMALLOC) != 0) {
            assertThat(c.world.events).doesNotContain("reclaim", "drain", "sleep 1", "unreserve", "oom lock");
            assertThat(c.did("compact")).isFalse();
        }
        if (!c.has(__GFP_DIRECT_RECLAIM)) {
            assertThat(c.world.events).doesNotContain("resched");
            assertThat(c.forEver).isFalse();
        }
    }

    @Property(tries = 2000)
    @Verifies("SLOW-11")
    void wakesKswapdExactlyWithItsBit(@ForAll long seed, @ForAll @IntRange(max = 10) int order) {
        Case c = new Case(seed, order).run();
        assertThat(c.did("wake")).isEqualTo(c.has(__GFP_KSWAPD_RECLAIM));
    }

    @Property(tries = 2000)
    @Verifies("OOM-3")
    void killsOnlyForThoseOfOom10(@ForAll long seed, @ForAll @IntRange(max = 10) int order) {
        Case c = new Case(seed, order).run();
        if (!c.did("kill") && !c.panicked) {
            return;
        }
        assertThat(c.order).isLessThanOrEqualTo(3);
        assertThat(c.has(__GFP_DIRECT_RECLAIM)).isTrue();
        assertThat(c.has(__GFP_FS)).isTrue();
        assertThat(c.has(__GFP_NORETRY | __GFP_RETRY_MAYFAIL | __GFP_THISNODE | __GFP_DMA))
                .isFalse();
        assertThat(c.before.taskFlags() & (PF_MEMALLOC | PF_DUMPCORE)).isZero();
    }

    @Property(tries = 2000)
    @Verifies({"SLOW-4", "ALLOC-1"})
    void allReservesAreForTheEntitled(@ForAll long seed, @ForAll @IntRange(max = 10) int order) {
        Case c = new Case(seed, order).run();
        boolean entitled = c.has(__GFP_MEMALLOC | __GFP_NOFAIL) || (c.before.taskFlags() & PF_MEMALLOC) != 0;
        if (!entitled) {
            assertThat(c.world.normal.pfmemalloc).doesNotContain(true);
            assertThat(c.n1.pfmemalloc).doesNotContain(true);
            assertThat(c.world.dma.pfmemalloc).doesNotContain(true);
        }
        if (c.has(__GFP_THISNODE)) {
            assertThat(c.n1.asked).isEmpty();
        }
    }

    @Property(tries = 2000)
    @Verifies({"SLOW-32", "SLOW-25", "SLOW-27"})
    void onlyThoseGoRoundForEverWhoMay(@ForAll long seed, @ForAll @IntRange(max = 10) int order) {
        Case c = new Case(seed, order).run();
        boolean mustNotFail = c.has(__GFP_NOFAIL) && c.has(__GFP_DIRECT_RECLAIM);
        if (mustNotFail) {
            assertThat(c.page != NO_PAGE || c.forEver || c.panicked).isTrue();
            return;
        }
        // Reclaim and releases run dry after 20 passes here, so that only the OOM killer's progress can keep it going.
        boolean killerLoop = c.world.events.contains("oom") || c.world.events.contains("oom lock taken");
        assertThat(c.forEver && !killerLoop)
                .as("%s", c.world.events.subList(0, Math.min(60, c.world.events.size())))
                .isFalse();
    }
}
