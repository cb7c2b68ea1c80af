package org.mmtck.spec.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a line as C's printf takes it, for both directions. Knows {@code %d} with a width for numbers from 0 to
 * 2^63-1, and {@code %s} with a width, or a negative one, for words without blanks and commas.
 */
final class LineFormat {

    private static final Pattern CONVERSION = Pattern.compile("%(-?)(\\d*)([ds])");

    /** A piece of the line: fixed text, or one conversion. */
    private record Part(@Nullable String literal, boolean left, int width, boolean number) {

        String print(Object value) {
            String text = value.toString();
            String padding = " ".repeat(Math.max(0, width - text.length()));
            return left ? text + padding : padding + text;
        }

        @Nullable
        Object scan(LineScan scan) {
            if (number) {
                return scan.number(width);
            }
            return left ? scan.wordLeft(width) : scan.wordRight(width);
        }
    }

    /** What was read, in the order of the conversions. */
    static final class Values {
        private final List<Object> values = new ArrayList<>();

        long num(int index) {
            return (Long) values.get(index);
        }

        String word(int index) {
            return (String) values.get(index);
        }

        /** The numbers from this position on. */
        List<Long> nums(int from) {
            return values.subList(from, values.size()).stream()
                    .map(Long.class::cast)
                    .toList();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final String shape;

    private LineFormat(String printf) {
        Matcher conversion = CONVERSION.matcher(printf);
        int from = 0;
        while (conversion.find()) {
            addLiteral(printf.substring(from, conversion.start()));
            String width = conversion.group(2);
            parts.add(new Part(
                    null,
                    !conversion.group(1).isEmpty(),
                    width.isEmpty() ? 0 : Integer.parseInt(width),
                    conversion.group(3).equals("d")));
            from = conversion.end();
        }
        addLiteral(printf.substring(from));
        this.shape = "a line like '" + printf + "'";
    }

    static LineFormat of(String printf) {
        return new LineFormat(printf);
    }

    private void addLiteral(String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, false, 0, false));
        }
    }

    /** The line without its line feed. One value for each conversion: numbers not negative, words without blanks. */
    String format(Object... values) {
        StringBuilder line = new StringBuilder();
        int next = 0;
        for (Part part : parts) {
            line.append(part.literal != null ? part.literal : part.print(values[next++]));
        }
        if (next != values.length) {
            throw new IllegalArgumentException(shape + " takes " + next + " values, but there are " + values.length);
        }
        return line.toString();
    }

    /** Like {@link #format(Object...)} with a list of numbers at the end. */
    String format(List<Object> first, List<Long> rest) {
        List<Object> values = new ArrayList<>(first);
        values.addAll(rest);
        return format(values.toArray());
    }

    /** Reads the next line of the text and goes past it; fails there if it is not exactly of this form. */
    Values read(ProcText text) {
        Values values = scan(text.peek());
        if (values == null) {
            throw text.wrong(shape);
        }
        text.skip();
        return values;
    }

    /** Reads a line; null if it is not exactly of this form. */
    @Nullable
    Values scan(@Nullable String line) {
        if (line == null) {
            return null;
        }
        LineScan scan = new LineScan(line);
        Values values = new Values();
        for (Part part : parts) {
            if (part.literal != null) {
                if (!scan.accept(part.literal)) {
                    return null;
                }
                continue;
            }
            Object value = part.scan(scan);
            if (value == null) {
                return null;
            }
            values.values.add(value);
        }
        return scan.atEnd() ? values : null;
    }
}
