package org.mmtck.impl.buddy;

import java.util.Arrays;

/**
 * Doubly linked circular lists of pages ({@code include/linux/list.h}): the links of page {@code p} are at index {@code p}
 * of two arrays, those of the list heads behind them. No object for a page, none for a link.
 */
final class PageLinks {
    /** Link of a page that is on no list ({@code LIST_POISON1}). */
    static final int UNLINKED = -1;

    final int[] next;
    final int[] prev;
    private final int pages;

    PageLinks(int pages, int lists) {
        this.pages = pages;
        next = new int[pages + lists];
        prev = new int[pages + lists];
        Arrays.fill(next, 0, pages, UNLINKED);
        Arrays.fill(prev, 0, pages, UNLINKED);
        for (int head = pages; head < next.length; head++) {
            next[head] = head;
            prev[head] = head;
        }
    }

    /** Index of the head of this list, 0..lists-1. */
    int head(int list) {
        return pages + list;
    }

    boolean isHead(int node) {
        return node >= pages;
    }

    boolean isEmpty(int head) {
        return next[head] == head;
    }

    /** First page of the list, or -1. */
    int first(int head) {
        int page = next[head];
        return page == head ? UNLINKED : page;
    }

    /** Puts the page first. */
    void add(int page, int head) {
        insert(page, head, next[head]);
    }

    /** Puts the page last. */
    void addTail(int page, int head) {
        insert(page, prev[head], head);
    }

    private void insert(int page, int before, int after) {
        if (next[page] != UNLINKED) {
            throw new AssertionError(
                    "page index " + page + " is put on a list, but is on one already, before index " + next[page]);
        }
        next[page] = after;
        prev[page] = before;
        next[before] = page;
        prev[after] = page;
    }

    /** Takes the page off its list. */
    void del(int page) {
        int after = next[page];
        int before = prev[page];
        if (after == UNLINKED) {
            throw new AssertionError("page index " + page + " is taken off a list, but is on none");
        }
        if (prev[after] != page || next[before] != page) {
            throw new AssertionError("page index " + page + " is taken off a list whose neighbours " + before + " and "
                    + after + " name " + next[before] + " and " + prev[after] + " instead");
        }
        next[before] = after;
        prev[after] = before;
        next[page] = UNLINKED;
        prev[page] = UNLINKED;
    }
}
