package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;

/**
 * One sequence of operations on one subject from a reset on, judged step by step. The first broken MUST ends it:
 * afterwards {@link #over()} is true and nothing more is sent.
 */
final class Session {
    /** Snapshots are asked for after every operation up to this many pages; above, only when nothing is live. */
    private static final int SNAPSHOT_PAGES = 256;

    private final Subject subject;
    private final MachineShape shape;
    private final Ledger ledger;
    private final Exercise exercise;
    private final AllocJudge allocJudge;
    private final FreeJudge freeJudge;
    private final StateJudge stateJudge;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final @Nullable KernelOrder kernelOrder;
    private final FoundBy foundBy;
    private @Nullable Violation violation;

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
    Session(
            Subject subject, MachineShape shape, Exercise exercise, @Nullable Subject reference, FoundBy foundBy) {
        this.subject = subject;
        this.shape = shape;
        this.ledger = new Ledger(shape);
        this.exercise = exercise;
        this.allocJudge = new AllocJudge(ledger, exercise);
        this.freeJudge = new FreeJudge(ledger, exercise);
        this.stateJudge = new StateJudge(ledger, exercise);
        this.kernelOrder = reference == null ? null : new KernelOrder(reference, shape, exercise);
        this.foundBy = foundBy;
        subject.reset(shape);
        judgeState();
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

    /** The broken MUST that ended the session, or null. */
    @Nullable Violation violation() {
        return violation;
    }

    boolean over() {
        return violation != null;
    }

    void alloc(int order) {
        if (!over()) {
            boolean afterReset = exchanges.isEmpty();
            Operation.Alloc operation = new Operation.Alloc(order);
            Reply reply = exchange(operation);
            settle(allocJudge.judge(order, reply, afterReset));
            if (!over() && kernelOrder != null) {
                settle(kernelOrder.judge(operation, reply));
            }
            judgeState();
        }
    }

    void free(long pfn, int order) {
        if (!over()) {
            Operation.Free operation = new Operation.Free(pfn, order);
            Reply reply = exchange(operation);
            settle(freeJudge.judge(pfn, order, reply));
            if (!over() && kernelOrder != null) {
                settle(kernelOrder.judge(operation, reply));
            }
            judgeState();
        }
    }

    private Reply exchange(Operation operation) {
        Reply reply = subject.apply(operation);
        exchanges.add(new Exchange(operation, reply));
        return reply;
    }

    private void settle(@Nullable Violation found) {
        if (found == null) {
            return;
        }
        foundBy.found(shape, exchanges, found);
        if (!found.leavesLedgerRight()) {
            violation = found;
        }
    }

    private void judgeState() {
        if (over()) {
            return;
        }
        long counted = -1;
        if (subject.info().has(Capability.COUNTERS)) {
            counted = subject.freePages();
            settle(stateJudge.judgeFreePages(counted));
        }
        boolean look = ledger.pages() <= SNAPSHOT_PAGES || ledger.liveCount() == 0;
        if (!over() && look && subject.info().has(Capability.SNAPSHOT)) {
            List<FreeBlock> blocks = subject.freeBlocks();
            settle(stateJudge.judgeFreeBlocks(blocks, counted, exchanges.isEmpty()));
        }
    }
}
