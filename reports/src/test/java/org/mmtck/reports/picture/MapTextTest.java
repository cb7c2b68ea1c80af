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
import org.junit.jupiter.api.Test;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

@Epic("Reports")
@Feature("Pictures")
class MapTextTest {
    @Test
    void eachStateHasItsLetterAndEachPageItsPlace() {
        assertThat(MapText.lines(map(0, 16, live(0, 2), free(4, 1), lost(8, 0), bad(9, 0)), 80))
                .containsExactly("0: [L2 . . .][F1 .][? .][X0][!0][? . . . . .]");
    }

    @Test
    void aRangeThatDoesNotStartAtZeroCountsFromItsStart() {
        assertThat(MapText.lines(map(1024, 4, free(1024, 1)), 80)).containsExactly("1024: [F1 .][? .]");
    }

    @Test
    void blocksOverPagesAlreadyTakenAreNamedBelow() {
        assertThat(MapText.lines(map(0, 8, free(0, 3), bad(2, 1)), 80))
                .containsExactly("0: [F3 . . . . . . .]", "over it: bad 2-3 (order 1)");
    }

    @Test
    void blocksOutsideOfTheRangeAreNamed() {
        assertThat(MapText.lines(map(0, 8, free(0, 3), bad(64, 0)), 80))
                .containsExactly("0: [F3 . . . . . . .]", "not in the picture: bad 64 (order 0)");
    }

    @Test
    void aBlockThatReachesOutIsCutAtTheEdge() {
        assertThat(MapText.lines(map(4, 4, bad(0, 3)), 80)).containsExactly("4: [!3 . . .]");
    }

    @Test
    void longLinesAreFoldedBetweenBlocksAndSayWhereTheyAre() {
        List<Block> blocks = new ArrayList<>();
        for (int pfn = 0; pfn < 64; pfn++) {
            blocks.add(pfn % 2 == 0 ? live(pfn, 0) : free(pfn, 0));
        }
        List<String> lines = MapText.lines(new MemoryMap(0, 64, blocks), 60);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(lines.get(0)).isEqualTo("0: " + "[L0][F0]".repeat(7));
        assertThat(lines.get(1)).startsWith("14: [L0]");
        assertThat(String.join("", lines).split("\\[", -1)).hasSize(65);
    }

    @Test
    void aLongBlockIsShortened() {
        assertThat(MapText.lines(map(0, 64, free(0, 6)), 80)).containsExactly("0: [F6 . . 64 pages . .]");
    }

    @Test
    void ofALargeMapTheSurroundingsOfTheFindingAreDrawn() {
        assertThat(MapText.lines(map(0, 4096, free(0, 10), live(1024, 4), bad(1024, 0)), 90))
                .containsExactly(
                        "pages 0-4095: free 1,024 pages in 1 block, live 16 pages in 1 block, bad 1 page in 1 block",
                        "1024: [L4 . . . . . . . . . . . . . . .][? . . 48 pages . .]",
                        "over it: bad 1024 (order 0)");
        assertThat(MapText.lines(map(0, 4096, free(0, 10)), 90))
                .containsExactly("pages 0-4095: free 1,024 pages in 1 block");
        assertThat(MapText.lines(map(0, 4096), 90)).containsExactly("pages 0-4095: nothing known");
    }
}
