package org.mmtck.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.Run;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@Epic("Reports")
@Feature("JUnit XML")
class JunitXmlTest {
    @Test
    void aSuiteForEachFamilyWithItsCounts() throws Exception {
        Element root = parse(SampleRuns.everyVerdict()).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(attributes(root, "tests", "failures", "errors", "skipped", "time"))
                .containsExactly("10", "2", "1", "3", "9.812");
        List<Element> suites = children(root, "testsuite");
        assertThat(suites)
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("BUDDY", "INV", "FREE", "SNAP");
        assertThat(attributes(suites.get(0), "tests", "failures", "errors", "skipped"))
                .containsExactly("4", "1", "0", "1");
        for (Element suite : suites) {
            assertThat(children(suite, "testcase")).hasSize(Integer.parseInt(suite.getAttribute("tests")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUDDY-10 | failure | After two buddies of order 2 merged, all 8 pages should be free and none can be had.
            SNAP-1   | error   | Line 812 of the conversation: expected "ok" or "block PFN ORDER", found "segfault?".
            BUDDY-4  | skipped | NOT-SUPPORTED: The subject does not claim kernel-order.
            INV-9    | skipped | UNKNOWN: The bound of 100,000 states was hit before all were seen.
            FREE-7   | skipped | SKIP: A run without --misuse does not free a block twice.
            """)
    void whatDidNotPassSaysWhy(String id, String element, String message) throws Exception {
        Element verdict = only(testcase(SampleRuns.everyVerdict(), id), element);
        assertThat(verdict.getAttribute("message")).isEqualTo(message);
    }

    @Test
    void aPassIsACaseWithNoneOfThem() throws Exception {
        Element pass = testcase(SampleRuns.everyVerdict(), "BUDDY-2");
        assertThat(pass.getAttribute("classname")).isEqualTo("mmtck.buddy.BUDDY");
        assertThat(pass.getAttribute("name")).isEqualTo("BUDDY-2 A subject MUST do as BUDDY-2 says.");
        assertThat(children(pass, "failure")).isEmpty();
        assertThat(children(pass, "error")).isEmpty();
        assertThat(children(pass, "skipped")).isEmpty();
        assertThat(children(only(pass, "properties"), "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .containsExactly("exercised.operations=1204332", "exercised.sequences=60216");
    }

    @Test
    void aFailureCarriesItsLevelAndTheSequence() throws Exception {
        Element failure = only(testcase(SampleRuns.everyVerdict(), "INV-3"), "failure");
        assertThat(failure.getAttribute("type")).isEqualTo("MUST");
        assertThat(failure.getTextContent())
                .contains("on 16 pages, max order 3; found by property, shrunk from 41 steps; seed 42\n")
                .contains("2. alloc order 0 -> block at pfn 2\n")
                .contains("the rule demands: a block of 4 free pages");
    }

    @Test
    void aBrokenShouldFailsNoCaseAsItFailsNoRun() throws Exception {
        Run run = SampleRuns.brokenShould();
        assertThat(run.exitCode()).isZero();
        Element skipped = only(testcase(run, "BUDDY-21"), "skipped");
        assertThat(skipped.getAttribute("message")).startsWith("FAIL of a SHOULD: ");
        assertThat(skipped.getTextContent()).contains("1. alloc order ");
        assertThat(attributes(parse(run).getDocumentElement(), "failures", "errors", "skipped"))
                .containsExactly("0", "0", "1");
    }

    @Test
    void theSuiteSaysHowToRepeatTheRun() throws Exception {
        Element suite = children(parse(SampleRuns.everyVerdict()).getDocumentElement(), "testsuite")
                .get(0);
        assertThat(children(only(suite, "properties"), "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .contains("command=./mmtck check --seed 42 -- ./buggy_buddy", "seed=42", "operations=1204332");
    }

    @Test
    void charactersThatXmlForbidsAreReplacedAndMarkupIsEscaped() throws Exception {
        Element root = parse(SampleRuns.hostile()).getDocumentElement();
        assertThat(root.getAttribute("name"))
                .startsWith(
                        "mmtck: <script>alert(1)</script> </script> <!-- & \" ' ]]> \u2400\u2407\u241b[31m \ufffd \ufffd \u00e9");
        assertThat(testcase(SampleRuns.hostile(), "EVIL-1").getAttribute("name"))
                .contains("<script>");
    }

    private static Document parse(Run run) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.render(run))));
    }

    private static Element testcase(Run run, String id) throws Exception {
        NodeList cases = parse(run).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element testcase = (Element) cases.item(i);
            if (testcase.getAttribute("name").startsWith(id + " ")) {
                return testcase;
            }
        }
        throw new AssertionError("no case for " + id);
    }

    private static Element only(Element parent, String name) {
        assertThat(children(parent, name)).as(name).hasSize(1);
        return children(parent, name).get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<String> attributes(Element element, String... names) {
        return List.of(names).stream().map(element::getAttribute).toList();
    }
}
