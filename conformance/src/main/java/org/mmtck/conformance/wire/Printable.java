package org.mmtck.conformance.wire;

import java.nio.charset.StandardCharsets;

/** What a subject said, made fit for one line of a message or a report. */
final class Printable {
    private static final int MAX = 80;

    /** Longest name or reason that is kept, in characters. */
    private static final int MAX_TEXT = 200;

    private Printable() {}

    /** At most {@value #MAX} characters, whatever is not printable ASCII as {@code \xNN}, quoted; with the length if cut. */
    static String of(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder("'");
        int at = from;
        for (; at < to && text.length() <= MAX; at++) {
            int c = bytes[at] & 0xff;
            if (c >= ' ' && c < 0x7f) {
                text.append((char) c);
            } else {
                text.append(String.format("\\x%02x", c));
            }
        }
        text.append('\'');
        if (at < to) {
            text.append("... (").append(to - from).append(" bytes)");
        }
        return text.toString();
    }

    /** Text of a subject: at most {@value #MAX_TEXT} characters, without control characters. */
    static String text(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_TEXT);
        return text(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    /** The same for what is already a string. */
    static String text(String said) {
        String cut = said.length() > MAX_TEXT ? said.substring(0, MAX_TEXT) : said;
        return cut.replaceAll("\\p{Cntrl}", "?").strip();
    }
}
