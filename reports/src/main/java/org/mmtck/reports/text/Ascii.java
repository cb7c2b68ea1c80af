package org.mmtck.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Text that is safe to print on any terminal. A subject chooses its own name and its own words, so none of its control
 * characters may reach the terminal of the person who runs the kit.
 */
final class Ascii {
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry((int) '≤', "<="),
            Map.entry((int) '≥', ">="),
            Map.entry((int) '≠', "!="),
            Map.entry((int) '→', "->"),
            Map.entry((int) '×', "x"),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '‘', "'"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '…', "..."));

    private Ascii() {}

    /** One line of printable ASCII: line ends and tabs become spaces, the rest is written as an escape such as {@code \x1b}. */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 0x20 && c < 0x7f) {
                out.append((char) c);
            } else if (c == '\n' || c == '\t' || c == '\r') {
                out.append(' ');
            } else if (PLAIN.containsKey(c)) {
                out.append(PLAIN.get(c));
            } else {
                out.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u{%x}", c));
            }
        });
        return out.toString();
    }

    /** The text in lines of at most {@code width} columns, broken at spaces where there are any; at least one line. */
    static List<String> wrap(String text, int width) {
        assert width >= 10 : "no room to wrap in " + width + " columns";
        List<String> lines = new ArrayList<>();
        String rest = line(text).strip();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** The text in at most {@code width} columns; what does not fit is replaced by {@code ...}. */
    static String clip(String text, int width) {
        String line = line(text).strip();
        if (line.length() <= width) {
            return line;
        }
        int space = line.lastIndexOf(' ', width - 3);
        return line.substring(0, space >= width / 2 ? space : width - 3).stripTrailing() + "...";
    }
}
