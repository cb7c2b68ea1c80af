package org.mmtck.reports.html;

import org.mmtck.reports.outcome.MemoryMap;
import org.mmtck.reports.picture.MapSvg;

/** Keeps the page small enough to open: pictures are drawn until {@value #MAX_CHARACTERS} characters are used up. */
final class PictureBudget {
    static final int MAX_CHARACTERS = 16 << 20;

    private long left = MAX_CHARACTERS;

    /** The picture, or an empty string when there is no room left. */
    String draw(MemoryMap map, int top) {
        if (left <= 0) {
            return "";
        }
        String picture = MapSvg.inline(map, top);
        left -= picture.length();
        return picture;
    }
}
