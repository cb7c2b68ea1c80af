package org.mmtck.conformance.trace.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Tells what a line of a recording is and reads page events. Understands the kernel's {@code trace} and
 * {@code trace_pipe} files ({@code TASK-PID [CPU] FLAGS TIME: EVENT: FIELDS}), also without flags, with a TGID column,
 * and as {@code trace-cmd report} and {@code perf script} print them ({@code kernel/trace/trace_output.c:
 * trace_print_context}).
 */
public final class LineParser {
    /** Largest CPU number: the kernel's NR_CPUS is at most 8192. */
    public static final int MAX_CPU = 8191;

    /** Largest task number: the kernel's PID_MAX_LIMIT is 2^22. */
    public static final int MAX_PID = (1 << 22) - 1;

    private static final byte[] CPU = "CPU:".getBytes(US_ASCII);
    private static final byte[] LOST = " [LOST ".getBytes(US_ASCII);
    private static final byte[] EVENTS = "EVENTS]".getBytes(US_ASCII);
    private static final byte[] DROPPED = "EVENTS DROPPED]".getBytes(US_ASCII);
    private static final byte[] BUFFER = "##### CPU ".getBytes(US_ASCII);
    private static final byte[] STARTED = " buffer started ####".getBytes(US_ASCII);
    private static final byte[] STACK = " =>".getBytes(US_ASCII);
    private static final byte[] KMEM = "kmem:".getBytes(US_ASCII);

    private final Cursor cursor = new Cursor();
    private final EventHeader header = new EventHeader(cursor);
    private final FieldParser fields = new FieldParser(cursor);

    /** Reads the current line of {@code in} into {@code line}. */
    public void parse(LineReader in, TraceLine line) {
        line.begin(in);
        cursor.set(in.buffer(), in.start(), in.end());
        if (cursor.atEnd()) {
            line.kind = LineKind.COMMENT;
            return;
        }
        int first = cursor.peek();
        if (first == '#') {
            line.kind = bufferStarted(line) ? LineKind.BUFFER_STARTED : LineKind.COMMENT;
        } else if (first == 'C' && lost(line)) {
            line.kind = LineKind.LOST;
        } else if (cursor.looksAt(STACK) || isPreamble(cursor)) {
            line.kind = LineKind.COMMENT;
        } else {
            event(line);
        }
    }

    private void event(TraceLine line) {
        if (!header.parse(line)) {
            torn(line, header.damage());
            return;
        }
        line.hasTime = true;
        if (cursor.looksAt(KMEM)) {
            cursor.at += KMEM.length;
        }
        int from = cursor.at;
        while (isNameByte(cursor.peek())) {
            cursor.at++;
        }
        int to = cursor.at;
        if (cursor.peek() != ':' || to == from) {
            otherForm(line, from);
            return;
        }
        cursor.at++;
        PageEvent event = PageEvent.named(cursor.text, from, to);
        if (event != null) {
            pageEvent(line, event);
        } else {
            otherEvent(line, from, to);
        }
    }

    private void pageEvent(TraceLine line, PageEvent event) {
        line.event = event;
        if (fields.parse(line)) {
            line.kind = LineKind.PAGE_EVENT;
        } else {
            torn(line, fields.damage());
        }
    }

    private void otherEvent(TraceLine line, int from, int to) {
        line.kind = LineKind.OTHER_EVENT;
        cursor.skipSpaces();
        PageEvent near = fields.looksLikeFields() ? PageEvent.nearly(cursor.text, from, to) : null;
        if (near != null) {
            line.event = near;
            fields.parse(line);
            cursor.at = from;
            torn(line, "no event has this name; " + near.word() + " may be meant");
        }
    }

    /** What follows the time and is no {@code NAME:}: a system call, a function, a stack trace's head, or damage. */
    private void otherForm(TraceLine line, int from) {
        int stop = cursor.peek();
        boolean systemCall = startsWith(from, "sys_") && (stop == '(' || stop == ' ');
        boolean function = contains(" <-");
        boolean special = cursor.at == from && stop == '<';
        if (systemCall || function || special) {
            line.kind = LineKind.OTHER_EVENT;
        } else {
            torn(line, cursor.atEnd() ? "the line ends within the event's name" : "the event's name is garbled");
        }
    }

    private boolean startsWith(int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (from + i >= cursor.end || cursor.text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(String word) {
        for (int i = cursor.at; i < cursor.end; i++) {
            if (startsWith(i, word)) {
                return true;
            }
        }
        return false;
    }

    private void torn(TraceLine line, String damage) {
        line.kind = LineKind.TORN;
        line.damage = damage;
        line.damageAt = cursor.at;
    }

    private boolean bufferStarted(TraceLine line) {
        if (!cursor.eat(BUFFER) || !cpu(line)) {
            return false;
        }
        return cursor.eat(STARTED);
    }

    /** {@code CPU:1 [LOST 12 EVENTS]}, or without the number; trace-cmd: {@code CPU:1 [12 EVENTS DROPPED]}. */
    private boolean lost(TraceLine line) {
        int from = cursor.at;
        if (cursor.eat(CPU) && cpu(line) && lostEvents(line)) {
            return true;
        }
        cursor.at = from;
        return false;
    }

    private boolean lostEvents(TraceLine line) {
        line.lost = 0;
        boolean kernels = cursor.looksAt(LOST);
        cursor.at += kernels ? LOST.length : 2;
        if (Cursor.isDigit(cursor.peek())) {
            if (!cursor.decimal() || cursor.peek() != ' ') {
                return false;
            }
            line.lost = cursor.value;
            cursor.at++;
        }
        return cursor.eat(kernels ? EVENTS : DROPPED);
    }

    private boolean cpu(TraceLine line) {
        if (!cursor.decimal() || cursor.value > MAX_CPU) {
            return false;
        }
        line.cpu = (int) cursor.value;
        return true;
    }

    /** What trace-cmd writes before the events: {@code cpus=2}, {@code version = 7}, {@code CPU 1 is empty}. */
    private static boolean isPreamble(Cursor cursor) {
        int first = cursor.peek();
        if (first != 'c' && first != 'v' && first != 'C') {
            return false;
        }
        int length = cursor.end - cursor.at;
        if (length > 24) {
            return false;
        }
        String text = new String(cursor.text, cursor.at, length, US_ASCII);
        return text.matches("cpus=[0-9]+|version = [0-9]+|CPU [0-9]+ is empty");
    }

    private static boolean isNameByte(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || Cursor.isDigit(b);
    }
}
