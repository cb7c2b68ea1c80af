package org.mmtck.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.spec.buddy.FreeBlocks;
import org.mmtck.spec.buddy.PageBlock;
import org.mmtck.spec.rule.Verifies;

/** The ledger merges step by step; {@link FreeBlocks} works the free blocks out from the live ones alone. They must agree. */
@Epic("Conformance")
@Feature("mmtck check")
class LedgerProperties {

    @Property(tries = 400)
    @Verifies({"BUDDY-10", "INV-33"})
    void theLedgerHasTheFreeBlocksThatFollowFromTheLiveOnes(
            @ForAll @IntRange(min = 1, max = 70) int pages,
            @ForAll @IntRange(max = 6) int maxOrder,
            @ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> choices) {
        Ledger ledger = new Ledger(new MachineShape(pages, maxOrder));
        for (int choice : choices) {
            step(ledger, choice);
            List<PageBlock> live = new ArrayList<>();
            List<PageBlock> free = new ArrayList<>();
            ledger.forEachLive((order, pfn) -> live.add(new PageBlock(pfn, order)));
            ledger.forEachFree((order, pfn) -> free.add(new PageBlock(pfn, order)));
            FreeBlocks expected = FreeBlocks.of(0, pages, maxOrder, live);
            assertThat(free).containsExactlyInAnyOrderElementsOf(expected.blocks());
            assertThat(ledger.freePages()).isEqualTo(expected.pages());
            for (int order = 0; order <= maxOrder; order++) {
                assertThat(ledger.canServe(order)).isEqualTo(expected.canAllocate(order));
            }
        }
    }

    /** Frees some live block, or makes live any free aligned block: not only the one that an allocator would take. */
    private static void step(Ledger ledger, int choice) {
        if (choice % 3 == 0 && ledger.liveCount() > 0) {
            ledger.free(ledger.liveAt(choice % ledger.liveCount()));
            return;
        }
        int order = choice % (ledger.maxOrder() + 1);
        long pfn = (choice % ledger.pages()) & -(1L << order);
        if (ledger.freeBlockAround(pfn, order) >= 0) {
            ledger.allocate((int) pfn, order);
        }
    }
}
