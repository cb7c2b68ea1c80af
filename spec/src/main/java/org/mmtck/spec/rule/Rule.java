package org.mmtck.spec.rule;

import java.util.List;
import java.util.Optional;

/**
 * One rule of the book.
 *
 * @param id the id of the leading clause, for example {@code WMARK-41}: upper-case family, dash, number
 * @param level how binding it is
 * @param sentence what holds: one sentence that contains the word of the level
 * @param intent why a person cares: one or two sentences
 * @param citations where the kernel does it, each {@code file: function}
 * @param kernel the kernel version the citation refers to, for example {@code v7.0}
 * @param profile the profile it belongs to
 * @param needs the capability a subject must have for the rule to be judged, or empty
 * @param clauses ids of all clauses that the rule joins, the leading one first
 */
public record Rule(
        String id,
        Level level,
        String sentence,
        String intent,
        List<String> citations,
        String kernel,
        Profile profile,
        Optional<Capability> needs,
        List<String> clauses) {

    public Rule {
        citations = List.copyOf(citations);
        clauses = List.copyOf(clauses);
    }

    /** The family of the rule, for example {@code WMARK} for {@code WMARK-41}. */
    public String family() {
        return id.substring(0, id.indexOf('-'));
    }
}
