package org.mmtck.impl.buddy;

/**
 * Which allocated pages could be moved elsewhere: those on an LRU list ({@code PageLRU}) and those with movable operations
 * ({@code page_has_movable_ops}). The allocator asks and never tells; the answer belongs to whoever uses the pages.
 */
public interface MovablePages {

    /** The answer of a machine that can move nothing. */
    MovablePages NONE = new MovablePages() {
        @Override
        public boolean isMovable(long pfn) {
            return false;
        }
    };

    /**
     * Called under the zone lock, for a page of the zone that is not the first of a free block.
     *
     * @param pfn the page; tail pages of a movable block are movable too
     */
    boolean isMovable(long pfn);
}
