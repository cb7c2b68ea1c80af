package org.mmtck.spec.proc;

import org.jspecify.annotations.Nullable;

/** A line on its way to being read. Each step either takes exactly what a kernel would have printed there or nothing. */
final class LineScan {

    private final String line;
    private int at;

    LineScan(String line) {
        this.line = line;
    }

    boolean atEnd() {
        return at == line.length();
    }

    /** Takes this text if it is next. */
    boolean accept(String literal) {
        boolean there = line.startsWith(literal, at);
        at += there ? literal.length() : 0;
        return there;
    }

    /** One capital letter, or null if none is next. */
    @Nullable
    String letter() {
        boolean there = !atEnd() && line.charAt(at) >= 'A' && line.charAt(at) <= 'Z';
        return there ? line.substring(at, ++at) : null;
    }

    /** {@code %<width>lu}: blanks up to the width, then digits without leading zeros; null if that is not next. */
    @Nullable
    Long number(int width) {
        int from = skipBlanks();
        int to = from;
        while (to < line.length() && line.charAt(to) >= '0' && line.charAt(to) <= '9') {
            to++;
        }
        boolean leadingZero = to - from > 1 && line.charAt(from) == '0';
        if (to == from || leadingZero || !padded(from, to, width)) {
            return null;
        }
        try {
            long value = Long.parseLong(line, from, to, 10);
            at = to;
            return value;
        } catch (NumberFormatException e) {
            // More than 63 bits: no count of pages.
            return null;
        }
    }

    /** {@code %<width>s}: blanks up to the width, then a word without blanks and commas; null if that is not next. */
    @Nullable
    String wordRight(int width) {
        int from = skipBlanks();
        int to = wordEnd(from);
        if (to == from || !padded(from, to, width)) {
            return null;
        }
        at = to;
        return line.substring(from, to);
    }

    /** {@code %-<width>s}: a word without blanks and commas, then blanks up to the width; null if that is not next. */
    @Nullable
    String wordLeft(int width) {
        int to = wordEnd(at);
        int end = Math.max(to, at + width);
        if (to == at || end > line.length() || !line.substring(to, end).isBlank()) {
            return null;
        }
        String word = line.substring(at, to);
        at = end;
        return word;
    }

    private boolean padded(int from, int to, int width) {
        return from - at == Math.max(0, width - (to - from));
    }

    private int skipBlanks() {
        int to = at;
        while (to < line.length() && line.charAt(to) == ' ') {
            to++;
        }
        return to;
    }

    private int wordEnd(int from) {
        int to = from;
        while (to < line.length() && line.charAt(to) != ',' && !Character.isWhitespace(line.charAt(to))) {
            to++;
        }
        return to;
    }
}
