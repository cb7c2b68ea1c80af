package org.mmtck.reports.text;

/**
 * Text from outside may hold what no file format can: halves of surrogate pairs, and control characters. Here it becomes
 * something that can be written, and that still shows that something was there.
 */
public final class WellFormed {
    private static final char REPLACEMENT = '\uFFFD';
    /** First of the Unicode pictures of the control characters: U+2400 shows U+0000. */
    private static final int CONTROL_PICTURES = 0x2400;

    private WellFormed() {}

    /** The text with every half of a surrogate pair replaced by U+FFFD, so that UTF-8 can hold it. */
    public static String text(String text) {
        return map(text, false);
    }

    /**
     * The text as {@link #text} gives it, and in addition with every control character but tab and line feed replaced by its
     * picture ({@code U+241B} for escape) and noncharacters by U+FFFD: legal in XML 1.0, and visible on a page.
     */
    public static String visible(String text) {
        return map(text, true);
    }

    private static String map(String text, boolean visible) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(map(c, visible)));
        return out.toString();
    }

    private static int map(int c, boolean visible) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return REPLACEMENT;
        }
        if (!visible || c == '\n' || c == '\t') {
            return c;
        }
        if (c < 0x20) {
            return CONTROL_PICTURES + c;
        }
        boolean control = c >= 0x7f && c <= 0x9f;
        boolean nonCharacter = (c & 0xFFFE) == 0xFFFE;
        return control || nonCharacter ? REPLACEMENT : c;
    }
}
