package org.mmtck.conformance.coverage;

import java.util.Arrays;

/**
 * A test says that it verifies or trips a rule.
 *
 * @param kind which of the two
 * @param id the rule's id as written in the test; it may be wrong
 * @param module the module of the test, for example {@code spec}
 * @param test the test's full name: {@code org.mmtck.X.method}, or the class alone if the claim is made for all its tests
 */
record Claim(Kind kind, String id, String module, String test) {

    /** What a test can say about a rule. */
    enum Kind {
        VERIFIES("verifies", "org.mmtck.spec.rule.Verifies"),
        TRIPS("trips", "org.mmtck.spec.rule.Trips");

        /** The word for a sentence. */
        final String word;
        /** The annotation that says it. */
        final String annotation;

        Kind(String word, String annotation) {
            this.word = word;
            this.annotation = annotation;
        }
    }

    /** The test without its package, for example {@code BuddyTest.merges}. */
    String shortTest() {
        String[] parts = test.split("\\.");
        int from = 0;
        while (from < parts.length - 1 && Character.isLowerCase(parts[from].charAt(0))) {
            from++;
        }
        return String.join(".", Arrays.asList(parts).subList(from, parts.length))
                .replace('$', '.');
    }
}
