package org.mmtck.conformance.check;

import static org.mmtck.reports.outcome.MemoryMap.State.BAD;

import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/** Runs the reference beside a subject that claims the kernel's own choice of blocks, and compares every answer. */
final class KernelOrder {
    private final Subject reference;
    private final Exercise exercise;

    /** After another choice of block the two have different memories, and comparing them says nothing. */
    private boolean parted;

    KernelOrder(Subject reference, MachineShape shape, Exercise exercise) {
        this.reference = reference;
        this.exercise = exercise;
        reference.reset(shape);
    }

    @Nullable
    Violation judge(Operation operation, Reply reply) {
        if (parted) {
            return null;
        }
        Reply expected = reference.apply(operation);
        if (!(operation instanceof Operation.Alloc alloc)
                || !(expected instanceof Reply.Block wanted)
                || !(reply instanceof Reply.Block got)) {
            return null;
        }
        exercise.add(Judged.BUDDY_4);
        if (got.pfn() == wanted.pfn()) {
            return null;
        }
        parted = true;
        return new Violation(
                Judged.BUDDY_4,
                "the kernel's lists hand out " + Words.block(wanted.pfn(), alloc.order()) + " here, the subject "
                        + Words.block(got.pfn(), alloc.order()),
                "the head of the free list that serves order " + alloc.order() + " leads to pfn " + wanted.pfn()
                        + ", not " + got.pfn(),
                new MemoryMap.Block(got.pfn(), alloc.order(), BAD));
    }
}
