package org.mmtck.spec.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one family's file and refuses, with one sentence, whatever a reader of the book could stumble over. */
final class RuleFile {
    private static final Set<String> REQUIRED =
            Set.of("id", "level", "sentence", "intent", "citations", "kernel", "profile", "clauses");
    private static final Set<String> OPTIONAL = Set.of("needs");
    private static final Pattern CLAUSE = Pattern.compile("[A-Z]+-[1-9][0-9]*[a-z]?");
    private static final Pattern CITATION =
            Pattern.compile("[A-Za-z0-9_./-]+\\.[A-Za-z]+: (struct |enum |union )?[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern KERNEL = Pattern.compile("v[0-9]+\\.[0-9]+(\\.[0-9]+)?|none");
    /** Characters; the largest file has some ten thousand. */
    private static final int LARGEST = 1 << 20;

    private final String file;
    private final String prefix;

    private RuleFile(String family) {
        this.file = "rules/" + family + ".yaml";
        this.prefix = family.toUpperCase(Locale.ROOT) + "-";
    }

    /**
     * The rules of one file, in its order.
     *
     * @param family the family in lower case; the file is {@code rules/<family>.yaml}
     * @param text the file's content
     * @throws RuleBookException on the first thing that is wrong
     */
    static List<Rule> read(String family, String text) {
        return new RuleFile(family).read(text);
    }

    private List<Rule> read(String text) {
        YamlFields top = YamlFields.of(file, "", compose(text), Set.of("rules"), Set.of());
        List<Rule> rules = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        for (Node node : top.list("rules")) {
            String label = "rule number " + (rules.size() + 1);
            YamlFields fields = YamlFields.of(file, label, node, REQUIRED, OPTIONAL);
            Integer before = lineOf.put(fields.text("id"), fields.line());
            if (before != null) {
                throw fields.wrong("id", "is a duplicate: line " + before + " has the same id");
            }
            rules.add(rule(fields));
        }
        return rules;
    }

    private Node compose(String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setCodePointLimit(LARGEST).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(
                            () -> new RuleBookException(file + ": the file is empty; it must have the key rules."));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new RuleBookException(file + ":" + line + ": this is not YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new RuleBookException(file + ": this is not YAML: " + e.getMessage() + ".", e);
        }
    }

    private Rule rule(YamlFields fields) {
        String id = fields.text("id");
        if (!CLAUSE.matcher(id).matches()) {
            throw fields.wrong("id", "must be a family, a dash and a number, like " + prefix + "1, not \"" + id + "\"");
        }
        if (!id.startsWith(prefix)) {
            throw fields.wrong("id", "must begin with " + prefix + " in this file");
        }
        Level level = word(fields, "level", Level.values(), Level::name);
        return new Rule(
                id,
                level,
                sentence(fields, level),
                fields.text("intent"),
                citations(fields),
                kernel(fields),
                word(fields, "profile", Profile.values(), Profile::word),
                fields.has("needs")
                        ? Optional.of(word(fields, "needs", Capability.values(), Capability::word))
                        : Optional.empty(),
                clauses(fields, id));
    }

    private static String sentence(YamlFields fields, Level level) {
        String sentence = fields.text("sentence");
        if (!Arrays.asList(sentence.split("\\W+")).contains(level.name())) {
            throw fields.wrong("sentence", "must contain the word " + level + ", the rule's level");
        }
        if (!sentence.endsWith(".")) {
            throw fields.wrong("sentence", "must end with a period");
        }
        return sentence;
    }

    private static List<String> citations(YamlFields fields) {
        List<String> citations = fields.texts("citations");
        for (String citation : citations) {
            if (!CITATION.matcher(citation).matches()) {
                throw fields.wrong(
                        "citations",
                        "must each read \"path: function\", like \"mm/page_alloc.c: expand\", not \"" + citation + '"');
            }
        }
        return citations;
    }

    private static String kernel(YamlFields fields) {
        String kernel = fields.text("kernel");
        if (!KERNEL.matcher(kernel).matches()) {
            throw fields.wrong("kernel", "must be a version like v7.0, or none, not \"" + kernel + '"');
        }
        return kernel;
    }

    private static List<String> clauses(YamlFields fields, String id) {
        List<String> clauses = fields.texts("clauses");
        if (!clauses.get(0).equals(id)) {
            throw fields.wrong("clauses", "must begin with the rule's own id, not with " + clauses.get(0));
        }
        Set<String> seen = new HashSet<>();
        for (String clause : clauses) {
            if (!CLAUSE.matcher(clause).matches()) {
                throw fields.wrong("clauses", "must be clause ids like " + id + ", not \"" + clause + '"');
            }
            if (!seen.add(clause)) {
                throw fields.wrong("clauses", "must not name " + clause + " twice");
            }
        }
        return clauses;
    }

    private static <T> T word(YamlFields fields, String key, T[] values, Function<T, String> wordOf) {
        String word = fields.text(key);
        for (T value : values) {
            if (wordOf.apply(value).equals(word)) {
                return value;
            }
        }
        String choice = Arrays.stream(values).map(wordOf).collect(Collectors.joining(", "));
        throw fields.wrong(key, "must be one of " + choice + ", not \"" + word + '"');
    }
}
