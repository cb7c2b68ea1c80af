package org.mmtck.impl.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Epic("impl")
@Feature("seam: words, CPUs, chance")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SeamTest {

    static Stream<Named<Seam>> seams() {
        return Stream.of(Named.of("PlainSeam", new PlainSeam(2, 7)), Named.of("SimpleSeam", new SimpleSeam(2, 7)));
    }

    @ParameterizedTest
    @MethodSource("seams")
    void compareAndSetReplacesOnlyTheExpectedValue(Seam seam) {
        Word word = seam.word("head", 5);
        assertThat(word.compareAndSet(4, 9)).isFalse();
        assertThat(word.get()).isEqualTo(5);
        assertThat(word.compareAndSet(5, 9)).isTrue();
        assertThat(word.get()).isEqualTo(9);
        word.set(-1);
        assertThat(word.get()).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("seams")
    void noCompareAndSetOfTwoThreadsIsLost(Seam seam) throws Exception {
        int rounds = 20_000;
        Word word = seam.word("counter", 0);
        Runnable body = () -> {
            for (int i = 0; i < rounds; i++) {
                long seen = word.get();
                while (!word.compareAndSet(seen, seen + 1)) {
                    seen = word.get();
                }
            }
        };
        TestThread a = TestThread.start("a", body);
        TestThread b = TestThread.start("b", body);
        a.finish();
        b.finish();
        assertThat(word.get()).isEqualTo(2L * rounds);
    }

    @ParameterizedTest
    @MethodSource("seams")
    void aCpuThreadIsOnItsCpuAndAnyOtherThreadOnCpuZero(Seam seam) throws Exception {
        CurrentCpu cpu = seam.currentCpu();
        assertThat(cpu.count()).isEqualTo(2);
        assertThat(cpu.id()).isZero();
        TestThread.startOn(1, "task", () -> assertThat(cpu.id()).isEqualTo(1)).finish();
        TestThread.startOn(
                        2,
                        "lost",
                        () -> assertThatThrownBy(cpu::id)
                                .isInstanceOf(AssertionError.class)
                                .hasMessage("thread lost is on CPU 2, but there are only 2 CPUs"))
                .finish();
    }

    @ParameterizedTest
    @MethodSource("seams")
    void chanceStaysInRangeAndReachesAllOfIt(Seam seam) {
        Chooser chooser = seam.chooser();
        boolean[] seen = new boolean[3];
        boolean[] coin = new boolean[2];
        for (int i = 0; i < 200; i++) {
            seen[chooser.nextInt(3)] = true;
            coin[chooser.nextBoolean() ? 1 : 0] = true;
        }
        assertThat(seen).containsOnly(true);
        assertThat(coin).containsOnly(true);
        assertThatThrownBy(() -> chooser.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a choice needs at least one alternative, not 0");
    }

    @Test
    void theSameSeedMakesTheSameChoicesUnderEverySeam() {
        Chooser plain = new PlainSeam(1, 42).chooser();
        Chooser simple = new SimpleSeam(1, 42).chooser();
        for (int i = 0; i < 100; i++) {
            assertThat(plain.nextInt(1000)).isEqualTo(simple.nextInt(1000));
        }
    }

    @Test
    void cpuNumbersHaveLimits() {
        assertThatThrownBy(() -> new PlainSeam(0, 1)).hasMessage("there must be at least 1 CPU, not 0");
        assertThatThrownBy(() -> TestThread.startOn(-1, "x", () -> {}))
                .hasMessage("a CPU number must not be negative, but is -1");
    }
}
