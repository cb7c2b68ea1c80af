package org.mmtck.impl.pcp;

import java.util.Arrays;
import org.mmtck.impl.buddy.PageSink;

/**
 * One list of blocks, as a ring. Frees push at the head and allocations pop there, so it is a stack; refills append at the
 * tail and drains take from it. The kernel links the pages themselves; a ring keeps two CPUs off each other's cache lines.
 *
 * <p>Not final, so that tests can plant a wrong step.
 */
class PageList implements PageSink {
    private static final int FIRST_CAPACITY = 16;

    private final int limit;
    private int[] ring = new int[FIRST_CAPACITY];
    private int head;
    private int size;

    /** An empty list of at most this many blocks: no zone has more. */
    PageList(int limit) {
        this.limit = limit;
    }

    final boolean isEmpty() {
        return size == 0;
    }

    final int size() {
        return size;
    }

    /** The block at this place, 0 for the head. */
    final int get(int position) {
        if (position < 0 || position >= size) {
            throw new IndexOutOfBoundsException("there is no place " + position + " on a list of " + size);
        }
        return ring[(head + position) & (ring.length - 1)];
    }

    /** Puts a block first ({@code list_add}). */
    void push(int page) {
        grow();
        head = (head - 1) & (ring.length - 1);
        ring[head] = page;
        size++;
    }

    /** Puts a block last ({@code list_add_tail}). */
    @Override
    public void add(int page) {
        grow();
        ring[(head + size) & (ring.length - 1)] = page;
        size++;
    }

    /** Takes the first block ({@code list_first_entry}); the list must not be empty. */
    int pop() {
        int page = get(0);
        head = (head + 1) & (ring.length - 1);
        size--;
        return page;
    }

    /** Takes the last block ({@code list_last_entry}); the list must not be empty. */
    int removeLast() {
        int page = get(size - 1);
        size--;
        return page;
    }

    private void grow() {
        if (size >= limit) {
            throw new AssertionError("a per-CPU list of " + size + " blocks gets one more, but the zone has room for "
                    + limit + " only");
        }
        if (size == ring.length) {
            int[] old = ring;
            int[] larger = Arrays.copyOf(Arrays.copyOfRange(old, head, old.length), 2 * old.length);
            System.arraycopy(old, 0, larger, old.length - head, head);
            ring = larger;
            head = 0;
        }
    }
}
