package org.mmtck.impl.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Epic("impl")
@Feature("seam: locks")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LockTest {
    private static final Guarded NOTHING = () -> 0;

    /** A zone lock or a CPU lock; both keep the same contract. */
    interface Lock {
        void lock();

        boolean tryLock();

        void unlock();

        boolean isHeldByCurrentThread();
    }

    record Kind(String name, Lock lock) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> locks() {
        return Stream.of(new PlainSeam(2, 1), new SimpleSeam(2, 1))
                .flatMap(seam -> Stream.of(
                        new Kind(seam.getClass().getSimpleName() + " zone lock", of(seam.zoneLock("zone", NOTHING))),
                        new Kind(seam.getClass().getSimpleName() + " cpu lock", of(seam.cpuLock("zone", NOTHING)))));
    }

    @ParameterizedTest
    @MethodSource("locks")
    void twoThreadsNeverHoldItTogether(Kind kind) throws Exception {
        int rounds = 20_000;
        int[] unprotected = {0};
        CountDownLatch start = new CountDownLatch(1);
        Runnable body = () -> {
            await(start);
            for (int i = 0; i < rounds; i++) {
                kind.lock().lock();
                unprotected[0]++;
                kind.lock().unlock();
            }
        };
        TestThread a = TestThread.start("a", body);
        TestThread b = TestThread.start("b", body);
        start.countDown();
        a.finish();
        b.finish();
        assertThat(unprotected[0])
                .as("increments of a plain int under the lock")
                .isEqualTo(2 * rounds);
    }

    @ParameterizedTest
    @MethodSource("locks")
    void tryLockFailsWhileAnotherThreadHoldsItAndSucceedsAfterwards(Kind kind) throws Exception {
        kind.lock().lock();
        AtomicReference<@Nullable Boolean> got = new AtomicReference<>();
        TestThread.start("other", () -> got.set(kind.lock().tryLock())).finish();
        assertThat(got.get()).isFalse();
        kind.lock().unlock();
        TestThread.start("other", () -> {
                    got.set(kind.lock().tryLock());
                    kind.lock().unlock();
                })
                .finish();
        assertThat(got.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void tryLockFailsForItsOwnHolder(Kind kind) {
        assertThat(kind.lock().tryLock()).isTrue();
        assertThat(kind.lock().tryLock()).isFalse();
        assertThat(kind.lock().isHeldByCurrentThread()).isTrue();
        kind.lock().unlock();
        assertThat(kind.lock().isHeldByCurrentThread()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void aWaiterGetsTheLockWhenTheHolderLetsGo(Kind kind) throws Exception {
        kind.lock().lock();
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<@Nullable Boolean> held = new AtomicReference<>();
        TestThread waiter = TestThread.start("waiter", () -> {
            running.countDown();
            kind.lock().lock();
            held.set(kind.lock().isHeldByCurrentThread());
            kind.lock().unlock();
        });
        await(running);
        assertThat(held.get()).as("while the main thread holds the lock").isNull();
        kind.lock().unlock();
        waiter.finish();
        assertThat(held.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void anInterruptDoesNotEndTheWaitAndIsNotLost(Kind kind) throws Exception {
        kind.lock().lock();
        AtomicReference<@Nullable Boolean> interrupted = new AtomicReference<>();
        TestThread waiter = TestThread.start("waiter", () -> {
            Thread.currentThread().interrupt();
            kind.lock().lock();
            interrupted.set(Thread.currentThread().isInterrupted());
            kind.lock().unlock();
        });
        kind.lock().unlock();
        waiter.finish();
        assertThat(interrupted.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void unlockByAnotherThreadNamesBoth(Kind kind) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        TestThread holder = TestThread.start("alice", () -> {
            kind.lock().lock();
            taken.countDown();
            await(done);
            kind.lock().unlock();
        });
        await(taken);
        TestThread.start(
                        "bob",
                        () -> assertThatThrownBy(() -> kind.lock().unlock())
                                .isInstanceOf(AssertionError.class)
                                .hasMessage("thread bob releases lock zone, which is held by thread alice"))
                .finish();
        done.countDown();
        holder.finish();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void unlockOfAFreeLockIsAnError(Kind kind) throws Exception {
        TestThread.start(
                        "bob",
                        () -> assertThatThrownBy(() -> kind.lock().unlock())
                                .isInstanceOf(AssertionError.class)
                                .hasMessage("thread bob releases lock zone, which is held by nobody"))
                .finish();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void takingItTwiceIsAnError(Kind kind) throws Exception {
        TestThread.start("alice", () -> {
                    kind.lock().lock();
                    assertThatThrownBy(() -> kind.lock().lock())
                            .isInstanceOf(AssertionError.class)
                            .hasMessage("thread alice takes lock zone, which it holds already:"
                                    + " the kernel would deadlock here");
                })
                .finish();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for the other thread", e);
        }
    }

    private static Lock of(ZoneLock lock) {
        return new Lock() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public boolean tryLock() {
                return lock.tryLock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }

            @Override
            public boolean isHeldByCurrentThread() {
                return lock.isHeldByCurrentThread();
            }
        };
    }

    private static Lock of(CpuLock lock) {
        return new Lock() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public boolean tryLock() {
                return lock.tryLock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }

            @Override
            public boolean isHeldByCurrentThread() {
                return lock.isHeldByCurrentThread();
            }
        };
    }
}
