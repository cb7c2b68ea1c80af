package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.subject.Look;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Seen;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;

/**
 * One sequence of operations on one subject from a reset on, judged step by step. An answer after which nothing is known
 * of the memory any more ends it: then {@link #over()} is true and nothing more is sent.
 */
final class Session {
    /** Snapshots are asked for on machines of up to this many pages; on larger ones they would be most of the work. */
    private static final int SNAPSHOT_PAGES = 256;

    private final Subject subject;
    private final MachineShape shape;
    private final Ledger ledger;
    private final AllocJudge allocJudge;
    private final FreeJudge freeJudge;
    private final StateJudge stateJudge;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final @Nullable KernelOrder kernelOrder;
    private final FoundBy foundBy;
    private final List<Violation> violations = new ArrayList<>();
    private boolean over;

    /** Where the findings of a session go. */
    interface FoundBy {
        /** The exchanges up to now break a rule at the last one. The list is the session's own: copy what is kept. */
        void found(MachineShape shape, List<Exchange> exchanges, Violation violation);
    }

    /**
     * Resets the subject and judges the fresh machine.
     *
     * @param reference a second allocator that knows the kernel's choice of blocks, or null to accept any choice
     */
    Session(Subject subject, MachineShape shape, Exercise exercise, @Nullable Subject reference, FoundBy foundBy) {
        this.subject = subject;
        this.shape = shape;
        this.ledger = new Ledger(shape);
        this.allocJudge = new AllocJudge(ledger, exercise);
        this.freeJudge = new FreeJudge(ledger, exercise);
        this.stateJudge = new StateJudge(ledger, exercise);
        this.kernelOrder = reference == null ? null : new KernelOrder(reference, shape, exercise);
        this.foundBy = foundBy;
        subject.reset(shape);
        judgeState(
                subject.applyAndLook(List.of(), asksCounters(), asksSnapshot()).look());
    }

    Ledger ledger() {
        return ledger;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    MachineShape shape() {
        return shape;
    }

    /** The rules broken so far, the first case of each. */
    List<Violation> violations() {
        return violations;
    }

    /** Whether an answer was so wrong that nothing is known of the memory any more. */
    boolean over() {
        return over;
    }

    void alloc(int order) {
        apply(List.of(new Operation.Alloc(order)));
    }

    void free(long pfn, int order) {
        apply(List.of(new Operation.Free(pfn, order)));
    }

    /** Does all operations, judges each answer, and then the state. */
    void apply(List<Operation> operations) {
        if (over()) {
            return;
        }
        Seen seen = subject.applyAndLook(operations, asksCounters(), asksSnapshot());
        for (int i = 0; i < operations.size() && !over(); i++) {
            judge(operations.get(i), seen.replies().get(i));
        }
        if (!over()) {
            judgeState(seen.look());
        }
    }

    private void judge(Operation operation, Reply reply) {
        boolean afterReset = exchanges.isEmpty();
        exchanges.add(new Exchange(operation, reply));
        if (operation instanceof Operation.Alloc alloc) {
            settle(allocJudge.judge(alloc.order(), reply, afterReset));
        } else {
            Operation.Free free = (Operation.Free) operation;
            settle(freeJudge.judge(free.pfn(), free.order(), reply));
        }
        if (!over() && kernelOrder != null) {
            settle(kernelOrder.judge(operation, reply));
        }
    }

    private boolean asksCounters() {
        return subject.info().has(Capability.COUNTERS);
    }

    private boolean asksSnapshot() {
        return ledger.pages() <= SNAPSHOT_PAGES && subject.info().has(Capability.SNAPSHOT);
    }

    private void settle(@Nullable Violation found) {
        if (found == null) {
            return;
        }
        over |= !found.leavesLedgerRight();
        if (violations.stream().noneMatch(v -> v.rule() == found.rule())) {
            violations.add(found);
            foundBy.found(shape, exchanges, found);
        }
    }

    private void judgeState(Look look) {
        if (look.freePages() >= 0) {
            settle(stateJudge.judgeFreePages(look.freePages()));
        }
        if (look.freeBlocks() != null) {
            settle(stateJudge.judgeFreeBlocks(look.freeBlocks(), look.freePages(), exchanges.isEmpty()));
        }
    }
}
