package org.mmtck.reports.picture;

import java.util.ArrayList;
import java.util.List;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

/**
 * A map in characters, for a terminal: {@code 0: [L2 . . .][F1 .][? .]} is a live block of order 2 at pfn 0, a free one
 * of order 1 at pfn 4 and two pages of unknown state.
 */
public final class MapText {
    /** What the letters mean; printed once, not beside each picture. */
    public static final String LEGEND =
            "[L2 . . .] is a block of order 2; F free, L live, X lost, ! breaks the rule, ? not known; pfn: first page";

    private static final long LONGEST_DRAWN = 16;

    private MapText() {}

    /**
     * The picture in lines of at most {@code width} columns, at least 60; small maps whole, of large ones what matters.
     * Sentences that go with it are one line each, of any length.
     */
    public static List<String> lines(MemoryMap map, int width) {
        assert width >= 60 : "no room to draw in " + width + " columns";
        List<String> lines = new ArrayList<>();
        if (map.pages() > Focus.PAGES) {
            lines.add("pages " + map.startPfn() + "-" + (map.endPfn() - 1) + ": "
                    + (map.blocks().isEmpty() ? "nothing known" : Look.census(map)));
        }
        Focus.of(map).ifPresent(part -> draw(part, width, lines));
        return lines;
    }

    private static void draw(MemoryMap map, int width, List<String> lines) {
        Lanes lanes = Lanes.of(map);
        fold(cells(map, lanes.lanes().get(0)), width, lines);
        for (List<Block> lane : lanes.lanes().subList(1, lanes.lanes().size())) {
            lines.add("over it: " + Look.blocks(lane));
        }
        if (!lanes.outside().isEmpty()) {
            lines.add("not in the picture: " + Look.blocks(lanes.outside()));
        }
    }

    /** One block as drawn. */
    private record Cell(long pfn, String text) {}

    private static List<Cell> cells(MemoryMap map, List<Block> lane) {
        List<Cell> cells = new ArrayList<>();
        long next = map.startPfn();
        for (Block block : lane) {
            long start = Math.max(block.pfn(), map.startPfn());
            if (start > next) {
                cells.add(new Cell(next, cell("?", start - next)));
            }
            next = Math.min(block.endPfn(), map.endPfn());
            cells.add(new Cell(start, cell("" + Look.letter(block.state()) + block.order(), next - start)));
        }
        if (next < map.endPfn()) {
            cells.add(new Cell(next, cell("?", map.endPfn() - next)));
        }
        return cells;
    }

    private static String cell(String head, long pages) {
        return pages > LONGEST_DRAWN
                ? "[" + head + " . . " + pages + " pages . .]"
                : "[" + head + " .".repeat((int) pages - 1) + "]";
    }

    private static void fold(List<Cell> cells, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (Cell cell : cells) {
            if (!line.isEmpty() && line.length() + cell.text().length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.isEmpty()) {
                line.append(cell.pfn()).append(": ");
            }
            line.append(cell.text());
        }
        lines.add(line.toString());
    }
}
