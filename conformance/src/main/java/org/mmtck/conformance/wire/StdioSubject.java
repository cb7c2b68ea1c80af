package org.mmtck.conformance.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.conformance.subject.MachineShape;
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

    /** The largest machine that the subject can do, by its own words; otherwise the largest there is. */
    public MachineShape largestShape() {
        return largestShape;
    }

    /** What a reader of the results should know about the talk, one sentence each; complete after {@link #close()}. */
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
        if (shape.pages() > largestShape.pages() || shape.maxOrder() > largestShape.maxOrder()) {
            throw new IllegalArgumentException(shape + " is more than the subject can do: " + largestShape);
        }
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
        operations.forEach(RequestBuffer::requireSayable);
        begin();
        Reply[] replies = new Reply[operations.size()];
        int half = (limits.window() + 1) / 2;
        int sent = 0;
        int answered = 0;
        while (answered < replies.length) {
            for (int end = Math.min(replies.length, answered + limits.window()); sent < end; sent++) {
                conversation.out().add(operations.get(sent));
            }
            conversation.flush();
            answerReset();
            for (int end = Math.min(sent, answered + half); answered < end; answered++) {
                replies[answered] = readReply(operations.get(answered));
            }
        }
        conversation.requireSilence();
        return Arrays.asList(replies);
    }

    @Override
    public long freePages() {
        return ask("counters", Request.COUNTERS, ReplyParser::freePages);
    }

    @Override
    public List<FreeBlock> freeBlocks() {
        return ask("snapshot", Request.SNAPSHOT, ReplyParser::freeBlocks);
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

    private <T> T ask(String line, Request request, Conversation.Parser<T> parser) {
        if (request.claim().filter(info::has).isEmpty()) {
            throw new IllegalStateException("the subject does not claim the capability that '" + line + "' needs");
        }
        begin();
        conversation.out().add(line);
        conversation.flush();
        answerReset();
        T answer = conversation.reply(line, request, parser);
        conversation.requireSilence();
        return answer;
    }

    private Reply readReply(Operation operation) {
        return operation instanceof Operation.Alloc
                ? conversation.reply(operation, Request.ALLOC, ReplyParser::allocated)
                : conversation.reply(operation, Request.FREE, ReplyParser::done);
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
