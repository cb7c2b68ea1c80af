package org.mmtck.conformance.trace.read;

/** Reads what stands before an event's name: {@code TASK-PID [CPU] FLAGS TIME: }. */
final class EventHeader {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;
    /** Most seconds whose nanoseconds fit a long. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS - 1;

    /** Third of the flags: which interrupt, {@code .} for none. */
    private static final int CONTEXT = 2;

    private static final int PID_DIGITS = 7;
    private static final int MIN_FLAGS = 4;
    private static final int MAX_FLAGS = 8;

    private final Cursor cursor;
    private String damage = "";
    /** Where {@code [CPU]} stood in the last line. */
    private int column;

    EventHeader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads up to the event's name; false if the line is torn, with {@link #damage()}. */
    boolean parse(TraceLine line) {
        return taskAndCpu(line) && flags(line) && time(line);
    }

    String damage() {
        return damage;
    }

    /**
     * Finds {@code [CPU]}. The name of a task may hold anything, brackets too, so what counts is the first bracketed
     * number that a task's number stands before.
     */
    private boolean taskAndCpu(TraceLine line) {
        int start = cursor.at;
        // The columns are mostly the same as in the line before.
        if (taskAndCpuAt(line, start, start + column)) {
            return true;
        }
        int bracket = Bytes.find(cursor.text, start, cursor.end, '[');
        while (bracket >= 0) {
            if (taskAndCpuAt(line, start, bracket)) {
                column = bracket - start;
                return true;
            }
            bracket = Bytes.find(cursor.text, bracket + 1, cursor.end, '[');
        }
        cursor.at = cursor.end;
        return damaged("no TASK-PID [CPU] was found");
    }

    private boolean taskAndCpuAt(TraceLine line, int start, int bracket) {
        return bracket > start
                && bracket < cursor.end
                && cursor.text[bracket] == '['
                && cursor.text[bracket - 1] == ' '
                && cpuAt(line, bracket + 1)
                && pidBefore(line, start, bracket - 1);
    }

    private boolean cpuAt(TraceLine line, int from) {
        cursor.at = from;
        if (!cursor.decimal() || cursor.value > LineParser.MAX_CPU || cursor.peek() != ']') {
            return false;
        }
        line.cpu = (int) cursor.value;
        cursor.at++;
        return true;
    }

    /** Reads the task's number, which ends before the spaces at {@code at}; a TGID in parentheses may stand between. */
    private boolean pidBefore(TraceLine line, int start, int at) {
        byte[] text = cursor.text;
        int i = skipBack(start, at);
        if (i >= start && text[i] == ')') {
            while (i >= start && text[i] != '(') {
                i--;
            }
            i = skipBack(start, i - 1);
        }
        int last = i;
        long pid = 0;
        long unit = 1;
        while (i >= start && Cursor.isDigit(text[i]) && last - i < PID_DIGITS) {
            pid += unit * (text[i] - '0');
            unit *= 10;
            i--;
        }
        boolean read = i < last && i >= start && (text[i] == '-' || text[i] == ' ');
        line.pid = (int) pid;
        return read && pid <= LineParser.MAX_PID;
    }

    private int skipBack(int start, int from) {
        int i = from;
        while (i >= start && cursor.text[i] == ' ') {
            i--;
        }
        return i;
    }

    private boolean flags(TraceLine line) {
        cursor.skipSpaces();
        int from = cursor.at;
        line.hasFlags = !Cursor.isDigit(cursor.peek());
        line.irqsOff = false;
        line.inTask = false;
        if (!line.hasFlags) {
            return true;
        }
        cursor.skipWord();
        int length = cursor.at - from;
        if (length < MIN_FLAGS || length > MAX_FLAGS) {
            return damaged("neither flags nor a time follow the CPU");
        }
        byte irqs = cursor.text[from];
        line.irqsOff = irqs == 'd' || irqs == 'D';
        line.inTask = cursor.text[from + CONTEXT] == '.';
        cursor.skipSpaces();
        return true;
    }

    private boolean time(TraceLine line) {
        if (!cursor.decimal()) {
            return damaged("the time is not a whole number");
        }
        line.time = cursor.value;
        line.hasSeconds = cursor.peek() == '.';
        if (line.hasSeconds) {
            cursor.at++;
            if (!fraction(line)) {
                return damaged("the fraction of the time is not a whole number");
            }
        }
        if (cursor.peek() != ':') {
            return damaged("a colon should follow the time");
        }
        cursor.at++;
        if (cursor.peek() != ' ') {
            return damaged("an event's name should follow the time");
        }
        cursor.skipSpaces();
        return true;
    }

    private boolean fraction(TraceLine line) {
        long seconds = line.time;
        int from = cursor.at;
        if (!cursor.decimal() || cursor.at - from > NANO_DIGITS || seconds > MAX_SECONDS) {
            return false;
        }
        long nanos = cursor.value;
        for (int digits = cursor.at - from; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        line.time = seconds * NANOS + nanos;
        return true;
    }

    private boolean damaged(String what) {
        damage = what;
        return false;
    }
}
