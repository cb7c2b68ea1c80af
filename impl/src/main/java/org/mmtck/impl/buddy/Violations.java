package org.mmtck.impl.buddy;

import java.util.ArrayList;
import java.util.List;

/** Sentences about what is wrong, up to a limit: one broken link can make every page wrong. */
final class Violations {
    /** Most sentences that are kept. */
    static final int LIMIT = 100;

    private final List<String> sentences = new ArrayList<>();

    void add(String id, String sentence) {
        if (sentences.size() < LIMIT) {
            sentences.add(id + ": " + sentence);
        }
    }

    List<String> list() {
        return List.copyOf(sentences);
    }
}
