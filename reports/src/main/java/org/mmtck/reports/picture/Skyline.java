package org.mmtck.reports.picture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;

/**
 * A small map as a buddy tree seen from the side: each block stands as high as its order, and over a block that was split
 * off stand the outlines of the blocks it can merge back into. A second line holds blocks over pages already taken.
 */
final class Skyline {
    private static final int WIDTH = 704;
    private static final int WIDEST_PAGE = 56;
    private static final int GROUND = 22;
    private static final int STOREY = 11;
    private static final int MARGIN = 2;
    private static final int AXIS = 16;
    private static final int LINE = 18;
    private static final int CHARACTER = 7;
    private static final int ROOM_FOR_WORD = 52;

    private final MemoryMap map;
    private final int top;
    private final int page;
    private final int base;
    private final Drawing.Builder out = new Drawing.Builder();

    private Skyline(MemoryMap map, int top) {
        assert map.pages() <= Focus.PAGES : map.pages() + " pages do not fit " + Focus.PAGES;
        this.map = map;
        this.top = top;
        this.page = (int) Math.min(WIDEST_PAGE, WIDTH / map.pages());
        this.base = MARGIN + height(top);
    }

    /** The picture of at most {@link Focus#PAGES} pages; {@code top} is the highest order that has a storey. */
    static Drawing of(MemoryMap map, int top) {
        return new Skyline(map, top).draw();
    }

    private Drawing draw() {
        Lanes lanes = Lanes.of(map);
        unknown(lanes);
        outlines(lanes.lanes().get(0));
        lanes.lanes().get(0).forEach(block -> block(block, base - height(block.order()), height(block.order())));
        axis();
        int y = base + AXIS;
        List<List<Block>> over = lanes.lanes().subList(1, lanes.lanes().size());
        for (List<Block> lane : over) {
            int at = y + 4;
            lane.forEach(block -> block(block, at, GROUND));
            y += GROUND + 6;
        }
        if (!over.isEmpty()) {
            out.text("note", MARGIN, y + 13, "below the line: over pages that are in a block already");
            y += LINE;
        }
        if (!lanes.outside().isEmpty()) {
            out.text("note", MARGIN, y + 13, "not in the picture: " + Look.blocks(lanes.outside()));
            y += LINE;
        }
        long width = over.isEmpty() && lanes.outside().isEmpty() ? map.pages() * page : WIDTH;
        return out.build(Math.max(width, map.pages() * page) + 2 * MARGIN, y + MARGIN);
    }

    /** Marks what no block covers; a page that only an overlapping block covers is known, if only from below the line. */
    private void unknown(Lanes lanes) {
        for (long pfn = map.startPfn(); pfn < map.endPfn(); pfn++) {
            if (!lanes.covers(pfn)) {
                out.rect("unknown", x(pfn), base - GROUND, page, GROUND, "page " + pfn + ": not known");
            }
        }
    }

    private int height(int order) {
        return GROUND + STOREY * Math.min(order, top);
    }

    private long x(long pfn) {
        return MARGIN + (Math.min(Math.max(pfn, map.startPfn()), map.endPfn()) - map.startPfn()) * page;
    }

    private void block(Block block, int y, int height) {
        long x = x(block.pfn());
        long width = x(block.endPfn()) - x;
        String look = Look.word(block.state());
        out.rect("block " + look, x, y, width, height, Look.block(block));
        String label = width >= ROOM_FOR_WORD ? look + " " + block.order() : "" + block.order();
        out.text("label", x + width / 2, y + height - 7, label);
    }

    /** The blocks that these can become part of by merging, as far as they lie in the map; the lower ones in front. */
    private void outlines(List<Block> blocks) {
        for (int order = top; order > 0; order--) {
            long pages = 1L << order;
            Set<Long> drawn = new HashSet<>();
            for (Block block : blocks) {
                long start = block.pfn() / pages * pages;
                boolean inside = start >= map.startPfn() && start + pages <= map.endPfn();
                if (inside && block.order() < order && drawn.add(start)) {
                    out.rect("outline", x(start), base - height(order), pages * page, height(order));
                }
            }
        }
    }

    private void axis() {
        int room = CHARACTER * (Long.toString(map.endPfn() - 1).length() + 1);
        long step = 1;
        while (step * page < room) {
            step *= 2;
        }
        long first = (map.startPfn() + step - 1) / step * step;
        for (long pfn = first; pfn < map.endPfn(); pfn += step) {
            // A long number at the left edge is moved in, not cut off.
            out.text("axis", Math.max(x(pfn) + page / 2, room / 2), base + 12, Long.toString(pfn));
        }
    }
}
