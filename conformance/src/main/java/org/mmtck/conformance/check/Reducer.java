package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.check.Evidence.Finding;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.spec.history.Operation;

/**
 * Makes a finding smaller: takes operations out, lowers orders, shrinks the machine, and keeps what still breaks the same
 * rule. jqwik shrinks for the first rule that a property breaks; what else it came across on the way is reduced here.
 */
final class Reducer {
    /** Most replays for one finding. */
    private static final int MAX_REPLAYS = 2000;

    private static final String REDUCED = ", reduced";

    private final Subject subject;
    private final @Nullable Subject reference;
    private final Exercise unused = new Exercise();
    private final Evidence evidence;
    private int replays;

    Reducer(Subject subject, @Nullable Subject reference, Evidence evidence) {
        this.subject = subject;
        this.reference = reference;
        this.evidence = evidence;
    }

    /** Reduces the finding of one rule; the evidence keeps every shorter one that is met. */
    void reduce(Judged rule) {
        replays = 0;
        boolean smaller = true;
        while (smaller && replays < MAX_REPLAYS) {
            Finding finding = evidence.of(rule).orElseThrow();
            smaller = shorter(finding) || smallerMachine(finding) || lowerOrders(finding);
        }
    }

    private boolean shorter(Finding finding) {
        int size = finding.exchanges().size();
        for (int chunk = size / 2; chunk >= 1; chunk /= 2) {
            for (int from = 0; from + chunk <= size; from += chunk) {
                List<Operation> rest = operations(finding);
                rest.subList(from, from + chunk).clear();
                if (better(finding, finding.shape(), rest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean smallerMachine(Finding finding) {
        MachineShape shape = finding.shape();
        List<Operation> same = operations(finding);
        for (long pages = 1; pages < shape.pages(); pages = pages < 8 ? pages + 1 : pages * 2) {
            if (better(finding, new MachineShape(pages, shape.maxOrder()), same)) {
                return true;
            }
        }
        for (int order = 0; order < shape.maxOrder(); order++) {
            if (better(finding, new MachineShape(shape.pages(), order), same)) {
                return true;
            }
        }
        return false;
    }

    /** One order less everywhere: the same thing on half the machine. */
    private boolean lowerOrders(Finding finding) {
        MachineShape shape = finding.shape();
        if (shape.maxOrder() == 0 || shape.pages() < 2) {
            return false;
        }
        List<Operation> lower = new ArrayList<>();
        for (Operation operation : operations(finding)) {
            if (operation instanceof Operation.Alloc alloc) {
                lower.add(new Operation.Alloc(Math.max(0, alloc.order() - 1)));
            } else {
                Operation.Free free = (Operation.Free) operation;
                lower.add(new Operation.Free(free.pfn() / 2, Math.max(0, free.order() - 1)));
            }
        }
        return better(finding, new MachineShape(shape.pages() / 2, shape.maxOrder() - 1), lower);
    }

    private static String reduced(String foundBy) {
        return foundBy.endsWith(REDUCED) ? foundBy : foundBy + REDUCED;
    }

    private static List<Operation> operations(Finding finding) {
        List<Operation> operations = new ArrayList<>();
        for (Exchange exchange : finding.exchanges()) {
            operations.add(exchange.operation());
        }
        return operations;
    }

    /** Replays, and tells whether the evidence became better by it. */
    private boolean better(Finding finding, MachineShape shape, List<Operation> operations) {
        if (replays++ >= MAX_REPLAYS) {
            return false;
        }
        Judged rule = finding.violation().rule();
        boolean[] better = {false};
        Session session = new Session(subject, shape, unused, reference, (machine, exchanges, violation) -> {
            for (Violation v = violation; v != null; v = v.also()) {
                if (v.rule() == rule) {
                    better[0] |= evidence.add(machine, exchanges, v, reduced(finding.foundBy()), finding.seed());
                }
            }
        });
        for (Operation operation : operations) {
            session.apply(List.of(operation));
        }
        return better[0];
    }
}
