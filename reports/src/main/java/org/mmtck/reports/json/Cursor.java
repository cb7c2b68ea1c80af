package org.mmtck.reports.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value in the document and the way to it, so that every complaint names its place, like {@code outcomes[3].rule.id}. */
final class Cursor {
    private final JsonNode node;
    private final String path;

    Cursor(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** A complaint about this place. */
    ResultsFormatException wrong(String sentence) {
        return new ResultsFormatException((path.isEmpty() ? "the document" : path) + ": " + sentence);
    }

    /** Checks that this is an object with no other fields than these; which of them it must have is checked on the way. */
    Cursor object(String... allowed) {
        if (!node.isObject()) {
            throw wrong("expected an object, found " + found());
        }
        Set<String> known = Set.of(allowed);
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong("unknown field \"" + clip(name) + "\", expected only "
                        + Arrays.stream(allowed).collect(Collectors.joining(", ")));
            }
        }
        return this;
    }

    /** The field, which must be there. */
    Cursor field(String name) {
        return optional(name).orElseThrow(() -> wrong("the field \"" + name + "\" is missing"));
    }

    /** The field, or empty where it is absent. */
    Optional<Cursor> optional(String name) {
        if (!node.isObject()) {
            throw wrong("expected an object, found " + found());
        }
        JsonNode value = node.get(name);
        return value == null
                ? Optional.empty()
                : Optional.of(new Cursor(value, path.isEmpty() ? name : path + "." + name));
    }

    String string() {
        if (!node.isString()) {
            throw wrong("expected a string, found " + found());
        }
        return node.stringValue();
    }

    long number(long min, long max) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("expected a whole number, found " + found());
        }
        long value = node.longValue();
        if (value < min || value > max) {
            throw wrong("expected " + min + ".." + max + ", found " + value);
        }
        return value;
    }

    int integer(int min, int max) {
        return (int) number(min, max);
    }

    /** The element of an enum that is written as {@code word}. */
    <E extends Enum<E>> E oneOf(E[] values, Function<E, String> word) {
        String text = string();
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "expected one of " + Arrays.stream(values).map(word).collect(Collectors.joining(", "))
                                + ", found \"" + clip(text) + "\""));
    }

    <T> List<T> list(Function<Cursor, T> read) {
        if (!node.isArray()) {
            throw wrong("expected a list, found " + found());
        }
        List<T> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(read.apply(new Cursor(node.get(i), path + "[" + i + "]")));
        }
        return values;
    }

    Map<String, Long> numbers() {
        if (!node.isObject()) {
            throw wrong("expected an object, found " + found());
        }
        Map<String, Long> values = new TreeMap<>();
        for (String name : node.propertyNames()) {
            values.put(name, field(name).number(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return values;
    }

    /** Builds a part of the model; what the model itself refuses becomes a complaint about this place. */
    <T> T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException e) {
            throw new ResultsFormatException((path.isEmpty() ? "the document" : path) + ": " + e.getMessage(), e);
        }
    }

    static <T> @Nullable T orNull(Optional<T> value) {
        return value.isPresent() ? value.get() : null;
    }

    private String found() {
        return node.isContainer() ? (node.isArray() ? "a list" : "an object") : clip(node.toString());
    }

    private static String clip(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
