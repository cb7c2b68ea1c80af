package org.mmtck.spec.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the ids that someone may have meant who wrote another one. */
final class NearestIds {
    /** How many are named; more would not help. */
    private static final int LIMIT = 3;
    /** Longer input is cut: no id is nearly as long, and the cost grows with the length. */
    private static final int LONGEST = 40;

    private NearestIds() {}

    /** Up to three ids with the fewest edits between them and the asked one, ignoring case; ties stay in the given order. */
    static List<String> of(String asked, Collection<String> known) {
        String wanted = cut(asked).toUpperCase(Locale.ROOT);
        Map<String, Integer> edits =
                known.stream().collect(Collectors.toMap(Function.identity(), id -> distance(wanted, id)));
        return known.stream()
                .sorted(Comparator.comparing(edits::get))
                .limit(LIMIT)
                .toList();
    }

    /** The id as it may stand in a sentence: in quotes and cut if it is long. */
    static String shown(String id) {
        return '"' + (id.length() > LONGEST ? cut(id) + "..." : id) + '"';
    }

    private static String cut(String id) {
        return id.substring(0, Math.min(LONGEST, id.length()));
    }

    /** Levenshtein distance: insertions, deletions and replacements that make one out of the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
