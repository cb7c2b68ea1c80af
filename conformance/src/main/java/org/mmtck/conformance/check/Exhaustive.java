package org.mmtck.conformance.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.check.Evidence.Exchange;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;
import org.mmtck.spec.rule.Capability;

/**
 * Every sequence of operations up to a length, on a machine of at most {@link #MAX_PAGES} pages, shortest first, so that
 * the first finding of a rule is a shortest one. Each sequence runs from a reset; one that breaks a MUST is not made
 * longer. The operations tried after each sequence: alloc of every order and of one too large, free of every live
 * block, and, where the subject claims to detect it, every wrong free of one page.
 */
final class Exhaustive {
    /** Largest machine, so that the live blocks of a state fit in a long. */
    static final int MAX_PAGES = 12;

    /** Largest block order, so that an operation fits in a byte. */
    static final int MAX_ORDER = 3;

    /** Longest sequence: one byte an operation in a long. */
    static final int MAX_LENGTH = 8;

    /** A level with more sequences than this is not made longer. */
    static final int MAX_FRONTIER = 8_000_000;

    /** Sequences that travel to a remote subject together. */
    private static final int BATCH = 512;

    private static final int FREE = 0x40;
    private static final int WRONG_FREE = 0x80;
    private static final int CODE = 0xff;

    private final Subject subject;
    private final MachineShape shape;
    private final Exercise exercise;
    private final Evidence evidence;
    private final LongConsumer progress;
    private final Ledger ledger;
    private final AllocJudge allocJudge;
    private final FreeJudge freeJudge;
    private final Set<Long> states = new HashSet<>();
    private final @Nullable Operation[] operations = new Operation[CODE + 1];
    private final boolean misuse;
    private final boolean deterministic;
    private long[] next = new long[1024];
    private long[] nextReplies = new long[1024];
    private int nextSize;
    private long sequences;
    private long operationsDone;

    Exhaustive(Subject subject, MachineShape shape, Exercise exercise, Evidence evidence, LongConsumer progress) {
        if (shape.pages() > MAX_PAGES) {
            throw new IllegalArgumentException(
                    "exhaustive scope is at most " + MAX_PAGES + " pages, not " + shape.pages());
        }
        if (shape.maxOrder() > MAX_ORDER) {
            throw new IllegalArgumentException(
                    "exhaustive scope is at most order " + MAX_ORDER + ", not " + shape.maxOrder());
        }
        this.subject = subject;
        this.shape = shape;
        this.exercise = exercise;
        this.evidence = evidence;
        this.progress = progress;
        ledger = new Ledger(shape);
        allocJudge = new AllocJudge(ledger, exercise);
        freeJudge = new FreeJudge(ledger, exercise);
        misuse = subject.info().has(Capability.DETECTS_DOUBLE_FREE);
        deterministic = subject.info().has(Capability.DETERMINISTIC);
    }

