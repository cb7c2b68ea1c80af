package org.mmtck.reports.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Step;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.spec.rule.Capability;
import org.mmtck.spec.rule.Level;
import org.mmtck.spec.rule.Profile;
import org.mmtck.spec.rule.Rule;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code results.json} back. What is not exactly such a document is refused with a {@link ResultsFormatException}. */
public final class ResultsReader {
    /** Largest file that is read: 256 MiB. */
    public static final long MAX_BYTES = 256L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ResultsReader() {}

    /** Reads the file of a run. Every complaint starts with the file's name, an unreadable file's too. */
    public static Run read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ResultsFormatException(
                        "expected at most " + MAX_BYTES + " bytes of results, found " + Files.size(file));
            }
            return read(Files.readString(file));
        } catch (ResultsFormatException e) {
            throw new ResultsFormatException(file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new ResultsFormatException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ResultsFormatException(file + ": cannot be read as UTF-8 text (" + e.getMessage() + ")", e);
        }
    }

    /** Reads the text of the document. */
    public static Run read(String json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            String what = e.getOriginalMessage().replaceAll("\\s+", " ");
            throw new ResultsFormatException("not JSON" + place + ": " + what, e);
        }
        if (tree.isMissingNode()) {
            throw new ResultsFormatException("not JSON: there is nothing in it");
        }
        Cursor root = new Cursor(tree, "");
        int version = root.field("schemaVersion").integer(0, Integer.MAX_VALUE);
        if (version != ResultsDocument.SCHEMA_VERSION) {
            throw root.wrong("schemaVersion is " + version + ", and this mmtck reads only schemaVersion "
                    + ResultsDocument.SCHEMA_VERSION);
        }
        return run(root);
    }

    private static Run run(Cursor at) {
        at.object(
                "schemaVersion",
                "kit",
                "command",
                "subject",
                "seed",
                "started",
                "millis",
                "exitCode",
                "counts",
                "figures",
                "notes",
                "outcomes");
        Cursor kit = at.field("kit").object("name", "version");
        if (!kit.field("name").string().equals(ResultsDocument.KIT_NAME)) {
            throw kit.field("name").wrong("expected \"" + ResultsDocument.KIT_NAME + "\"");
        }
        Cursor subject = at.field("subject").object("name", "claims");
        Run run = at.build(() -> new Run(
                at.field("command").string(),
                kit.field("version").string(),
                subject.field("name").string(),
                subject.field("claims").list(Cursor::string),
                Cursor.orNull(at.optional("seed").map(ResultsReader::seed)),
                at.field("started").string(),
                at.field("millis").number(0, Long.MAX_VALUE),
                at.field("figures").numbers(),
                at.field("outcomes").list(ResultsReader::outcome),
                at.field("notes").list(Cursor::string)));
        requireConsistent(at, run);
        return run;
    }

    /** The sums are in the document for readers that do not want to count; they must agree with what they sum up. */
    private static void requireConsistent(Cursor at, Run run) {
        int exitCode = at.field("exitCode").integer(0, 3);
        if (exitCode != run.exitCode()) {
            throw at.field("exitCode").wrong("found " + exitCode + ", but the outcomes give " + run.exitCode());
        }
        Map<String, Long> counts = at.field("counts").numbers();
        for (Map.Entry<String, Integer> expected : ResultsDocument.counts(run).entrySet()) {
            Long found = counts.get(expected.getKey());
            if (found == null || found != expected.getValue().longValue()) {
                throw at.field("counts")
                        .wrong("found " + found + " " + expected.getKey() + ", but the outcomes have "
                                + expected.getValue());
            }
        }
        if (counts.size() != Verdict.values().length) {
            throw at.field("counts").wrong("expected the verdicts and nothing else, found " + counts.keySet());
        }
    }

    private static Outcome outcome(Cursor at) {
        at.object("rule", "verdict", "reason", "exercised", "counterexamples");
        return at.build(() -> new Outcome(
                rule(at.field("rule")),
                at.field("verdict").oneOf(Verdict.values(), Verdict::word),
                at.field("reason").string(),
                at.field("exercised").numbers(),
                at.field("counterexamples").list(ResultsReader::counterexample)));
    }

    private static Rule rule(Cursor at) {
        at.object("id", "level", "sentence", "intent", "citations", "kernel", "profile", "needs", "clauses");
        if (at.field("id").string().indexOf('-') < 1) {
            throw at.field("id")
                    .wrong("expected a family, a dash and a number, found \""
                            + at.field("id").string() + "\"");
        }
        return at.build(() -> new Rule(
                at.field("id").string(),
                at.field("level").oneOf(Level.values(), Level::name),
                at.field("sentence").string(),
                at.field("intent").string(),
                at.field("citations").list(Cursor::string),
                at.field("kernel").string(),
                at.field("profile").oneOf(Profile.values(), Profile::word),
                at.optional("needs").map(needs -> needs.oneOf(Capability.values(), Capability::word)),
                at.field("clauses").list(Cursor::string)));
    }

    private static Counterexample counterexample(Cursor at) {
        at.object("summary", "setting", "foundBy", "seed", "steps");
        return at.build(() -> new Counterexample(
                at.field("summary").string(),
                at.field("setting").string(),
                at.field("steps").list(ResultsReader::step),
                at.field("foundBy").string(),
                Cursor.orNull(at.optional("seed").map(ResultsReader::seed))));
    }

    private static Step step(Cursor at) {
        at.object("number", "action", "reply", "demand", "map");
        return at.build(() -> new Step(
                at.field("number").integer(1, Integer.MAX_VALUE),
                at.field("action").string(),
                at.field("reply").string(),
                Cursor.orNull(at.optional("demand").map(Cursor::string)),
                Cursor.orNull(at.optional("map").map(ResultsReader::map))));
    }

    private static MemoryMap map(Cursor at) {
        at.object("startPfn", "pages", "blocks");
        return at.build(() -> new MemoryMap(
                at.field("startPfn").number(0, Long.MAX_VALUE),
                at.field("pages").number(1, MemoryMap.MAX_PAGES),
                at.field("blocks").list(ResultsReader::block)));
    }

    private static MemoryMap.Block block(Cursor at) {
        at.object("pfn", "order", "state");
        return at.build(() -> new MemoryMap.Block(
                at.field("pfn").number(0, Long.MAX_VALUE),
                at.field("order").integer(0, MemoryMap.Block.MAX_ORDER),
                at.field("state").oneOf(MemoryMap.State.values(), MemoryMap.State::name)));
    }

    private static Long seed(Cursor at) {
        return at.number(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
