package org.mmtck.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.json.ResultsJson;
import org.mmtck.reports.json.ResultsReader;
import org.mmtck.reports.outcome.Run;

@Epic("Reports")
@Feature("Page")
class HtmlReportTest {
    private static final Document PAGE = Jsoup.parse(HtmlReport.render(SampleRuns.everyVerdict()));

    static List<Run> runs() {
        return List.of(SampleRuns.everyVerdict(), SampleRuns.passing(), SampleRuns.hostile(), SampleRuns.large(700, 9));
    }

    @Test
    void theHeadSaysWhoWasJudgedAndHowToRepeatIt() {
        assertThat(PAGE.select("h1").text()).isEqualTo("buggy_buddy 1.0");
        assertThat(PAGE.select(".headline").text()).isEqualTo("2 MUST rules are broken.");
        assertThat(PAGE.select("#command").text()).isEqualTo("./mmtck check --seed 42 -- ./buggy_buddy");
        assertThat(PAGE.select(".about").text())
                .contains("claims buddy, counters, snapshot", "kit mmtck 0.1.0", "2026-11-22 10:15:30 UTC", "seed 42");
        assertThat(PAGE.select(".figure").eachText())
                .containsExactly("1,204,332 operations", "391,204 operations/s", "48,211 states", "9.8 s in all");
    }

    @Test
    void theBarShowsTheCounts() {
        assertThat(PAGE.select(".bar").attr("aria-label"))
                .isEqualTo("4 PASS, 2 FAIL, 1 SKIP, 1 NOT-SUPPORTED, 1 UNKNOWN, 1 ERROR");
        assertThat(PAGE.select(".bar span").eachAttr("style"))
                .containsExactly(
                        "flex-grow:4", "flex-grow:2", "flex-grow:1", "flex-grow:1", "flex-grow:1", "flex-grow:1");
        assertThat(PAGE.select(".chip").eachAttr("data-verdict"))
                .containsExactly("PASS", "FAIL", "SKIP", "NOT-SUPPORTED", "UNKNOWN", "ERROR");
    }

    @Test
    void theTableHasARowForEachRuleWithTheVerdictAsAWord() {
        assertThat(PAGE.select("#rules thead th[scope=col]").eachText())
                .containsExactly("Rule", "Level", "What holds", "Verdict", "Exercised", "Reason");
        assertThat(PAGE.select("#rules tbody th[scope=row]").eachText())
                .containsExactly(
                        "BUDDY-2",
                        "BUDDY-10",
                        "BUDDY-21",
                        "BUDDY-4",
                        "INV-3",
                        "INV-8",
                        "INV-9",
                        "FREE-7",
                        "SNAP-1",
                        "SNAP-2");
        assertThat(PAGE.select("#rules tbody .badge").eachText())
                .containsExactly(
                        "✓ PASS",
                        "✗ FAIL",
                        "✓ PASS",
                        "∅ NOT-SUPPORTED",
                        "✗ FAIL",
                        "✓ PASS",
                        "? UNKNOWN",
                        "– SKIP",
                        "! ERROR",
                        "✓ PASS");
        Element first = PAGE.select("#rules tbody tr").get(0);
        assertThat(first.select("details summary").text()).isEqualTo("A subject MUST do as BUDDY-2 says.");
        assertThat(first.select("details").text())
                .contains("until the next boot", "Linux v7.0, mm/page_alloc.c: __free_one_page", "Profile buddy");
        assertThat(first.select("td.much").text()).isEqualTo("1,204,332 operations, 60,216 sequences");
        assertThat(PAGE.select("#rules tbody tr[data-verdict=ERROR]").text())
                .contains("needs snapshot", "found \"segfault?\"");
    }

    @Test
    void eachFailureIsToldStepByStepWithAPicture() {
        assertThat(PAGE.select("article.failure")).hasSize(2);
        Element failure = PAGE.select("#fail-BUDDY-10").get(0);
        assertThat(failure.select(".sentence").text())
                .isEqualTo("A free block that meets its free buddy MUST become one block with it.");
        assertThat(failure.select(".setting").text())
                .isEqualTo(
                        "on 8 pages, max order 3; found by exhaustive enumeration of all sequences of up to 6 operations");
        assertThat(failure.select(".step .did").eachText())
                .containsExactly("1 reset", "2 alloc order 2", "3 free pfn 0 order 2", "4 alloc order 0");
        assertThat(failure.select(".step .came").eachText())
                .containsExactly("→ 8 pages free", "→ block at pfn 0", "→ done", "→ no memory");
        assertThat(failure.select(".demand").eachText())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The rule demands a block: after step 3 no page is live");
        assertThat(failure.select(".step.last .demand")).hasSize(1);
        assertThat(failure.select(".step svg").eachAttr("aria-label"))
                .containsExactly(
                        "pages 0-7: free 0-7 (order 3)", "pages 0-7: live 0-3 (order 2), free 4-7 (order 2)",
                        "pages 0-7: lost 0-7 (order 3)", "pages 0-7: lost 0-7 (order 3)");
        assertThat(PAGE.select("#fail-INV-3 .setting").text()).endsWith("shrunk from 41 steps; seed 42");
    }

