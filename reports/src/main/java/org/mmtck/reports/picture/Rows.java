package org.mmtck.reports.picture;

import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

/** A map of up to {@value #MAX_PAGES} pages in rows of 64; a block that goes on in the next row has its number only once. */
final class Rows {
    static final long MAX_PAGES = 1024;
    static final int PER_ROW = 64;
    static final int CELL = 11;
    static final int PITCH = 20;

    private static final int HEIGHT = 16;
    private static final int CHARACTER = 7;
    private static final int LINE = 18;

    private final MemoryMap map;
    private final int gutter;
    private final Drawing.Builder out = new Drawing.Builder();

    private Rows(MemoryMap map) {
        assert map.pages() <= MAX_PAGES : map.pages() + " pages do not fit " + MAX_PAGES;
        this.map = map;
        this.gutter = gutter(map);
    }

    static Drawing of(MemoryMap map) {
        return new Rows(map).draw();
    }

    /** Room for the first page's number at the left of each row. */
    static int gutter(MemoryMap map) {
        return CHARACTER * Long.toString(map.endPfn()).length() + 10;
    }

    private Drawing draw() {
        Lanes lanes = Lanes.of(map);
        int rows = (int) ((map.pages() + PER_ROW - 1) / PER_ROW);
        for (int row = 0; row < rows; row++) {
            long first = map.startPfn() + (long) row * PER_ROW;
            long pages = Math.min(PER_ROW, map.endPfn() - first);
            out.text("row", gutter - 6, row * PITCH + 13, Long.toString(first));
            out.rect("unknown", gutter, row * PITCH + 1, pages * CELL, HEIGHT, "state not known");
        }
        for (int lane = 0; lane < lanes.lanes().size(); lane++) {
            for (Block block : lanes.lanes().get(lane)) {
                block(block, lane > 0);
            }
        }
        int y = rows * PITCH;
        if (!lanes.outside().isEmpty()) {
            out.text("note", 2, y + 13, "not in the picture: " + Look.blocks(lanes.outside()));
            y += LINE;
        }
        return out.build(gutter + PER_ROW * CELL + 2, y + 2L);
    }

    /** Draws the block row by row; one over pages already taken only in the lower half, so that both show. */
    private void block(Block block, boolean over) {
        long end = Math.min(block.endPfn(), map.endPfn());
        long pfn = Math.max(block.pfn(), map.startPfn());
        boolean labelled = over;
        while (pfn < end) {
            long row = (pfn - map.startPfn()) / PER_ROW;
            long rowStart = map.startPfn() + row * PER_ROW;
            long rowEnd = Math.min(end, rowStart + PER_ROW);
            long x = gutter + (pfn - rowStart) * CELL;
            long y = row * PITCH + 1 + (over ? HEIGHT / 2 : 0);
            long width = (rowEnd - pfn) * CELL;
            out.rect("block " + Look.word(block.state()), x, y, width, over ? HEIGHT / 2 : HEIGHT, Look.block(block));
            if (!labelled) {
                out.text("label", x + Math.min(width, 2 * CELL) / 2, y + 12, "" + block.order());
                labelled = true;
            }
            pfn = rowEnd;
        }
    }
}
