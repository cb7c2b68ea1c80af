package org.mmtck.conformance.trace.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The packed table against a map of queues. */
@Epic("Kernel traces")
@Feature("Memory of page frames")
class FrameTableProperties {

    record Push(long pfn, int order, long line, int kind, int pid) {}

    /** Blocks near each other, far apart, and with numbers that fall on the same places of the table. */
    @Provide
    Arbitrary<List<Push>> pushes() {
        Arbitrary<Long> bases = Arbitraries.of(0L, 1024L, 1L << 20, 3L << 30, (1L << 40) - 1024);
        Arbitrary<Push> push = Combinators.combine(
                        bases,
                        Arbitraries.integers().between(0, 1023),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.longs().between(1, (1L << 34) - 1),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, (1 << 22) - 1))
                .as((base, offset, order, line, kind, pid) ->
                        new Push(base + (offset & -(1 << order)), order, line, kind, pid));
        return push.list().ofMaxSize(40);
    }

    @Property(tries = 200)
    void keepsTheLastFourEventsOfEveryFrame(@ForAll("pushes") List<Push> pushes) {
        FrameTable table = new FrameTable(1 << 20);
        Map<Long, Deque<Push>> model = new HashMap<>();
        for (Push push : pushes) {
            long entry = Entry.of(push.line(), push.kind(), push.order(), push.pid());
            assertThat(table.push(push.pfn(), 1L << push.order(), entry, push.line() * 7))
                    .isTrue();
            for (long pfn = push.pfn(); pfn < push.pfn() + (1L << push.order()); pfn++) {
                Deque<Push> queue = model.computeIfAbsent(pfn, key -> new ArrayDeque<>());
                queue.addFirst(push);
                if (queue.size() > 4) {
                    queue.removeLast();
                }
            }
        }

        assertThat(table.seen()).isEqualTo(model.size());
        model.forEach((pfn, queue) -> matches(table, pfn, queue));
    }

    private static void matches(FrameTable table, long pfn, Deque<Push> queue) {
        assertThat(table.time(pfn)).isEqualTo(queue.getFirst().line() * 7);
        Iterator<Push> expected = queue.iterator();
        for (int age = 0; age < FrameTable.DEPTH; age++) {
            long entry = table.event(pfn, age);
            if (!expected.hasNext()) {
                assertThat(entry).isZero();
                continue;
            }
            Push push = expected.next();
            assertThat(Entry.line(entry)).isEqualTo(push.line());
            assertThat(Entry.kind(entry)).isEqualTo(push.kind());
            assertThat(Entry.order(entry)).isEqualTo(push.order());
            assertThat(Entry.pid(entry)).isEqualTo(push.pid());
            assertThat(Entry.isBatched(entry)).isFalse();
            assertThat(Entry.head(entry, pfn)).isEqualTo(push.pfn());
        }
    }

    @Example
    void refusesFramesBeyondItsRoom() {
        FrameTable table = new FrameTable(128);
        long entry = Entry.of(1, Entry.ALLOC, 0, 0);

        assertThat(table.push(0, 64, entry, 0)).isTrue();
        assertThat(table.push(640, 1, entry, 0)).isTrue();
        assertThat(table.isFull()).isFalse();
        assertThat(table.push(1280, 1, entry, 0)).isFalse();
        assertThat(table.isFull()).isTrue();
        assertThat(table.newest(1280)).isZero();
        assertThat(table.push(641, 1, entry, 0)).isTrue();
        assertThat(table.seen()).isEqualTo(66);
    }
}
