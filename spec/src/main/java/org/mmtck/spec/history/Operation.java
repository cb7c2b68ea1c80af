package org.mmtck.spec.history;

/** What is asked of a page allocator. */
public sealed interface Operation {

    /**
     * Asks for one block.
     *
     * @param order the block's order: 2^order pages
     */
    record Alloc(int order) implements Operation {}

    /**
     * Gives one block back.
     *
     * @param pfn first page of the block
     * @param order the block's order: 2^order pages
     */
    record Free(long pfn, int order) implements Operation {}
}
