package org.mmtck.conformance.wire;

/** Bytes of a subject, made fit for one line of a message. */
final class Printable {
    private static final int MAX = 80;

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
}
