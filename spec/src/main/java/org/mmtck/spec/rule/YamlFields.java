package org.mmtck.spec.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys and values of one YAML mapping, with the place of each for the sentence that says what is wrong with it. */
final class YamlFields {
    private final String file;
    private final int line;
    private String name;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlFields(String file, String name, Node node) {
        this.file = file;
        this.name = name;
        this.line = lineOf(node);
    }

    /**
     * The fields of a mapping that has all required keys and, besides, only optional ones.
     *
     * @param file the file's name, for messages
     * @param name what the mapping is, for messages, for example {@code rule BUDDY-10}; may be empty
     */
    static YamlFields of(String file, String name, Node node, Set<String> required, Set<String> optional) {
        YamlFields fields = new YamlFields(file, name, node);
        if (!(node instanceof MappingNode mapping)) {
            throw fields.wrongAt(fields.line, "must be keys and values, not " + kind(node));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(tuple, required, optional);
        }
        for (String key : new TreeSet<>(required)) {
            if (!fields.has(key)) {
                throw fields.wrongAt(fields.line, "the key \"" + key + "\" is missing");
            }
        }
        return fields;
    }

    private void put(NodeTuple tuple, Set<String> required, Set<String> optional) {
        Node keyNode = tuple.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : kind(keyNode);
        if ("id".equals(key) && tuple.getValueNode() instanceof ScalarNode id) {
            name = "rule " + id.getValue();
        }
        if (!required.contains(key) && !optional.contains(key)) {
            Set<String> known = new TreeSet<>(required);
            known.addAll(optional);
            throw wrongAt(lineOf(keyNode), "the key \"" + key + "\" is unknown; known are " + String.join(", ", known));
        }
        if (values.put(key, tuple.getValueNode()) != null) {
            throw wrongAt(lineOf(keyNode), "the key \"" + key + "\" is there twice");
        }
    }

    /** The line, from 1, where the mapping begins. */
    int line() {
        return line;
    }

    /** Whether the key is there. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The text under a key that is there; never blank. */
    String text(String key) {
        return scalar(key, values.get(key));
    }

    /** The texts of the list under a key that is there; at least one, none of them blank. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : list(key)) {
            texts.add(scalar(key, item));
        }
        return texts;
    }

    /** The items of the list under a key that is there; at least one. */
    List<Node> list(String key) {
        Node node = values.get(key);
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(key, "must be a list, not " + kind(node));
        }
        if (sequence.getValue().isEmpty()) {
            throw wrong(key, "must not be an empty list");
        }
        return sequence.getValue();
    }

    private String scalar(String key, @Nullable Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong(key, "must be text, not " + kind(node));
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            throw wrong(key, "must not be empty");
        }
        return text;
    }

    /** What to throw because of a field: {@code rules/inv.yaml:12: rule INV-2: level must be ...}. */
    RuleBookException wrong(String key, String problem) {
        Node node = values.get(key);
        return wrongAt(node == null ? line : lineOf(node), key + " " + problem);
    }

    private RuleBookException wrongAt(int where, String problem) {
        return new RuleBookException(file + ":" + where + ": " + (name.isEmpty() ? "" : name + ": ") + problem + ".");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String kind(@Nullable Node node) {
        if (node == null) {
            return "nothing";
        }
        return switch (node.getNodeType()) {
            case MAPPING -> "keys and values";
            case SEQUENCE -> "a list";
            case SCALAR -> "text";
            case ANCHOR -> "an anchor";
        };
    }
}
