package org.mmtck.reports.junit;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.mmtck.reports.outcome.Outcome;
import org.mmtck.reports.outcome.Run;
import org.mmtck.reports.outcome.Verdict;
import org.mmtck.reports.text.SequenceText;
import org.mmtck.reports.text.WellFormed;
import org.mmtck.reports.text.Wording;
import org.mmtck.spec.rule.Level;

/**
 * Renders a run in the JUnit XML that CI servers read: a suite for each family of rules, a case for each rule. FAIL of
 * a MUST is a failure, ERROR an error, and what was not judged is skipped with its reason. A server that counts failures must
 * agree with the exit code; so FAIL of a SHOULD or a MAY is skipped too, with a message that names it and its sequence.
 */
public final class JunitXml {
    /** The name of the file in the report's directory. */
    public static final String FILE_NAME = "junit.xml";

    private static final int WIDTH = 100;

    private final Run run;
    private final XMLStreamWriter out;

    private JunitXml(Run run, XMLStreamWriter out) {
        this.run = run;
        this.out = out;
    }

    /** The document; the same run gives the same text. */
    public static String render(Run run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(run, out).document();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string could not be written as XML", e);
        }
        return text + "\n";
    }

    private void document() throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        line(0);
        out.writeStartElement("testsuites");
        attribute("name", "mmtck: " + run.subject());
        totals(run.outcomes());
        attribute("time", String.format(Locale.ROOT, "%.3f", run.millis() / 1000.0));
        for (Map.Entry<String, List<Outcome>> family : families().entrySet()) {
            suite(family.getKey(), family.getValue());
        }
        line(0);
        out.writeEndElement();
        out.writeEndDocument();
    }

    private Map<String, List<Outcome>> families() {
        Map<String, List<Outcome>> families = new LinkedHashMap<>();
        for (Outcome outcome : run.outcomes()) {
            families.computeIfAbsent(outcome.rule().family(), family -> new ArrayList<>())
                    .add(outcome);
        }
        return families;
    }

    private void suite(String family, List<Outcome> outcomes) throws XMLStreamException {
        line(1);
        out.writeStartElement("testsuite");
        attribute("name", family);
        totals(outcomes);
        // The rules of a family are judged in the course of the whole run; none has a time of its own.
        attribute("time", "0");
        attribute("timestamp", run.started());
        properties();
        for (Outcome outcome : outcomes) {
            testcase(outcome);
        }
        line(1);
        out.writeEndElement();
    }

    private void totals(List<Outcome> outcomes) throws XMLStreamException {
        long failures = outcomes.stream().filter(JunitXml::isFailure).count();
        long errors = count(outcomes, Verdict.ERROR);
        long passed = count(outcomes, Verdict.PASS);
        attribute("tests", Long.toString(outcomes.size()));
        attribute("failures", Long.toString(failures));
        attribute("errors", Long.toString(errors));
        attribute("skipped", Long.toString(outcomes.size() - failures - errors - passed));
    }

    private static long count(List<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    private static boolean isFailure(Outcome outcome) {
        return outcome.verdict() == Verdict.FAIL && outcome.rule().level() == Level.MUST;
    }

    private void properties() throws XMLStreamException {
        line(2);
        out.writeStartElement("properties");
        property(3, "subject", run.subject());
        property(3, "claims", String.join(", ", run.claims()));
        property(3, "kit", "mmtck " + run.kitVersion());
        property(3, "command", run.command());
        if (run.seed() != null) {
            property(3, "seed", Long.toString(run.seed()));
        }
        for (Map.Entry<String, Long> figure : run.figures().entrySet()) {
            property(3, figure.getKey(), Long.toString(figure.getValue()));
        }
        line(2);
        out.writeEndElement();
    }

    private void property(int depth, String name, String value) throws XMLStreamException {
        line(depth);
        out.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testcase(Outcome outcome) throws XMLStreamException {
        line(2);
        out.writeStartElement("testcase");
        attribute(
                "classname",
                "mmtck." + outcome.rule().profile().word() + "."
                        + outcome.rule().family());
        attribute("name", outcome.rule().id() + " " + outcome.rule().sentence());
        attribute("time", "0");
        if (!outcome.exercised().isEmpty()) {
            line(3);
            out.writeStartElement("properties");
            for (Map.Entry<String, Long> figure : outcome.exercised().entrySet()) {
                property(4, "exercised." + figure.getKey(), Long.toString(figure.getValue()));
            }
            line(3);
            out.writeEndElement();
        }
        verdict(outcome);
        line(2);
        out.writeEndElement();
    }

    private void verdict(Outcome outcome) throws XMLStreamException {
        switch (outcome.verdict()) {
            case PASS -> element("system-out", "", outcome.reason() + " (" + Wording.exercised(outcome) + ")");
            case FAIL -> fail(outcome);
            case ERROR -> element("error", outcome.reason(), outcome.reason(), "type", "ERROR");
            case SKIP, NOT_SUPPORTED, UNKNOWN ->
                element("skipped", outcome.verdict().word() + ": " + outcome.reason(), "");
        }
    }

    private void fail(Outcome outcome) throws XMLStreamException {
        String level = outcome.rule().level().name();
        String summary = outcome.counterexamples().get(0).summary();
        String sequence = String.join("\n", SequenceText.lines(outcome, WIDTH));
        if (isFailure(outcome)) {
            element("failure", summary, sequence, "type", level);
        } else {
            element("skipped", "FAIL of a " + level + ": " + summary, sequence);
        }
    }

    private void element(String name, String message, String text, String... more) throws XMLStreamException {
        line(3);
        out.writeStartElement(name);
        if (!message.isEmpty()) {
            attribute("message", message);
        }
        for (int i = 0; i < more.length; i += 2) {
            attribute(more[i], more[i + 1]);
        }
        out.writeCharacters(WellFormed.visible(text));
        out.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, WellFormed.visible(value));
    }

    private void line(int depth) throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }
}
