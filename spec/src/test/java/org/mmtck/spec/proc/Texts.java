package org.mmtck.spec.proc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts that a real Linux 6.18 printed, and composed ones. */
final class Texts {

    /** The moments that were recorded; the empty name is the one that lies on top. */
    static final List<String> MOMENTS = List.of("", "early/", "page-churn/", "all-mixed/");

    private Texts() {}

    static String recorded(String file) {
        return resource("/linux-6.18/" + file);
    }

    static String report(String version) {
        return resource("/report/" + version + ".txt");
    }

    /** The recorded zoneinfo as v7.0 would have printed it: two lines more at the end of each zone with memory. */
    static String zoneinfo70(String file) {
        return recorded(file)
                .replaceAll("(?m)^(  start_pfn: .*)$", "$1\n  reserved_highatomic: 1536\n  free_highatomic:     17");
    }

    /** The recorded zoneinfo as v6.12 would have printed it. */
    static String zoneinfo612(String file) {
        return recorded(file)
                .replaceAll("(?m)^ *high_(min|max): .*\n", "")
                .replaceAll("(?m)^ *nr_free_pages_blocks .*\n", "")
                .replaceAll("(?m)^(      nr_mlock .*)$", "$1\n      nr_bounce    3");
    }

    /** The text with its first {@code old} replaced, which must be there. */
    static String changed(String text, String old, String by) {
        int at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("'" + old + "' is not in the text");
        }
        return text.substring(0, at) + by + text.substring(at + old.length());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
