package org.mmtck.conformance.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.Look;
import org.mmtck.conformance.subject.MachineShape;
import org.mmtck.conformance.subject.Seen;
import org.mmtck.conformance.subject.Subject;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.conformance.subject.SubjectInfo;
import org.mmtck.spec.history.Operation;
import org.mmtck.spec.history.Reply;

/**
 * A subject that is any executable and speaks the protocol of docs/protocol.md on its stdin and stdout. However it
 * misbehaves, the caller gets a {@link SubjectException} with one sentence, within the {@link WireLimits}, and the process
 * is gone with everything it started.
 */
public final class StdioSubject implements Subject {
    private final SubjectProcess process;
    private final Conversation conversation;
    private final WireLimits limits;
    private final SubjectInfo info;
    private final MachineShape largestShape;
    private final List<String> notes = new ArrayList<>();
    private @Nullable MachineShape unansweredReset;
    private boolean closed;

    private StdioSubject(SubjectProcess process, Conversation conversation, Handshake handshake, WireLimits limits) {
        this.process = process;
        this.conversation = conversation;
        this.limits = limits;
        this.info = handshake.info();
        this.largestShape = handshake.largestShape();
        this.notes.addAll(handshake.notes());
    }

    /** Starts a program in the current directory; see {@link #start(List, Path, WireLimits)}. */
    public static StdioSubject start(List<String> command, WireLimits limits) {
        return start(command, Path.of("").toAbsolutePath(), limits);
    }

    /**
     * Starts a program and shakes hands with it.
     *
     * @param command the program and its arguments; a program without a slash is looked for on the PATH
     * @param directory where it runs; a relative path to the program starts there
     * @param limits how long and how much to take from it
     * @throws SubjectException if it cannot be started, or does not shake hands as the protocol says
     */
    public static StdioSubject start(List<String> command, Path directory, WireLimits limits) {
        SubjectProcess process = SubjectProcess.start(command, directory);
        Conversation conversation = new Conversation(process, limits);
        Handshake handshake = Handshake.over(conversation, limits.start());
        process.rememberDescendants();
        return new StdioSubject(process, conversation, handshake, limits);
    }

    @Override
    public SubjectInfo info() {
        return info;
    }

    /** {@inheritDoc} By its own words; otherwise the largest there is. */
    @Override
    public MachineShape largestShape() {
        return largestShape;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The last lines of the subject's stderr, oldest first; at most {@value StderrTail#MAX_LINES}. */
    public List<String> lastWords() {
        return process.lastWords();
    }

    /** The process of the subject. */
    public ProcessHandle handle() {
        return process.handle();
    }

    /**
     * {@inheritDoc} The request goes out together with the next one, and so a refusal shows there.
     *
     * @throws IllegalArgumentException if the shape is larger than {@link #largestShape()}
     */
    @Override
    public void reset(MachineShape shape) {
        requireNotTooLarge(shape);
        begin();
        answerReset();
        conversation.out().add(RequestBuffer.text(shape));
        unansweredReset = shape;
    }

    @Override
    public Reply apply(Operation operation) {
        return applyAll(List.of(operation)).get(0);
    }

    /**
     * {@inheritDoc} At most {@link WireLimits#window()} requests are in flight; half of them are answered before more are
     * sent.
     *
     * @throws IllegalArgumentException if a number is negative, which the protocol cannot say; nothing is sent then
     */
    @Override
    public List<Reply> applyAll(List<Operation> operations) {
        return replies(exchange(operations), 0, operations.size());
    }

    @Override
    public List<List<Reply>> applyAllFresh(MachineShape shape, List<List<Operation>> sequences) {
        requireNotTooLarge(shape);
        List<Object> asks = new ArrayList<>();
        for (List<Operation> sequence : sequences) {
            asks.add(shape);
            asks.addAll(sequence);
        }
        Object[] answers = exchange(asks);
        List<List<Reply>> replies = new ArrayList<>(sequences.size());
        int from = 0;
        for (List<Operation> sequence : sequences) {
            replies.add(replies(answers, from + 1, from + 1 + sequence.size()));
            from += 1 + sequence.size();
        }
        return replies;
    }

    @Override
    @SuppressWarnings("unchecked") // the answer to SNAPSHOT is what ReplyParser.freeBlocks returned
    public Seen applyAndLook(List<Operation> operations, boolean counters, boolean snapshot) {
        List<Object> asks = new ArrayList<>(operations);
        if (counters) {
            requireClaimed(Request.COUNTERS);
            asks.add(Request.COUNTERS);
        }
        if (snapshot) {
            requireClaimed(Request.SNAPSHOT);
            asks.add(Request.SNAPSHOT);
        }
        Object[] answers = exchange(asks);
        int n = operations.size();
        long free = counters ? (Long) answers[n] : -1;
        List<FreeBlock> blocks = snapshot ? (List<FreeBlock>) answers[counters ? n + 1 : n] : null;
        return new Seen(replies(answers, 0, n), new Look(free, blocks));
    }

    private static List<Reply> replies(Object[] answers, int from, int to) {
        List<Reply> replies = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            replies.add((Reply) answers[i]);
        }
        return replies;
    }

