package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.check.Evidence.Finding;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.State;
import org.mmtck.reports.outcome.Step;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** Tells a finding as a sequence of steps in words, with the memory after each as the answers imply it. */
final class Narrator {
    private Narrator() {}

    static Counterexample tell(Finding finding) {
        Ledger ledger = new Ledger(finding.shape());
        List<Step> steps = new ArrayList<>();
        Violation violation = finding.violation();
        if (finding.exchanges().isEmpty()) {
            steps.add(new Step(1, "reset", "ok", violation.demand(), map(ledger, violation.block())));
        }
        int last = finding.exchanges().size();
        for (int i = 1; i <= last; i++) {
            Exchange exchange = finding.exchanges().get(i - 1);
            enter(ledger, exchange);
            boolean breaks = i == last;
            steps.add(new Step(
                    i,
                    Words.of(exchange.operation()),
                    Words.of(exchange.reply()),
                    breaks ? violation.demand() : null,
                    map(ledger, breaks ? violation.block() : null)));
        }
        String setting = finding.shape().pages() + (finding.shape().pages() == 1 ? " page" : " pages")
                + ", largest order " + finding.shape().maxOrder();
        return new Counterexample(violation.summary(), setting, steps, finding.foundBy(), finding.seed());
    }

    /** Enters what the answer implies where it is possible; the breaking answer often is not. */
    private static void enter(Ledger ledger, Exchange exchange) {
        if (exchange.operation() instanceof Operation.Alloc alloc) {
            if (exchange.reply() instanceof Reply.Block block
                    && ledger.freeBlockAround(block.pfn(), alloc.order()) >= 0) {
                ledger.allocate((int) block.pfn(), alloc.order());
            }
            return;
        }
        Operation.Free free = (Operation.Free) exchange.operation();
        boolean rightful = ledger.liveOrder(free.pfn()) == free.order();
        if (rightful && !(exchange.reply() instanceof Reply.Refused)) {
            ledger.free((int) free.pfn());
        }
    }

    private static MemoryMap map(Ledger ledger, MemoryMap.@Nullable Block point) {
        List<MemoryMap.Block> blocks = new ArrayList<>();
        ledger.forEachFree((order, pfn) -> addUnlessSame(blocks, new MemoryMap.Block(pfn, order, State.FREE), point));
        ledger.forEachLive((order, pfn) -> addUnlessSame(blocks, new MemoryMap.Block(pfn, order, State.LIVE), point));
        if (point != null) {
            blocks.add(point);
        }
        return new MemoryMap(0, ledger.pages(), blocks);
    }

    private static void addUnlessSame(
            List<MemoryMap.Block> blocks, MemoryMap.Block block, MemoryMap.@Nullable Block point) {
        if (point == null || point.pfn() != block.pfn() || point.order() != block.order()) {
            blocks.add(block);
        }
    }
}
