package org.mmtck.conformance.cli;

/** Breaks text between words so that it fits a terminal. */
final class TextWrap {
    private TextWrap() {}

    /**
     * The text in lines of at most {@code width} columns, each ending with a line feed. A word that alone is wider gets a
     * line of its own and sticks out.
     *
     * @param first what the first line begins with; counts toward its width
     * @param next what the other lines begin with
     */
    static String wrap(String text, int width, String first, String next) {
        if (width <= Math.max(first.length(), next.length())) {
            throw new IllegalArgumentException("a width of " + width + " columns leaves no room beside an indent of "
                    + Math.max(first.length(), next.length()));
        }
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                out.append(line).append('\n');
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return out.append(line).append('\n').toString();
    }
}
