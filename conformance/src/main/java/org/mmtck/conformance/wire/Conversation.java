package org.mmtck.conformance.wire;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mmtck.conformance.subject.SubjectException;
import org.mmtck.spec.history.Operation;

/**
 * One talk with a subject: counts its lines and says in one sentence what went wrong in which. Lines are counted as in a
 * transcript in which each reply follows its request, whatever was pipelined, so that a person can repeat it by hand.
 * What goes wrong ends the process; from then on every call throws the same exception.
 */
final class Conversation {
    /** What to tell a person whose program prints something that is no reply. */
    static final String STDERR_HINT = "only replies go to stdout; if this is a log line, did you mean stderr?";

    private static final String FLUSH_HINT =
            "does it hang, or does it not flush stdout after each reply (in C: fflush(stdout))?";

    private final SubjectProcess process;
    private final WireLimits limits;
    private final LineReader in;
    private final RequestBuffer out = new RequestBuffer();
    private long lines;
    private @Nullable SubjectException broken;

    Conversation(SubjectProcess process, WireLimits limits) {
        this.process = process;
        this.limits = limits;
        this.in = new LineReader(process.stdout(), process.handle()::isAlive, limits.maxLineBytes());
    }

    /** Where replies are read; see {@link #await}. */
    LineReader in() {
        return in;
    }

    /** Where requests are written; see {@link #flush()}. */
    RequestBuffer out() {
        return out;
    }

    /** Lines said so far, by both sides. */
    long lines() {
        return lines;
    }

    /** Whether something went wrong. */
    boolean isBroken() {
        return broken != null;
    }

    /** Throws again what went wrong, if anything did. */
    void requireIntact() {
        if (broken != null) {
            throw broken;
        }
    }

    /** Counts one line that the kit said. */
    void said() {
        lines++;
    }

    /**
     * Sends what was written. Does not fail: a subject that no longer reads has died or will not answer, and what it said
     * last is still to be read. Waiting for the reply finds out, and knows the line.
     */
    void flush() {
        try {
            out.flushTo(process.stdin());
        } catch (IOException nobodyReads) {
            // See above.
        }
    }

    /** Reads the content of a reply line. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(LineReader in) throws BadReplyException;
    }

    /**
     * Waits for the reply to a request.
     *
     * @param sent what was sent: text, or an operation
     */
    <T> T reply(Object sent, Request request, Parser<T> parser) {
        said();
        await(sent, request.expected(), limits.reply());
        try {
            return parser.parse(in);
        } catch (BadReplyException bad) {
            throw wrong(sent, request.expected(), bad.why());
        }
    }

    /** Waits for one line, which is then in {@link #in()}, and counts it. */
    void await(Object sent, String expected, Duration limit) {
        LineReader.Next next;
        try {
            next = in.next(limit);
        } catch (InterruptedException stop) {
            throw interrupted(sent);
        }
        lines++;
        if (next != LineReader.Next.LINE) {
            throw missing(next, sent, expected, limit);
        }
    }

    /** The line that was just read is not what was expected. */
    SubjectException wrong(Object sent, String expected, String why) {
        return breakOff(asked(sent, expected) + ", but " + in.text() + " came: " + why);
    }

    /** Every request is answered, so nothing more may come. */
    void requireSilence() {
        if (in.hasUnread()) {
            lines++;
            throw breakOff(unasked());
        }
    }

    /** Whether there is another line although the process has ended; that is said, not thrown. */
    @Nullable
    String unaskedAtTheEnd() throws InterruptedException {
        return in.next(limits.quit()) == LineReader.Next.LINE
                ? "after the last reply (" + place(lines) + ") " + in.text() + " came although nothing was asked"
                : null;
    }

    private String unasked() {
        try {
            LineReader.Next ignored = in.next(limits.quit());
            return place(lines) + ": " + in.text()
                    + " came although every request was answered, expected one line for each request: " + STDERR_HINT;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return place(lines) + ": something came although every request was answered";
        }
    }

    private SubjectException missing(LineReader.Next how, Object sent, String expected, Duration limit) {
        String some = in.from() < in.to() ? in.text() : "";
        try {
            String what = switch (how) {
                case LATE ->
                    (some.isEmpty() ? "nothing" : "only " + some + " without a line end") + " came within "
                            + inWords(limit) + " and the subject still runs: " + FLUSH_HINT;
                case TOO_LONG ->
                    "more than " + limits.maxLineBytes() + " bytes without a line end came, beginning " + some + ": "
                            + STDERR_HINT;
                case END -> unfinished(some) + "the subject " + process.fate(limits.quit());
                case HELD_OPEN ->
                    unfinished(some) + "the subject " + process.fate(limits.quit())
                            + " (something that it started still holds its stdout)";
                case LINE -> throw new AssertionError("a line is not missing");
            };
            return breakOff(asked(sent, expected) + ", but " + what);
        } catch (InterruptedException stop) {
            return interrupted(sent);
        }
    }

    private static String unfinished(String some) {
        return some.isEmpty() ? "" : some + " came without a line end, and then ";
    }

    private SubjectException interrupted(Object sent) {
        Thread.currentThread().interrupt();
        return breakOff(
                place(lines) + ": the kit was interrupted while it waited for the reply to '" + text(sent) + "'");
    }

    private SubjectException breakOff(String sentence) {
        process.kill();
        in.stop();
        SubjectException exception = new SubjectException(sentence);
        broken = exception;
        return exception;
    }

    private String asked(Object sent, String expected) {
        return place(lines) + ": sent '" + text(sent) + "', expected " + expected;
    }

    private static String text(Object sent) {
        return sent instanceof Operation operation ? RequestBuffer.text(operation) : sent.toString();
    }

    private static String place(long line) {
        return "line " + line + " of the conversation";
    }

    private static String inWords(Duration limit) {
        long millis = limit.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
