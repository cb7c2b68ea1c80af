package org.mmtck.conformance.explain.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, with a limit on the file and on each line, so that no input can exhaust memory. Bytes that
 * are no UTF-8 become replacement characters, since a task may call itself anything.
 */
public final class BoundedLines {
    /** Most bytes read from one file: 512 MiB, well above a journal of a month. */
    public static final long MAX_BYTES = 512L << 20;

    /** Most bytes in one line: the kernel's own are below 1 KiB, a journal's below 48 KiB. */
    public static final int MAX_LINE_BYTES = 64 << 10;

    /** A NUL within this many first bytes marks a binary file. Later ones are the holes a crash leaves in a log. */
    private static final int BINARY_WINDOW = 8 << 10;

    private final String name;
    private final String expected;
    private final InputStream in;
    private final long maxBytes;
    private long bytes;
    private long number;

    /**
     * @param name what to call the file in a message
     * @param expected what a good file would hold, as in {@code a kernel log}
     * @param in its bytes; not closed here
     */
    public BoundedLines(String name, String expected, InputStream in) {
        this(name, expected, in, MAX_BYTES);
    }

    /** As above with another limit, {@code maxBytes} of at least 1, so that a test need not write 512 MiB. */
    BoundedLines(String name, String expected, InputStream in, long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, not " + maxBytes);
        }
        this.name = name;
        this.expected = expected;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** What the file is called in messages. */
    public String name() {
        return name;
    }

    /** Number of the line last returned, from 1; 0 before the first. */
    public long number() {
        return number;
    }

    /** The place of the line last returned, as {@code file:line}. */
    public String place() {
        return name + ":" + number;
    }

    /**
     * The next line without its end, or null at the end of the file.
     *
     * @throws BadInputException if the file cannot be read, is empty, binary or over a limit
     */
    public @Nullable String next() throws BadInputException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try {
            int b = in.read();
            if (b < 0 && bytes == 0) {
                throw new BadInputException(name, "the file is empty", expected);
            }
            if (b < 0) {
                return null;
            }
            number++;
            for (; b >= 0 && b != '\n'; b = in.read()) {
                line.write(accept(b, line.size()));
            }
            bytes++;
        } catch (IOException problem) {
            throw new BadInputException(name, "cannot be read (" + problem.getMessage() + ")", expected);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private int accept(int b, int lineSoFar) throws BadInputException {
        bytes++;
        if (bytes > maxBytes) {
            throw new BadInputException(name, "larger than " + maxBytes + " bytes", expected + " no larger than that");
        }
        if (lineSoFar >= MAX_LINE_BYTES) {
            throw new BadInputException(
                    place(), "a line of more than " + MAX_LINE_BYTES + " bytes", expected + " with ordinary lines");
        }
        if (b != 0) {
            return b;
        }
        if (bytes <= BINARY_WINDOW) {
            throw new BadInputException(place(), "a binary file (NUL at byte " + bytes + ")", expected + " as text");
        }
        return ' ';
    }
}
