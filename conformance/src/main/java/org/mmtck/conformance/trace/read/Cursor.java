package org.mmtck.conformance.trace.read;

import java.util.Arrays;

/** A place in a line, and the few steps a parser takes from it. A step that fails stays where it failed. */
final class Cursor {
    /** Digits of the largest decimal that cannot overflow a long. */
    private static final int DECIMALS = 18;

    private static final int HEX_DIGITS = 16;
    private static final int HEX_BASE = 16;
    private static final byte[] HEX = hexDigits();

    byte[] text = new byte[0];
    int at;
    int end;
    /** The number last read. */
    long value;

    void set(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The byte here, or 0 at the end. */
    int peek() {
        return at < end ? text[at] : 0;
    }

    void skipSpaces() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }

    /** Goes to the next space or the end. */
    void skipWord() {
        int space = Bytes.find(text, at, end, ' ');
        at = space < 0 ? end : space;
    }

    /** Steps over these bytes; false, at the first that differs. */
    boolean eat(byte[] word) {
        int i = 0;
        while (i < word.length && at + i < end && text[at + i] == word[i]) {
            i++;
        }
        at += i;
        return i == word.length;
    }

    /** Whether these bytes stand here. */
    boolean looksAt(byte[] word) {
        int from = at;
        boolean eaten = eat(word);
        at = from;
        return eaten;
    }

    /** Reads 1..18 decimal digits into {@link #value}. */
    boolean decimal() {
        int from = at;
        int stop = Math.min(end, from + DECIMALS);
        int i = from;
        long number = 0;
        while (i < stop && isDigit(text[i])) {
            number = number * 10 + (text[i] - '0');
            i++;
        }
        at = i;
        value = number;
        return i > from && !isDigit(peek());
    }

    /** Reads 1..18 decimal digits with or without a minus sign into {@link #value}. */
    boolean signed() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        boolean read = decimal();
        value = negative ? -value : value;
        return read;
    }

    /** Reads 1..16 hexadecimal digits of small letters into {@link #value}. */
    boolean hex() {
        int from = at;
        int stop = Math.min(end, from + HEX_DIGITS);
        int i = from;
        long number = 0;
        while (i < stop && hexDigit(text[i]) >= 0) {
            number = number << 4 | hexDigit(text[i]);
            i++;
        }
        at = i;
        value = number;
        return i > from && (i >= end || hexDigit(text[i]) < 0);
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private static int hexDigit(int b) {
        return HEX[b & 0xff];
    }

    private static byte[] hexDigits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < HEX_BASE; i++) {
            digits[Character.forDigit(i, HEX_BASE)] = (byte) i;
        }
        return digits;
    }
}
