package org.mmtck.conformance.explain;

import java.util.List;
import java.util.Locale;

/** Lines of plain text, at most {@link #WIDTH} wide as far as words allow. */
final class TextBlock {
    /** Columns. */
    static final int WIDTH = 96;

    private final StringBuilder out = new StringBuilder();

    TextBlock line(String text) {
        out.append(text.stripTrailing()).append('\n');
        return this;
    }

    TextBlock blank() {
        return line("");
    }

    /** A label in a column of its own, and text beside it, broken between words. */
    TextBlock labelled(String label, String text) {
        return wrapped(String.format(Locale.ROOT, "  %-10s", label), "            ", text);
    }

    /** A list with a heading; nothing at all if the list is empty. */
    TextBlock list(String heading, List<String> items) {
        if (items.isEmpty()) {
            return this;
        }
        blank().line(heading);
        for (String item : items) {
            wrapped("  - ", "    ", item);
        }
        return this;
    }

    /** Text broken between words. */
    TextBlock wrapped(String first, String next, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return line(line.toString());
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
