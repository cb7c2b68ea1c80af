package org.mmtck.conformance.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.rule.Capability;

/**
 * What the property class needs to know of the run that it is part of. jqwik makes the instances of a property class
 * itself, so this is handed over in a static field, for one run at a time.
 */
final class PropertyContext {
    private static @Nullable PropertyContext current;

    private final Subject subject;
    private final @Nullable Subject reference;
    private final Exercise exercise;
    private final Evidence evidence;
    private final LongConsumer progress;
    private final long seed;
    private final int tries;
    private final Set<Judged> muted = EnumSet.noneOf(Judged.class);
    private MachineShape shape = new MachineShape(1, 0);
    private @Nullable SubjectException broken;
    private long operations;
    private long sequences;

    PropertyContext(
            Subject subject,
            @Nullable Subject reference,
            Exercise exercise,
            Evidence evidence,
            LongConsumer progress,
            long seed,
            int tries) {
        this.subject = subject;
        this.reference = reference;
        this.exercise = exercise;
        this.evidence = evidence;
        this.progress = progress;
        this.seed = seed;
        this.tries = tries;
    }

    /** The context of the run under way. */
    static PropertyContext current() {
        PropertyContext context = current;
        if (context == null) {
            throw new IllegalStateException("these properties run under `mmtck check` only: no subject was given");
        }
        return context;
    }

    static void enter(PropertyContext context) {
        if (current != null) {
            throw new IllegalStateException("another check is under way in this JVM");
        }
        current = context;
    }

    static void leave() {
        current = null;
    }

    long seed() {
        return seed;
    }

    int tries() {
        return tries;
    }

    long operations() {
        return operations;
    }

    long sequences() {
        return sequences;
    }

    boolean triesMisuse() {
        return subject.info().has(Capability.DETECTS_DOUBLE_FREE);
    }

    /** The exception with which the subject broke, or null while it works. */
    @Nullable
    SubjectException broken() {
        return broken;
    }

    /** A rule that is known to be broken no longer fails a property, so that others can be found; true if it is new. */
    boolean mute(Judged rule) {
        return muted.add(rule);
    }

    /** The next sequence runs on this machine, or on as much of it as the subject can do. */
    void useShape(MachineShape machine) {
        shape = machine.within(subject.largestShape());
    }

    /** Begins a sequence on the current shape; null once the subject is broken. */
    @Nullable
    Session begin() {
        if (broken != null) {
            return null;
        }
        sequences++;
        progress.accept(operations);
        try {
            return new Session(subject, shape, exercise, reference, this::found);
        } catch (SubjectException e) {
            broken = e;
            return null;
        }
    }

    /** Does one step of a session, and fails the property if the step broke a rule that is not muted. */
    void step(@Nullable Session session, Runnable step) {
        if (session == null || broken != null || session.over()) {
            return;
        }
        int before = session.exchanges().size();
        try {
            step.run();
        } catch (SubjectException e) {
            broken = e;
        }
        operations += session.exchanges().size() - before;
        for (Violation violation : session.violations()) {
            if (violation.rule().isMust() && !muted.contains(violation.rule())) {
                throw new RuleBroken(violation);
            }
        }
    }

    private void found(MachineShape machine, List<Exchange> exchanges, Violation violation) {
        evidence.add(machine, exchanges, violation, "property, shrunk", seed);
    }
}
