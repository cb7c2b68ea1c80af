package org.mmtck.reports.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mmtck.reports.outcome.Counterexample;
import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.outcome.MemoryMap.Block;
import org.mmtck.reports.outcome.Step;

/**
 * A map as SVG: up to 64 pages as a skyline whose heights are the orders; more in rows of 64, with the 64 pages around
 * the finding drawn large above; huge ones downscaled. States differ by colour and by pattern.
 */
public final class MapSvg {
    private static final int MAX_TOP = 10;
    private static final int CAPTION = 18;
    private static final int GAP = 10;

    private MapSvg() {}

    /** The highest order seen in any step, at most 10: the same scale for all pictures of a sequence. */
    public static int top(Counterexample counterexample) {
        return counterexample.steps().stream()
                .map(Step::map)
                .filter(map -> map != null)
                .mapToInt(MapSvg::top)
                .max()
                .orElse(0);
    }

    private static int top(MemoryMap map) {
        return map.blocks().stream()
                .mapToInt(Block::order)
                .filter(order -> order <= MAX_TOP)
                .max()
                .orElse(0);
    }

    /** For a page that has {@link #patterns()} and {@link #style()} once. */
    public static String inline(MemoryMap map, int top) {
        return svg(map, top, "", "");
    }

    /** A file of its own. */
    public static String standalone(MemoryMap map, int top) {
        return svg(map, top, " xmlns=\"http://www.w3.org/2000/svg\"", "<style>" + style() + "</style>" + PATTERNS)
                + "\n";
    }

    /** The patterns that the pictures of a page refer to. */
    public static String patterns() {
        return "<svg class=\"mm\" width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\">" + PATTERNS
                + "</svg>";
    }

    /** The style sheet of the pictures. */
    public static String style() {
        return Resource.text(MapSvg.class, "map.css");
    }

    /** What the picture shows, in words, for those who do not see it. */
    public static String words(MemoryMap map) {
        String range = "pages " + map.startPfn() + "-" + (map.endPfn() - 1) + ": ";
        if (map.blocks().isEmpty()) {
            return range + "nothing known";
        }
        return range + (map.pages() <= Focus.PAGES ? Look.blocks(map.blocks()) : Look.census(map));
    }

    private static String svg(MemoryMap map, int top, String namespace, String head) {
        Drawing drawing = stack(parts(map, top));
        return "<svg class=\"mm\"" + namespace + " role=\"img\" aria-label=\"" + Drawing.escape(words(map))
                + "\" width=\"" + drawing.width() + "\" height=\"" + drawing.height() + "\" viewBox=\"0 0 "
                + drawing.width() + " " + drawing.height() + "\">" + head + drawing.body() + "</svg>";
    }

    /** A drawing under its caption; a caption may be empty. */
    private record Part(String caption, Drawing drawing) {}

    private static List<Part> parts(MemoryMap map, int top) {
        if (map.pages() <= Focus.PAGES) {
            return List.of(new Part("", Skyline.of(map, Math.max(top, top(map)))));
        }
        List<Part> parts = new ArrayList<>();
        Focus.of(map)
                .ifPresent(part -> parts.add(new Part(
                        "pages " + part.startPfn() + "-" + (part.endPfn() - 1) + ", around the finding:",
                        Skyline.of(part, Math.max(top, top(part))))));
        boolean drawn = map.pages() <= Rows.MAX_PAGES;
        String all = String.format(Locale.ROOT, "all %,d pages", map.pages());
        parts.add(
                drawn
                        ? new Part(all + ":", Rows.of(map))
                        : new Part(
                                String.format(
                                        Locale.ROOT,
                                        "%s, each cell %,d of them, filled by the share that is live:",
                                        all,
                                        Density.pagesPerCell(map)),
                                Density.of(map)));
        return parts;
    }

    private static Drawing stack(List<Part> parts) {
        Drawing.Builder out = new Drawing.Builder();
        long width = 0;
        long y = 0;
        for (Part part : parts) {
            if (!part.caption().isEmpty()) {
                out.text("note", 2, y + 13, part.caption());
                y += CAPTION;
            }
            out.shifted(y, part.drawing());
            y += part.drawing().height() + GAP;
            width = Math.max(width, part.drawing().width());
        }
        return out.build(width, y - GAP);
    }

    private static final String PATTERNS = "<defs>"
            + "<pattern id=\"mm-unknown\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
            + "<circle class=\"unknown-dot\" cx=\"3\" cy=\"3\" r=\"0.9\"/></pattern>"
            + "<pattern id=\"mm-lost\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
            + " patternTransform=\"rotate(45)\"><rect class=\"lost-ground\" width=\"7\" height=\"7\"/>"
            + "<rect class=\"lost-line\" width=\"2\" height=\"7\"/></pattern>"
            + "<pattern id=\"mm-bad\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
            + " patternTransform=\"rotate(45)\"><rect class=\"bad-ground\" width=\"7\" height=\"7\"/>"
            + "<rect class=\"bad-line\" width=\"1.6\" height=\"7\"/><rect class=\"bad-line\" width=\"7\" height=\"1.6\"/>"
            + "</pattern></defs>";
}
