package org.mmtck.conformance.subject;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/**
 * An allocator under test. Calls come from one thread. Every method throws {@link SubjectException} when the subject
 * broke; after that only {@link #close()} may be called.
 */
public interface Subject extends AutoCloseable {

    /** What the subject says of itself; the same for its whole life. */
    SubjectInfo info();

    /** The largest machine that the subject can do; {@link #reset} takes no larger one. */
    default MachineShape largestShape() {
        return new MachineShape(MachineShape.MAX_PAGES, MachineShape.MAX_PAGE_ORDER);
    }

    /** What a reader of the results should know about the subject, one sentence each; complete after {@link #close()}. */
    default List<String> notes() {
        return List.of();
    }

    /** Starts over with all pages of the shape free. */
    void reset(MachineShape shape);

    /** Does one operation and waits for the answer. */
    Reply apply(Operation operation);

    /** Does all operations in order; a remote subject sends them before it reads the answers. One answer for each. */
    default List<Reply> applyAll(List<Operation> operations) {
        List<Reply> replies = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            replies.add(apply(operation));
        }
        return replies;
    }

    /**
     * Runs each sequence from a reset of its own, in order; a remote subject sends many before it reads the answers. One
     * list of answers for each sequence.
     */
    default List<List<Reply>> applyAllFresh(MachineShape shape, List<List<Operation>> sequences) {
        List<List<Reply>> replies = new ArrayList<>(sequences.size());
        for (List<Operation> sequence : sequences) {
            reset(shape);
            replies.add(applyAll(sequence));
        }
        return replies;
    }

    /**
     * Does all operations in order and then shows its state; a remote subject sends everything before it reads an answer.
     *
     * @param counters whether to ask for the free counter; only for subjects with that capability
     * @param snapshot whether to ask for the free blocks; only for subjects with that capability
     */
    default Seen applyAndLook(List<Operation> operations, boolean counters, boolean snapshot) {
        List<Reply> replies = applyAll(operations);
        return new Seen(replies, new Look(counters ? freePages() : -1, snapshot ? freeBlocks() : null));
    }

    /** Pages that are free now. Only for subjects with the capability {@code counters}. */
    long freePages();

    /** All free blocks, in any order. Only for subjects with the capability {@code snapshot}. */
    List<FreeBlock> freeBlocks();

    @Override
    void close();
}
