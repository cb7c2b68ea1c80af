package org.mmtck.conformance.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmtck.spec.gfp.Migratetype;

/** Spells out the letters of a free-list line. */
final class KindNames {
    private KindNames() {}

    /** For example {@code HIGHATOMIC (H) and ISOLATE (I)} for {@code HI}; {@code of unknown kind} for no letter. */
    static String of(String letters) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            Migratetype type = Migratetype.ofLetter(letter);
            names.add((type == null ? "unknown" : type.label().toUpperCase(Locale.ROOT)) + " (" + letter + ")");
        }
        return names.isEmpty() ? "of unknown kind" : String.join(" and ", names);
    }
}