    /** Asks everything in order: an operation, a shape to reset to, or a look at the state; one answer for each. */
    private Object[] exchange(List<?> asks) {
        for (Object ask : asks) {
            if (ask instanceof Operation operation) {
                RequestBuffer.requireSayable(operation);
            }
        }
        begin();
        Object[] answers = new Object[asks.size()];
        int half = (limits.window() + 1) / 2;
        int sent = 0;
        int answered = 0;
        while (answered < answers.length) {
            for (int end = Math.min(answers.length, answered + limits.window()); sent < end; sent++) {
                send(asks.get(sent));
            }
            conversation.flush();
            answerReset();
            for (int end = Math.min(sent, answered + half); answered < end; answered++) {
                answers[answered] = answer(asks.get(answered));
            }
        }
        if (unansweredReset == null) {
            conversation.requireSilence();
        }
        return answers;
    }

    private void send(Object ask) {
        if (ask instanceof Operation operation) {
            conversation.out().add(operation);
        } else {
            conversation.out().add(text(ask));
        }
    }

    private Object answer(Object ask) {
        if (ask instanceof Operation) {
            return ask instanceof Operation.Alloc
                    ? conversation.reply(ask, Request.ALLOC, ReplyParser::allocated)
                    : conversation.reply(ask, Request.FREE, ReplyParser::done);
        }
        if (ask instanceof MachineShape) {
            return conversation.reply(text(ask), Request.RESET, StdioSubject::resetDone);
        }
        return ask == Request.COUNTERS
                ? conversation.reply(text(ask), Request.COUNTERS, ReplyParser::freePages)
                : conversation.reply(text(ask), Request.SNAPSHOT, ReplyParser::freeBlocks);
    }

    private static String text(Object ask) {
        if (ask instanceof MachineShape shape) {
            return RequestBuffer.text(shape);
        }
        return ask == Request.COUNTERS ? "counters" : "snapshot";
    }

    @Override
    public long freePages() {
        return applyAndLook(List.of(), true, false).look().freePages();
    }

    @Override
    public List<FreeBlock> freeBlocks() {
        List<FreeBlock> blocks = applyAndLook(List.of(), false, true).look().freeBlocks();
        return blocks == null ? List.of() : blocks;
    }

    /** Says quit, waits a little, and ends whatever is left of the subject. What was odd about it goes to the notes. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!conversation.isBroken()) {
                quit();
            }
        } catch (SubjectException broken) {
            notes.add(String.valueOf(broken.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            process.kill();
            conversation.in().stop();
        }
    }

    private void begin() {
        if (closed) {
            throw new IllegalStateException("the subject is closed");
        }
        conversation.requireIntact();
        if (unansweredReset == null) {
            conversation.requireSilence();
        }
    }

    private void requireClaimed(Request request) {
        if (request.claim().filter(info::has).isEmpty()) {
            throw new IllegalStateException(
                    "the subject does not claim the capability that '" + text(request) + "' needs");
        }
    }

    private void requireNotTooLarge(MachineShape shape) {
        if (shape.pages() > largestShape.pages() || shape.maxOrder() > largestShape.maxOrder()) {
            throw new IllegalArgumentException(shape + " is more than the subject can do: " + largestShape);
        }
    }

    /** Reads the reply to a reset, if one is due. */
    private void answerReset() {
        MachineShape shape = unansweredReset;
        if (shape != null) {
            unansweredReset = null;
            conversation.flush();
            conversation.reply(RequestBuffer.text(shape), Request.RESET, StdioSubject::resetDone);
        }
    }

    private static Reply resetDone(LineReader in) throws BadReplyException {
        Reply reply = ReplyParser.done(in);
        if (reply instanceof Reply.Refused) {
            throw new BadReplyException(
                    "what it cannot do belongs into the handshake, as 'limit pages N' or 'limit order N'");
        }
        return reply;
    }

    private void quit() throws InterruptedException {
        answerReset();
        process.rememberDescendants();
        conversation.out().add("quit");
        conversation.flush();
        process.closeStdin();
        Duration limit = limits.quit();
        if (!process.awaitExit(limit)) {
            notes.add("the subject did not exit within " + limit.toMillis() + " ms of 'quit' and was killed"
                    + process.quotedLastWords());
            return;
        }
        long orphans = process.orphans();
        if (orphans > 0) {
            notes.add("the subject left " + orphans + " process(es) behind, which were killed");
            process.kill();
        }
        String fate = process.fate(limit);
        if (process.status() != 0) {
            notes.add("after 'quit' the subject " + fate + ", expected status 0");
        }
        Optional.ofNullable(conversation.unaskedAtTheEnd()).ifPresent(notes::add);
    }
}