    /**
     * Runs all sequences of 1..length operations, but begins no length that would take the operations done above
     * {@code budget}.
     *
     * @return the longest length that was completed, 0 if the budget did not allow even one
     */
    int run(int length, long budget) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("length must be 1.." + MAX_LENGTH + ", not " + length);
        }
        ledger.reset();
        states.add(ledger.fingerprint());
        extend(0, 0, 0);
        for (int done = 1; done <= length; done++) {
            if (nextSize == MAX_FRONTIER || operationsDone + (long) nextSize * done > budget) {
                return done - 1;
            }
            long[] level = Arrays.copyOf(next, nextSize);
            long[] replies = Arrays.copyOf(nextReplies, nextSize);
            nextSize = 0;
            runLevel(level, replies, done, done < length);
        }
        return length;
    }

    long sequences() {
        return sequences;
    }

    long operations() {
        return operationsDone;
    }

    /** Distinct sets of live blocks that were reached. */
    int states() {
        return states.size();
    }

    private void runLevel(long[] level, long[] replies, int length, boolean extend) {
        for (int from = 0; from < level.length; from += BATCH) {
            int to = Math.min(level.length, from + BATCH);
            List<List<Operation>> batch = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                batch.add(decode(level[i], length));
            }
            List<List<Reply>> answers = subject.applyAllFresh(shape, batch);
            if (answers.size() != batch.size()) {
                throw new SubjectException(
                        "the adapter returned " + answers.size() + " answers for " + batch.size() + " sequences");
            }
            for (int i = from; i < to; i++) {
                List<Operation> sequence = batch.get(i - from);
                long seen = judge(sequence, answers.get(i - from), replies[i]);
                if (seen >= 0 && extend) {
                    extend(level[i], seen, length);
                }
                sequences++;
                operationsDone += sequence.size();
            }
            progress.accept(operationsDone);
        }
    }

    /** Judges the last step (the steps before it were judged a level earlier); returns the replies packed, -1 if broken. */
    private long judge(List<Operation> sequence, List<Reply> answers, long expectedPrefix) {
        ledger.reset();
        long packed = 0;
        int last = sequence.size() - 1;
        for (int i = 0; i <= last; i++) {
            packed = packed << 5 | pack(answers.get(i));
            if (i == last) {
                Violation violation = judgeLast(sequence, answers, packed >>> 5, expectedPrefix);
                if (violation != null) {
                    evidence.add(shape, exchanges(sequence, answers), violation, "exhaustive enumeration", null);
                    if (!violation.leavesLedgerRight()) {
                        return -1;
                    }
                }
            } else if (!replay(sequence.get(i), answers.get(i))) {
                return -1;
            }
        }
        states.add(ledger.fingerprint());
        return packed;
    }

    private @Nullable Violation judgeLast(List<Operation> sequence, List<Reply> answers, long prefix, long expected) {
        int last = sequence.size() - 1;
        if (deterministic && last > 0) {
            exercise.add(Judged.CLAIM_1);
            if (prefix != expected) {
                return new Violation(
                        Judged.CLAIM_1,
                        "the same operations after a reset were answered in another way than before",
                        "the answers to the first " + last + " operations must be those of the run before",
                        null);
            }
        }
        Operation operation = sequence.get(last);
        if (operation instanceof Operation.Alloc alloc) {
            return allocJudge.judge(alloc.order(), answers.get(last), last == 0);
        }
        Operation.Free free = (Operation.Free) operation;
        return freeJudge.judge(free.pfn(), free.order(), answers.get(last));
    }

    /** Enters an already judged step; false if a subject that need not be deterministic now answers differently. */
    private boolean replay(Operation operation, Reply reply) {
        if (operation instanceof Operation.Alloc alloc) {
            if (reply instanceof Reply.Block block) {
                if (ledger.freeBlockAround(block.pfn(), alloc.order()) < 0) {
                    return false;
                }
                ledger.allocate((int) block.pfn(), alloc.order());
            }
            return true;
        }
        Operation.Free free = (Operation.Free) operation;
        if (ledger.liveOrder(free.pfn()) == free.order()) {
            ledger.free((int) free.pfn());
        }
        return true;
    }

    private static List<Exchange> exchanges(List<Operation> sequence, List<Reply> answers) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            exchanges.add(new Exchange(sequence.get(i), answers.get(i)));
        }
        return exchanges;
    }

    private static long pack(Reply reply) {
        if (reply instanceof Reply.Block block) {
            return Math.min(Math.max(block.pfn(), 0), 15);
        }
        return reply instanceof Reply.NoMemory ? 16 : reply instanceof Reply.Done ? 17 : 18;
    }

    /** Adds every sequence that is one operation longer; the ledger holds the state after the given one. */
    private void extend(long sequence, long replies, int length) {
        for (int order = 0; order <= shape.maxOrder() + 1; order++) {
            add(sequence, replies, length, order);
        }
        for (int pfn = 0; pfn < shape.pages(); pfn++) {
            if (ledger.liveOrder(pfn) >= 0) {
                add(sequence, replies, length, FREE | ledger.liveOrder(pfn) << 4 | pfn);
            }
            if (misuse && ledger.liveOrder(pfn) != 0) {
                add(sequence, replies, length, WRONG_FREE | pfn);
            }
        }
    }

    private void add(long sequence, long replies, int length, int code) {
        if (nextSize == MAX_FRONTIER) {
            return;
        }
        if (nextSize == next.length) {
            next = Arrays.copyOf(next, next.length * 2);
            nextReplies = Arrays.copyOf(nextReplies, nextReplies.length * 2);
        }
        next[nextSize] = sequence | (long) code << (8 * length);
        nextReplies[nextSize++] = replies;
    }

    private Operation operation(int code) {
        Operation operation = operations[code];
        if (operation == null) {
            if (code >= WRONG_FREE) {
                operation = new Operation.Free(code & 0xf, 0);
            } else {
                operation = code >= FREE ? new Operation.Free(code & 0xf, code >> 4 & 3) : new Operation.Alloc(code);
            }
            operations[code] = operation;
        }
        return operation;
    }

    private List<Operation> decode(long sequence, int length) {
        List<Operation> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(operation((int) (sequence >>> (8 * i)) & CODE));
        }
        return list;
    }
}
