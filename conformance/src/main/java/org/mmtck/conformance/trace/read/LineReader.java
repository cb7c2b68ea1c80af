package org.mmtck.conformance.trace.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands out a recording line by line, each as a range of one buffer: no object is made for a line, because a recording
 * has millions. A range is good until the next call of {@link #next()}.
 */
public final class LineReader implements Closeable {
    /** Longest line in bytes. Event lines have some hundred; what is longer is no ftrace text. */
    public static final int MAX_LINE = 1 << 16;

    /** Most lines of one recording: a history entry has 34 bits for the number. About 2 TB of text. */
    public static final long MAX_LINES = (1L << 34) - 1;

    private static final int BUFFER = 1 << 18;

    private final TraceSource source;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean exhausted;
    private int start;
    private int end;
    private boolean terminated;
    private long number;

    private LineReader(TraceSource source) {
        this.source = source;
        this.in = source.open();
    }

    /**
     * Opens a recording.
     *
     * @throws TraceInputException if it cannot be read or is no text
     */
    public static LineReader open(TraceSource source) {
        return new LineReader(source);
    }

    /**
     * Goes to the next line; false at the end.
     *
     * @throws TraceInputException if reading fails, or a line is longer than {@link #MAX_LINE}
     */
    public boolean next() {
        int feed = Bytes.find(buffer, position, limit, '\n');
        while (feed < 0 && !exhausted) {
            int searched = limit - position;
            checkLength(searched);
            refill();
            feed = Bytes.find(buffer, position + searched, limit, '\n');
        }
        if (feed < 0 && position == limit) {
            return false;
        }
        start = position;
        terminated = feed >= 0;
        end = terminated ? feed : limit;
        position = terminated ? feed + 1 : limit;
        checkLength(end - start);
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        number++;
        if (number > MAX_LINES) {
            throw new TraceInputException(source.name() + ": the recording is longer than " + MAX_LINES
                    + " lines, the most that can be judged.");
        }
        return true;
    }

    /** The bytes; the line is {@link #start()} to {@link #end()}. */
    byte[] buffer() {
        return buffer;
    }

    /** Index of the line's first byte. */
    int start() {
        return start;
    }

    /** Index after the line's last byte, without its line feed. */
    int end() {
        return end;
    }

    /** Number of the line, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    /** Whether the line ends with a line feed; false only for the last line of a recording that was cut. */
    boolean terminated() {
        return terminated;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw source.broken(e, number);
        }
    }

    private void checkLength(int length) {
        if (length > MAX_LINE) {
            throw new TraceInputException(source.name() + ": line " + (number + 1) + " is longer than " + MAX_LINE
                    + " bytes; ftrace text was expected.");
        }
    }

    /** Moves the unread rest to the front and reads on. */
    private void refill() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        try {
            int got = in.read(buffer, limit, buffer.length - limit);
            exhausted = got < 0;
            limit += Math.max(got, 0);
        } catch (IOException e) {
            throw source.broken(e, number);
        }
    }
}
