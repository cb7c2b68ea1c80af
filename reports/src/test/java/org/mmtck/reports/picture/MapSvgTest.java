package org.mmtck.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmtck.reports.SampleRuns.bad;
import static org.mmtck.reports.SampleRuns.free;
import static org.mmtck.reports.SampleRuns.live;
import static org.mmtck.reports.SampleRuns.lost;
import static org.mmtck.reports.SampleRuns.map;

import io.qameta.allure.Epic;
import io.qameta.allure.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmtck.reports.SampleRuns;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

@Epic("Reports")
@Feature("Pictures")
class MapSvgTest {
    @Test
    void blocksStandSideBySideInProportionAndAsHighAsTheirOrder() {
        Document svg = parse(map(0, 16, live(0, 2), free(4, 0), free(8, 3)), 3);
        Element live = only(svg, "rect.live");
        Element small = svg.select("rect.free").get(0);
        Element large = svg.select("rect.free").get(1);
        assertThat(number(live, "width")).isEqualTo(4 * number(small, "width"));
        assertThat(number(large, "width")).isEqualTo(8 * number(small, "width"));
        assertThat(number(small, "x")).isEqualTo(number(live, "x") + number(live, "width"));
        assertThat(number(large, "height")).isGreaterThan(number(live, "height"));
        assertThat(number(live, "height")).isGreaterThan(number(small, "height"));
        assertThat(bottom(live)).isEqualTo(bottom(small)).isEqualTo(bottom(large));
    }

    @Test
    void eachBlockSaysWhatItIs() {
        Document svg = parse(map(0, 8, live(0, 2), lost(4, 1), bad(6, 0)), 3);
        assertThat(svg.select("rect.block title").eachText())
                .containsExactly("live 0-3 (order 2)", "lost 4-5 (order 1)", "bad 6 (order 0)");
        assertThat(svg.select("text.label").eachText()).contains("live 2", "lost 1");
        assertThat(svg.select("rect.unknown title").eachText()).containsExactly("page 7: not known");
        assertThat(svg.select("text.axis").eachText()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void anOverlapIsDrawnBelowTheLine() {
        Document svg = parse(map(0, 8, live(0, 2), free(4, 2), bad(2, 1)), 3);
        Element bad = only(svg, "rect.bad");
        assertThat(number(bad, "y")).isGreaterThan(bottom(only(svg, "rect.live")));
        assertThat(svg.select("text.note").text()).contains("below the line");
        assertThat(svg.select("rect.unknown")).isEmpty();
    }

    @Test
    void whatIsNotInTheRangeIsNamed() {
        Document svg = parse(map(0, 8, free(0, 3), bad(1024, 2)), 3);
        assertThat(svg.select("rect.bad")).isEmpty();
        assertThat(svg.select("text.note").text()).isEqualTo("not in the picture: bad 1024-1027 (order 2)");
    }

    @Test
    void theOutlinesAreTheBlocksThatASplitBlockCanMergeBackInto() {
        assertThat(parse(map(0, 8, live(0, 0), free(1, 0), free(2, 1), free(4, 2)), 3)
                        .select("rect.outline"))
                .as("order 3 over all, order 2 over 0-3, order 1 over 0-1")
                .hasSize(3);
        assertThat(parse(map(0, 6, free(4, 1)), 3).select("rect.outline"))
                .as("the buddy of 4-5 would reach out of the range")
                .isEmpty();
    }

    @Test
    void aMapOfRowsDrawsABlockThatGoesOnInTheNextRowTwiceAndNumbersItOnce() {
        Document svg = parse(map(0, 256, live(0, 7)), 7);
        assertThat(svg.select("rect.live")).hasSize(2);
        assertThat(svg.select("text.label").eachText()).containsExactly("7");
        assertThat(svg.select("text.row").eachText()).containsExactly("0", "64", "128", "192");
    }

    @Test
    void aHugeMapIsDrawnInAtMost1024CellsAndNoFindingIsLostInIt() {
        List<Block> blocks = new ArrayList<>();
        for (long pfn = 0; pfn < 1 << 20; pfn += 1024) {
            blocks.add(pfn / 1024 % 2 == 0 ? live(pfn, 10) : free(pfn, 10));
        }
        blocks.add(bad(777_777, 0));
        Document svg = parse(new MemoryMap(0, 1 << 20, blocks), 10);
        assertThat(svg.select("rect")).hasSizeLessThan(2 * 1024 + 64);
        assertThat(svg.select("text.note").eachText())
                .anySatisfy(note -> assertThat(note).startsWith("all 1,048,576 pages, each cell 1,024 of them"))
                .contains("pages 777728-777791, around the finding:");
        assertThat(svg.select("rect.bad title").eachText())
                .contains("bad 777777 (order 0)", "pages 777216-778239: 0 live, 1025 known, one bad");
    }

    @ParameterizedTest
    @CsvSource({"1", "63", "64", "65", "1000", "1024", "1025", "1099511627776"})
    void everySizeIsDrawnInsideItsFrame(long pages) {
        MemoryMap map = map(0, pages, free(0, 0), bad(pages - 1, 0));
        Document svg = parse(map, 10);
        Element frame = only(svg, "svg");
        for (Element rect : svg.select("svg > rect, svg > g > rect")) {
            assertThat(number(rect, "x")).isNotNegative();
            assertThat(number(rect, "x") + number(rect, "width")).isLessThanOrEqualTo(number(frame, "width"));
        }
        assertThat(svg.select("rect.bad")).isNotEmpty();
        assertThat(frame.attr("viewBox")).isEqualTo("0 0 " + frame.attr("width") + " " + frame.attr("height"));
    }

    @Test
    void thePictureSaysInWordsWhatItShows() {
        assertThat(only(parse(map(0, 8, live(0, 2), free(4, 2)), 3), "svg").attr("aria-label"))
                .isEqualTo("pages 0-7: live 0-3 (order 2), free 4-7 (order 2)");
    }

    @Test
    void aFileOfItsOwnBringsStyleAndPatterns() {
        String file = MapSvg.standalone(SampleRuns.map(0, 8, bad(0, 3)), 3);
        Document svg = Jsoup.parse(file, Parser.xmlParser());
        assertThat(only(svg, "svg").attr("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.select("pattern").eachAttr("id")).containsExactly("mm-unknown", "mm-lost", "mm-bad");
        assertThat(svg.select("style").html()).contains("url(#mm-bad)").doesNotContain("@import");
    }

    private static Document parse(MemoryMap map, int top) {
        return Jsoup.parse(MapSvg.inline(map, top), Parser.xmlParser());
    }

    private static Element only(Document svg, String selector) {
        assertThat(svg.select(selector)).as(selector).hasSize(1);
        return svg.select(selector).get(0);
    }

    private static long number(Element element, String attribute) {
        return Long.parseLong(element.attr(attribute));
    }

    private static long bottom(Element element) {
        return number(element, "y") + number(element, "height");
    }
}
