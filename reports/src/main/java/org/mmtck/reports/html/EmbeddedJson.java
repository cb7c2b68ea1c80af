package org.mmtck.reports.html;

import java.util.Locale;

/** JSON that can stand inside a script element: nothing in it can end the element or open a comment. */
final class EmbeddedJson {
    private EmbeddedJson() {}

    /** The same document in ASCII; {@code <} occurs in JSON only inside strings, where it may be written as an escape. */
    static String of(String json) {
        StringBuilder out = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '<' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
