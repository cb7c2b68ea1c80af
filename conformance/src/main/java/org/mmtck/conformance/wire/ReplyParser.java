package org.mmtck.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mmtck.conformance.subject.FreeBlock;
import org.mmtck.spec.history.Reply;

/** Reads replies from bytes, without a String for each. */
final class ReplyParser {
    /** Digits of the largest number; what is less than 10^18 cannot overflow, not even with 2^{@value #MAX_ORDER} added. */
    static final int MAX_DIGITS = 18;

    /** Largest order that can be said; 2^62 is the largest power of two that a long holds. */
    static final int MAX_ORDER = 62;

    private static final Reply DONE = new Reply.Done();
    private static final Reply NO_MEMORY = new Reply.NoMemory();

    private static final byte[] OK = ascii("ok");
    private static final byte[] NONE = ascii("none");
    private static final byte[] BLOCK = ascii("block");
    private static final byte[] REFUSED = ascii("refused");
    private static final byte[] COUNTERS = ascii("counters");
    private static final byte[] SNAPSHOT = ascii("snapshot");
    private static final Set<String> WORDS = Set.of("ok", "none", "block", "refused", "counters", "snapshot");

    private final byte[] line;
    private final int to;
    private int at;

    private ReplyParser(byte[] line, int from, int to) {
        this.line = line;
        this.at = from;
        this.to = to;
    }

    /** The reply to {@code alloc}: {@code block PFN}, {@code none}, or {@code refused WHY}. */
    static Reply allocated(LineReader in) throws BadReplyException {
        ReplyParser parser = new ReplyParser(in.bytes(), in.from(), in.to());
        Reply reply;
        if (parser.word(BLOCK)) {
            reply = new Reply.Block(parser.number());
        } else if (parser.word(NONE)) {
            reply = NO_MEMORY;
        } else {
            return parser.refused();
        }
        parser.requireEnd();
        return reply;
    }

    /** The reply to {@code free} and {@code reset}: {@code ok}, or {@code refused WHY}. */
    static Reply done(LineReader in) throws BadReplyException {
        ReplyParser parser = new ReplyParser(in.bytes(), in.from(), in.to());
        if (!parser.word(OK)) {
            return parser.refused();
        }
        parser.requireEnd();
        return DONE;
    }

    /** The pages in {@code counters free PAGES}; further counters behind it are for later versions of the kit. */
    static long freePages(LineReader in) throws BadReplyException {
        ReplyParser parser = new ReplyParser(in.bytes(), in.from(), in.to());
        if (!parser.word(COUNTERS)) {
            throw parser.notThis();
        }
        if (!parser.word(ascii("free"))) {
            throw new BadReplyException("the counter 'free' must come first");
        }
        return parser.number();
    }

    /** The blocks in {@code snapshot PFN:ORDER ...}; there may be none. */
    static List<FreeBlock> freeBlocks(LineReader in) throws BadReplyException {
        ReplyParser parser = new ReplyParser(in.bytes(), in.from(), in.to());
        if (!parser.word(SNAPSHOT)) {
            throw parser.notThis();
        }
        List<FreeBlock> blocks = new ArrayList<>();
        while (parser.at < parser.to) {
            blocks.add(parser.freeBlock());
        }
        return blocks;
    }

    /** A number that stands for itself, for example in a line of the handshake. */
    static long number(String text) throws BadReplyException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ReplyParser parser = new ReplyParser(bytes, 0, bytes.length);
        long number = parser.number();
        parser.requireEnd();
        return number;
    }

    private Reply refused() throws BadReplyException {
        if (!word(REFUSED)) {
            throw notThis();
        }
        return new Reply.Refused(Printable.text(line, at, to));
    }

    private FreeBlock freeBlock() throws BadReplyException {
        int start = at;
        long pfn = digits();
        if (pfn < 0 || at == to || line[at] != ':') {
            throw new BadReplyException(token(start) + " is not PFN:ORDER, two unsigned decimal numbers");
        }
        at++;
        long order = digits();
        if (order < 0 || order > MAX_ORDER || !atBlank()) {
            throw new BadReplyException(token(start) + " is not PFN:ORDER with an order of 0.." + MAX_ORDER);
        }
        skipBlanks();
        return new FreeBlock(pfn, (int) order);
    }

    /** If the word is next, steps over it and the blanks behind it. */
    private boolean word(byte[] word) {
        int end = at + word.length;
        if (end > to || (end < to && line[end] != ' ')) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (line[at + i] != word[i]) {
                return false;
            }
        }
        at = end;
        skipBlanks();
        return true;
    }

    private long number() throws BadReplyException {
        int start = at;
        long number = digits();
        if (number < 0 || !atBlank()) {
            throw new BadReplyException(
                    start == to
                            ? "a number is missing"
                            : token(start) + " is not an unsigned decimal number of at most " + MAX_DIGITS + " digits");
        }
        skipBlanks();
        return number;
    }

    /** The number of the digits that are next, or -1 if there are none or more than {@value #MAX_DIGITS}. */
    private long digits() {
        int start = at;
        long number = 0;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            if (at - start == MAX_DIGITS) {
                return -1;
            }
            number = number * 10 + (line[at] - '0');
            at++;
        }
        return at == start ? -1 : number;
    }

    private boolean atBlank() {
        return at == to || line[at] == ' ';
    }

    private void skipBlanks() {
        while (at < to && line[at] == ' ') {
            at++;
        }
    }

    private String token(int start) {
        int end = start;
        while (end < to && line[end] != ' ') {
            end++;
        }
        return Printable.of(line, start, end);
    }

    private void requireEnd() throws BadReplyException {
        if (at < to) {
            throw new BadReplyException(token(at) + " is too much");
        }
    }

    /** Why a line that begins with the wrong word may have come. */
    private BadReplyException notThis() {
        if (at == to) {
            return new BadReplyException("the line is empty");
        }
        int end = at;
        while (end < to && line[end] != ' ') {
            end++;
        }
        String word = new String(line, at, end - at, StandardCharsets.US_ASCII);
        if (word.equals("error")) {
            return new BadReplyException("the subject gave up");
        }
        if (WORDS.contains(word)) {
            return new BadReplyException("that answers another request: was one answered twice, or not at all?");
        }
        return new BadReplyException(Conversation.STDERR_HINT);
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
