package org.mmtck.spec.proc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text on its way to being read, line by line. */
final class ProcText {

    /** Characters; the files of the largest machines have less than a hundredth of this. */
    static final int MAX_CHARS = 1 << 26;

    private static final int SHOWN = 80;

    private final String name;
    private final List<String> lines;
    private int at;

    /**
     * @param name of the file, for messages
     * @param text whole; each line, the last one too, ends with a line feed
     */
    ProcText(String name, String text) {
        this.name = name;
        if (text.length() > MAX_CHARS) {
            throw new ProcFormatException(
                    name + ": expected at most " + MAX_CHARS + " characters, found " + text.length());
        }
        lines = List.of(text.split("\n", -1));
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new ProcFormatException(
                    name + ":" + lines.size() + ": expected a line feed at the end of the last line, found none");
        }
    }

    boolean atEnd() {
        return at == lines.size() - 1;
    }

    /** The next line, or null at the end; it stays where it is. */
    @Nullable
    String peek() {
        return atEnd() ? null : lines.get(at);
    }

    boolean startsWith(String prefix) {
        String line = peek();
        return line != null && line.startsWith(prefix);
    }

    /** Goes past the next line. */
    void skip() {
        at++;
    }

    /** Goes past the next line if it is exactly this one. */
    boolean accept(String line) {
        boolean same = line.equals(peek());
        at += same ? 1 : 0;
        return same;
    }

    /** Goes past the next line, which must be exactly this one. */
    void expect(String line) {
        if (!accept(line)) {
            throw wrong("'" + line + "'");
        }
    }

    /** The text must be over. */
    void expectEnd() {
        if (!atEnd()) {
            throw wrong("the end of the file");
        }
    }

    /** A complaint about the next line. */
    ProcFormatException wrong(String expected) {
        String line = peek();
        String found = line == null ? "the end of the file" : "'" + shortened(line) + "'";
        return new ProcFormatException(name + ":" + (at + 1) + ": expected " + expected + ", found " + found);
    }

    private static String shortened(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }
}
