package org.mmtck.impl.pcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.impl.buddy.BuddyInvariants;
import org.mmtck.impl.buddy.BuddyZoneLists;
import org.mmtck.impl.buddy.FreeResult;
import org.mmtck.impl.buddy.Zone;
import org.mmtck.impl.buddy.ZoneShape;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.SimpleSeam;
import org.mmtck.impl.seam.TestThread;
import org.mmtck.spec.buddy.PageBlock;
import org.mmtck.spec.gfp.Migratetype;
import org.mmtck.spec.pcp.PcpLimits;
import org.mmtck.spec.pcp.PcpLists;
import org.mmtck.spec.rule.Verifies;

/** Two real threads, each on a CPU of its own, that also drain each other's lists and change the limits. */
@Epic("impl")
@Feature("per-CPU lists: two threads")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ThreadsTest {
    private static final int ROUNDS = 30_000;
    private static final int MOST_LIVE = 30;
    private static final ZoneShape SHAPE = new ZoneShape(7, 600, 6, 4);
    private static final PcpLimits[] LIMITS = {
        new PcpLimits(3, 12, 40), new PcpLimits(7, 28, 28), new PcpLimits(1, 4, 100)
    };

    static Stream<Named<Seam>> seams() {
        return Stream.of(Named.of("PlainSeam", new PlainSeam(2, 1)), Named.of("SimpleSeam", new SimpleSeam(2, 1)));
    }

    /** Allocates, frees and drains at random and stamps its own name on every page it holds. */
    private static final class Worker implements Runnable {
        private final PcpAllocator pcps;
        private final int[] stamps;
        private final int me;
        private final Random random;
        final List<PageBlock> live = new ArrayList<>();
        long served;

        Worker(PcpAllocator pcps, int[] stamps, int me) {
            this.pcps = pcps;
            this.stamps = stamps;
            this.me = me;
            random = new Random(me);
        }

        @Override
        public void run() {
            for (int i = 0; i < ROUNDS; i++) {
                step(random.nextInt(200));
            }
        }

        private void step(int dice) {
            if (dice == 0) {
                pcps.drainPagesZone(random.nextInt(2));
            } else if (dice == 1) {
                pcps.drainAllPages();
            } else if (dice == 2) {
                pcps.tryDrainAllPages();
            } else if (dice == 3) {
                pcps.setPagesetHighAndBatch(LIMITS[random.nextInt(LIMITS.length)]);
            } else if (dice == 4) {
                pcps.zonePcpDisable();
                pcps.zonePcpEnable();
            } else if (live.isEmpty() || (live.size() < MOST_LIVE && random.nextBoolean())) {
                take(random.nextInt(5));
            } else {
                giveBack(live.remove(random.nextInt(live.size())));
            }
        }

        private void take(int order) {
            long pfn = pcps.alloc(order, Migratetype.MOVABLE, 0);
            if (pfn >= 0) {
                PageBlock block = new PageBlock(pfn, order);
                stamp(block, 0, me);
                live.add(block);
                served++;
            }
        }

        private void giveBack(PageBlock block) {
            stamp(block, me, 0);
            FreeResult result = pcps.free(block.pfn(), block.order());
            if (result != FreeResult.FREED) {
                throw new AssertionError("free of " + block + " was refused: " + result.why());
            }
        }

        private void stamp(PageBlock block, int expected, int next) {
            for (long pfn = block.pfn(); pfn < block.end(); pfn++) {
                int page = (int) (pfn - SHAPE.startPfn());
                if (stamps[page] != expected) {
                    throw new AssertionError(
                            "pfn " + pfn + " of " + block + " carries stamp " + stamps[page] + ", not " + expected);
                }
                stamps[page] = next;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seams")
    @Verifies({"INV-19", "INV-20", "INV-22", "INV-24", "INV-25", "INV-29", "INV-33", "LOCK-18"})
    void pagesAreConserved(Seam seam) throws Exception {
        Zone zone = new Zone(SHAPE);
        BuddyZoneLists lists = new BuddyZoneLists(seam, zone, null);
        PcpAllocator pcps = new PcpAllocator(seam, lists, PcpLists.WITHOUT_HUGE_PAGES, ZonePressure.NONE, null);
        pcps.setPagesetHighAndBatch(LIMITS[0]);
        int[] stamps = new int[Math.toIntExact(SHAPE.spanned())];
        Worker first = new Worker(pcps, stamps, 1);
        Worker second = new Worker(pcps, stamps, 2);
        TestThread a = TestThread.startOn(0, "first", first);
        TestThread b = TestThread.startOn(1, "second", second);
        a.finish();
        b.finish();

        long live = pages(first.live) + pages(second.live);
        int onLists = pcps.pcp(0).count() + pcps.pcp(1).count();
        assertThat(PcpInvariants.check(pcps.pcp(0), lists, 7)).isEmpty();
        assertThat(PcpInvariants.check(pcps.pcp(1), lists, 7)).isEmpty();
        assertThat(BuddyInvariants.check(zone)).isEmpty();
        assertThat(zone.nrFreePages() + onLists + live).isEqualTo(SHAPE.spanned());
        assertThat(pcps.pgalloc() - pcps.pgfree()).isEqualTo(live);
        assertThat(List.of(first, second))
                .allSatisfy(worker -> assertThat(worker.served).isGreaterThan(ROUNDS / 10));

        first.live.forEach(first::giveBack);
        second.live.forEach(second::giveBack);
        pcps.drainAllPages();
        assertThat(zone.nrFreePages()).isEqualTo(SHAPE.spanned());
        assertThat(BuddyInvariants.check(zone)).isEmpty();
    }

    private static long pages(List<PageBlock> blocks) {
        return blocks.stream().mapToLong(block -> 1L << block.order()).sum();
    }
}
