package org.mmtck.spec.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All rules, read from {@code rules/<family>.yaml}: one file per family, in the order of {@link #FAMILIES}. A file reads
 * like this; every key but {@code needs} must be there, and no other may:
 *
 * <pre>{@code
 * rules:
 *   - id: INV-25                     # the leading clause; its prefix is the file's name in upper case
 *     level: MUST                    # MUST, SHOULD or MAY
 *     sentence: "Pages MUST ... ."   # what holds: our own words, with the level's word and a period at the end
 *     intent: "..."                  # why a person cares
 *     citations: ["mm/page_alloc.c: account_freepages"]
 *     kernel: v7.0                   # the version cited, or none for a rule of the kit's own
 *     profile: buddy                 # see Profile
 *     needs: counters                # see Capability; leave it out if the bare profile is enough
 *     clauses: [INV-25]              # all clauses that the rule joins, its own id first
 * }</pre>
 */
public final class RuleBook {

    /** The families, in book order. A new family is its file and a line here. */
    static final List<String> FAMILIES = List.of(
            "buddy", //
            "inv", //
            "free", //
            "migr", //
            "gfp", //
            "zone", //
            "wmark", //
            "pcp", //
            "alloc", //
            "slow", //
            "oom", //
            "fail", //
            "proc", //
            "trace", //
            "claim");

    private final Map<String, Rule> rules;

    private RuleBook(Map<String, Rule> rules) {
        this.rules = Collections.unmodifiableMap(rules);
    }

    /**
     * The book that ships with this version.
     *
     * @throws RuleBookException if a file is missing or wrong; the message names file, line, rule and field
     */
    public static RuleBook load() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String family : FAMILIES) {
            files.put(family, resource(family));
        }
        return of(files);
    }

    /**
     * A book made of these files.
     *
     * @param files the text of each family's file, by family in lower case; the order is the book's
     * @throws RuleBookException if a file is wrong; the message names file, line, rule and field
     */
    static RuleBook of(Map<String, String> files) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            for (Rule rule : RuleFile.read(file.getKey(), file.getValue())) {
                Rule before = rules.put(rule.id(), rule);
                // Within a file RuleFile refuses a second one, and a family has one file.
                assert before == null : rule.id() + " is in two families";
            }
        }
        return new RuleBook(rules);
    }

    /** All rules, in book order: the families' order, then the file's. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** The rule with exactly this id, or empty. */
    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /**
     * The rule with exactly this id.
     *
     * @throws RuleBookException if there is none; the message says what the id is a clause of, or names the nearest ids
     */
    public Rule require(String id) {
        return rule(id).orElseThrow(() -> new RuleBookException(unknown(id)));
    }

    /** The rules of exactly this profile, in book order; those of profiles it includes are not among them. */
    public List<Rule> byProfile(Profile profile) {
        return rules.values().stream().filter(rule -> rule.profile() == profile).toList();
    }

    /** The rules of this family, for example {@code BUDDY} (in any case), in book order; empty for an unknown family. */
    public List<Rule> byFamily(String family) {
        String wanted = family.toUpperCase(Locale.ROOT);
        return rules.values().stream()
                .filter(rule -> rule.family().equals(wanted))
                .toList();
    }

    /** The families, for example {@code BUDDY}, in book order. */
    public List<String> families() {
        return rules.values().stream().map(Rule::family).distinct().toList();
    }

    /** The rules that join this clause of the reference documents, in book order; usually one, possibly none. */
    public List<Rule> joining(String clause) {
        return rules.values().stream()
                .filter(rule -> rule.clauses().contains(clause))
                .toList();
    }

    /** Up to three ids of the book that are easily mistaken for this one, the likeliest first; empty only for an empty book. */
    public List<String> nearest(String id) {
        return NearestIds.of(id, rules.keySet());
    }

    /** One sentence about an id that no rule has: what it is a clause of, or which ids are near. */
    public String unknown(String id) {
        List<String> joiners = joining(id).stream().map(Rule::id).toList();
        if (!joiners.isEmpty()) {
            return "No rule has the id " + id + "; it is a clause of " + String.join(" and of ", joiners) + ".";
        }
        List<String> near = nearest(id);
        if (near.isEmpty()) {
            return "No rule has the id " + NearestIds.shown(id) + "; the book is empty.";
        }
        return "No rule has the id " + NearestIds.shown(id) + "; the nearest " + (near.size() == 1 ? "is " : "are ")
                + String.join(", ", near) + ".";
    }

    private static String resource(String family) {
        String name = "/rules/" + family + ".yaml";
        try (InputStream in = RuleBook.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new RuleBookException("The rule book lists the family " + family + ", but there is no file "
                        + name.substring(1) + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
