package org.mmtck.impl.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmtck.spec.gfp.Migratetype.MOVABLE;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.impl.seam.PlainSeam;
import org.mmtck.impl.seam.Seam;
import org.mmtck.impl.seam.SimpleSeam;
import org.mmtck.impl.seam.TestThread;
import org.mmtck.spec.buddy.FreeBlocks;
import org.mmtck.spec.buddy.PageBlock;
import org.mmtck.spec.rule.Verifies;

/** Two real threads on one zone. Every interleaving is the business of the model checkers; this runs the shipped types. */
@Epic("impl")
@Feature("buddy: two threads")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ThreadsTest {
    private static final int ROUNDS = 30_000;
    private static final int MOST_LIVE = 20;
    private static final ZoneShape SHAPE = new ZoneShape(7, 300, 6, 4);

    static Stream<Named<Seam>> seams() {
        return Stream.of(Named.of("PlainSeam", new PlainSeam(2, 1)), Named.of("SimpleSeam", new SimpleSeam(2, 1)));
    }

    /** Allocates and frees at random and stamps its own name on every page it holds; another name there is a double hand-out. */
    private static final class Worker implements Runnable {
        private final BuddyAllocator allocator;
        private final int[] stamps;
        private final int me;
        private final Random random;
        final List<PageBlock> live = new ArrayList<>();
        long served;

        Worker(BuddyAllocator allocator, int[] stamps, int me) {
            this.allocator = allocator;
            this.stamps = stamps;
            this.me = me;
            random = new Random(me);
        }

        @Override
        public void run() {
            for (int i = 0; i < ROUNDS; i++) {
                if (live.isEmpty() || (live.size() < MOST_LIVE && random.nextBoolean())) {
                    take(random.nextInt(4));
                } else {
                    giveBack(live.remove(random.nextInt(live.size())));
                }
            }
        }

        private void take(int order) {
            long pfn = allocator.alloc(order, MOVABLE);
            if (pfn >= 0) {
                PageBlock block = new PageBlock(pfn, order);
                stamp(block, 0, me);
                live.add(block);
                served++;
            }
        }

        private void giveBack(PageBlock block) {
            stamp(block, me, 0);
            FreeResult result = allocator.free(block.pfn(), block.order());
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

    private static List<Worker> runTwo(BuddyAllocator allocator) throws InterruptedException {
        int[] stamps = new int[Math.toIntExact(SHAPE.spanned())];
        Worker first = new Worker(allocator, stamps, 1);
        Worker second = new Worker(allocator, stamps, 2);
        TestThread a = TestThread.startOn(0, "first", first);
        TestThread b = TestThread.startOn(1, "second", second);
        a.finish();
        b.finish();
        return List.of(first, second);
    }

    @ParameterizedTest
    @MethodSource("seams")
    @Verifies({"INV-1", "INV-2", "INV-3", "INV-4", "INV-8", "INV-25", "INV-29"})
    void pagesAreConserved(Seam seam) throws Exception {
        BuddyAllocator allocator = new BuddyAllocator(seam, SHAPE);
        List<Worker> workers = runTwo(allocator);
        List<PageBlock> live = new ArrayList<>();
        workers.forEach(worker -> live.addAll(worker.live));
        FreeBlocks oracle = FreeBlocks.of(SHAPE.startPfn(), SHAPE.endPfn(), SHAPE.maxOrder(), live);
        assertThat(BuddyInvariants.check(allocator.zone())).isEmpty();
        assertThat(allocator.freePages()).isEqualTo(oracle.pages());
        assertThat(allocator.snapshot())
                .extracting(entry -> new PageBlock(entry.pfn(), entry.order()))
                .containsExactlyInAnyOrderElementsOf(oracle.blocks());
        assertThat(workers).allSatisfy(worker -> assertThat(worker.served).isGreaterThan(ROUNDS / 10));
    }

    /** Every change of a counter or list happens while the calling thread holds the zone lock (LOCK-1, LOCK-2). */
    @ParameterizedTest
    @MethodSource("seams")
    void everyChangeHappensUnderTheZoneLock(Seam seam) throws Exception {
        LockSpy spy = new LockSpy(seam);
        runTwo(new BuddyAllocator(spy, new BuddySystem(spy.zone(SHAPE), null), null));
        assertThat(spy.changes()).isGreaterThan(2L * ROUNDS);
    }

    @Test
    void aChangeWithoutTheLockIsNoticed() {
        LockSpy spy = new LockSpy(new PlainSeam(2, 1));
        Zone zone = spy.zone(SHAPE);
        new BuddyAllocator(spy, new BuddySystem(zone, null), null);
        assertThatThrownBy(() -> zone.accountFreepages(1, MOVABLE.value()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("thread main changes the zone without its lock");
    }
}
