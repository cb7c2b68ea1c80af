package org.mmtck.reports.picture;

import java.util.Arrays;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.MemoryMap.State;

/**
 * A huge map in at most {@value Rows#MAX_PAGES} cells of 2^k pages. A cell is filled from below by the share of its pages
 * that is live; a cell with a block that is lost or breaks the rule is marked as a whole, however small the block.
 */
final class Density {
    private static final int HEIGHT = 16;

    private final MemoryMap map;
    private final long perCell;
    private final int cells;
    private final long[] live;
    private final long[] known;
    private final State[] worst;

    private Density(MemoryMap map) {
        this.map = map;
        long size = 1;
        while (size * Rows.MAX_PAGES < map.pages()) {
            size *= 2;
        }
        perCell = size;
        cells = (int) ((map.pages() + perCell - 1) / perCell);
        live = new long[cells];
        known = new long[cells];
        worst = new State[cells];
        Arrays.fill(worst, State.FREE);
        map.blocks().stream().filter(map::touches).forEach(this::add);
    }

    static Drawing of(MemoryMap map) {
        return new Density(map).draw();
    }

    /** Pages in one cell, a power of two. */
    static long pagesPerCell(MemoryMap map) {
        return new Density(map).perCell;
    }

    private void add(Block block) {
        long start = Math.max(block.pfn(), map.startPfn()) - map.startPfn();
        long end = Math.min(block.endPfn(), map.endPfn()) - map.startPfn();
        for (long cell = start / perCell; cell * perCell < end; cell++) {
            int i = (int) cell;
            long pages = Math.min(end, (cell + 1) * perCell) - Math.max(start, cell * perCell);
            known[i] += pages;
            if (block.state() == State.LIVE) {
                live[i] += pages;
            }
            if (block.state().compareTo(worst[i]) > 0) {
                worst[i] = block.state();
            }
        }
    }

    private Drawing draw() {
        Drawing.Builder out = new Drawing.Builder();
        int gutter = Rows.gutter(map);
        for (int i = 0; i < cells; i++) {
            int x = gutter + i % Rows.PER_ROW * Rows.CELL;
            int y = i / Rows.PER_ROW * Rows.PITCH + 1;
            long pfn = map.startPfn() + i * perCell;
            if (i % Rows.PER_ROW == 0) {
                out.text("row", gutter - 6L, y + 12L, Long.toString(pfn));
            }
            cell(out, i, x, y, pfn);
        }
        int rows = (cells + Rows.PER_ROW - 1) / Rows.PER_ROW;
        return out.build(gutter + Rows.PER_ROW * Rows.CELL + 2L, (long) rows * Rows.PITCH + 2);
    }

    private void cell(Drawing.Builder out, int i, int x, int y, long pfn) {
        long pages = Math.min(perCell, map.endPfn() - pfn);
        String title = "pages " + pfn + "-" + (pfn + pages - 1) + ": " + live[i] + " live, " + known[i] + " known";
        if (worst[i] == State.BAD || worst[i] == State.LOST) {
            out.rect("block " + Look.word(worst[i]), x, y, Rows.CELL, HEIGHT, title + ", one " + Look.word(worst[i]));
            return;
        }
        out.rect(known[i] == 0 ? "unknown" : "block free", x, y, Rows.CELL, HEIGHT, title);
        long fill = Math.min(HEIGHT, (live[i] * HEIGHT + pages - 1) / pages);
        if (fill > 0) {
            out.rect("block live", x, y + HEIGHT - fill, Rows.CELL, fill, title);
        }
    }
}