    @Test
    void everyLinkOnThePageLeadsSomewhere() {
        assertThat(PAGE.select("a[href]").eachAttr("href")).isNotEmpty().allSatisfy(href -> {
            assertThat(href).startsWith("#");
            assertThat(PAGE.getElementById(href.substring(1))).isNotNull();
        });
        PAGE.select("[aria-labelledby]")
                .forEach(element -> assertThat(PAGE.getElementById(element.attr("aria-labelledby")))
                        .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void nothingIsLoadedFromAnywhere(Run run) {
        Document page = Jsoup.parse(HtmlReport.render(run));
        assertThat(page.select("img, iframe, object, embed, video, audio, script[src], link[rel=stylesheet], base"))
                .isEmpty();
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                if (List.of("src", "href", "action", "data", "poster", "srcset").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).matches("#.*|data:,");
                }
            }
        }
        assertThat(page.select("style").html()).doesNotContain("@import").doesNotContainPattern("url\\((?!#)");
        assertThat(page.select("script:not([type])").html())
                .doesNotContain("fetch(", "XMLHttpRequest", "import(", "http:", "https:");
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';");
    }

    @Test
    void whatComesFromOutsideIsTextAndNothingElse() {
        String html = HtmlReport.render(SampleRuns.hostile());
        Document page = Jsoup.parse(html);
        assertThat(page.select("script")).as("the data and our own script").hasSize(2);
        assertThat(page.select("script").eachAttr("type")).containsExactly("application/json");
        assertThat(page.select("h1").text()).startsWith("<script>alert(1)</script> </script> <!-- & \" ' ]]>");
        assertThat(html).doesNotContain("<script>alert").matches("[^\\x00-\\x08\\x0b-\\x1f]*");
        page.getAllElements()
                .forEach(element -> element.attributes()
                        .forEach(attribute -> assertThat(attribute.getKey()).doesNotStartWith("on")));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theDataOnThePageAreTheResults(Run run) {
        Element data = Jsoup.parse(HtmlReport.render(run)).expectFirst("#results");
        assertThat(data.data()).doesNotContain("<");
        assertThat(ResultsReader.read(data.data())).isEqualTo(ResultsReader.read(ResultsJson.write(run)));
    }

    @Test
    void withoutFailuresThereIsNoFailureSection() {
        Document page = Jsoup.parse(HtmlReport.render(SampleRuns.passing()));
        assertThat(page.select("#failures, .jump, .legend")).isEmpty();
        assertThat(page.select("header.top").hasClass("v-pass")).isTrue();
        assertThat(page.select("header.top").hasClass("v-fail")).isFalse();
    }

    @Test
    void whatOnlyTheScriptCanDoIsHiddenWithoutIt() {
        assertThat(PAGE.select(".player")).isNotEmpty().allMatch(player -> player.hasAttr("hidden"));
        assertThat(PAGE.select("#find, #save, #copy")).hasSize(3).allMatch(control -> control.hasAttr("hidden"));
        assertThat(PAGE.select(".chip")).hasSize(6).allMatch(chip -> chip.hasAttr("disabled"));
        assertThat(PAGE.select(".step, #rules tr, .memory")).noneMatch(element -> element.hasAttr("hidden"));
    }

    @Test
    void aVeryLongSequenceIsCutWithANumberAndKeepsThePageSmall() {
        String html = HtmlReport.render(SampleRuns.large(1024, 1_000));
        Document page = Jsoup.parse(html);
        assertThat(page.select(".step")).hasSize(CaseView.MAX_STEPS);
        assertThat(page.select(".case > .aside").text()).isEqualTo("800 earlier steps in results.json.");
        assertThat(page.select(".step.last svg")).hasSize(1);
        assertThat(html.length()).isLessThan(PictureBudget.MAX_CHARACTERS + Page.MAX_DATA);
        assertThat(page.getElementById("results"))
                .as("too much data to carry along")
                .isNull();
    }
}
