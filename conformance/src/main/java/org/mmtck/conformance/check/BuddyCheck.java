package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.RuleBook;

/**
 * Holds one subject against the {@code buddy} rules: first every sequence at a small scope, shortest first, then random
 * sequences on machines of random shape. One use only.
 */
public final class BuddyCheck {
    /** Rounds of properties; each but the last mutes the rules that were found broken, to find others. */
    private static final int MAX_ROUNDS = 3;

    private final Subject subject;
    private final @Nullable Subject reference;
    private final CheckOptions options;
    private final CheckProgress progress;
    private final RuleBook book;
    private final Exercise exercise = new Exercise();
    private final Evidence evidence = new Evidence();
    private final Map<String, Long> figures = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable SubjectException broken;

    /**
     * @param reference an allocator that knows the kernel's choice of blocks, or null where the subject is that
     *     reference itself
     */
    public BuddyCheck(
            Subject subject, @Nullable Subject reference, CheckOptions options, CheckProgress progress, RuleBook book) {
        this.subject = subject;
        this.reference = reference;
        this.options = options;
        this.progress = progress;
        this.book = book;
    }

    /** Runs both searches; one outcome for each rule of the profile, in the order of the book. */
    public List<Outcome> run() {
        try {
            runExhaustive();
        } catch (SubjectException e) {
            broken = e;
        }
        if (broken == null) {
            runProperties();
        }
        if (broken == null && !evidence.isEmpty()) {
            reduce();
        }
        figures.merge("operations", figures.getOrDefault("property operations", 0L), Long::sum);
        if (!evidence.isEmpty()) {
            figures.put("ms to the first finding", evidence.firstMillis());
        }
        OutcomeWriter writer = new OutcomeWriter(subject.info(), exercise, evidence, broken, reference == null);
        return book.rules().stream()
                .filter(rule -> rule.profile() == Profile.BUDDY)
                .map(writer::outcome)
                .toList();
    }

    /** The outcomes of a subject that could not even be started or spoken to: ERROR wherever this check would judge. */
    public static List<Outcome> unjudged(RuleBook book, SubjectException reason) {
        return book.rules().stream()
                .filter(rule -> rule.profile() == Profile.BUDDY)
                .map(rule -> OutcomeWriter.unjudged(rule, reason))
                .toList();
    }

    /** What was measured: operations, sequences, states. */
    public Map<String, Long> figures() {
        return figures;
    }

    /** What a reader must know beside the verdicts. */
    public List<String> notes() {
        return notes;
    }

    private void runExhaustive() {
        MachineShape scope = options.scope().within(subject.largestShape());
        progress.begin("every sequence on " + scope.pages() + " pages", options.budget());
        Exhaustive search = new Exhaustive(subject, scope, exercise, evidence, progress::done);
        try {
            int length = search.run(options.length(), options.budget());
            notes.add("Exhaustive: all " + search.sequences() + " sequences of up to " + length + " operations on "
                    + scope.pages() + " pages, orders 0.." + scope.maxOrder() + "; "
                    + search.states() + " states.");
            figures.put("operations in the longest exhaustive sequence", (long) length);
        } finally {
            figures.put("exhaustive sequences", search.sequences());
            figures.put("exhaustive states", (long) search.states());
            figures.put("operations", search.operations());
        }
    }

    private void runProperties() {
        PropertyContext context = new PropertyContext(
                subject, kernelOrderReference(), exercise, evidence, progress::done, options.seed(), options.tries());
        muteBroken(context);
        progress.begin("random sequences", -1);
        boolean foundMore = true;
        for (int round = 0; round < MAX_ROUNDS && foundMore && context.broken() == null; round++) {
            PropertyEngine.run(context);
            foundMore = muteBroken(context);
        }
        broken = context.broken();
        figures.put("property operations", context.operations());
        figures.put("property sequences", context.sequences());
        notes.add("Properties: " + context.sequences() + " random sequences, " + context.operations()
                + " operations, machines of 1.." + BuddyProperties.MAX_PAGES + " pages, seed " + options.seed() + ".");
    }

    /** Mutes every rule known to be broken; true if a MUST was among those not muted before. */
    private boolean muteBroken(PropertyContext context) {
        boolean more = false;
        for (Judged rule : Judged.values()) {
            if (evidence.has(rule) && context.mute(rule) && rule.isMust()) {
                more = true;
            }
        }
        return more;
    }

    private void reduce() {
        progress.begin("shortening what was found", -1);
        Reducer reducer = new Reducer(subject, kernelOrderReference(), evidence);
        try {
            for (Judged rule : Judged.values()) {
                if (evidence.has(rule)) {
                    reducer.reduce(rule);
                }
            }
        } catch (SubjectException e) {
            notes.add("The subject broke while a finding was being shortened: " + e.getMessage());
        }
    }

    private @Nullable Subject kernelOrderReference() {
        return subject.info().has(Capability.KERNEL_ORDER) ? reference : null;
    }
}
