package org.mmtck.impl.freelist;

/** One attempt to get a block from the free lists, without reclaim ({@code mm/page_alloc.c: get_page_from_freelist}). */
public interface Freelist {

    /** What is returned where the kernel returns NULL; no page has this number. */
    long NO_PAGE = -1;

    /**
     * The first page of a block that is now the caller's, or {@link #NO_PAGE}.
     *
     * @param gfp the request's mask
     * @param order 2^order pages, 0 to 10
     * @param allocFlags bits of {@link org.mmtck.spec.zone.AllocFlags}
     * @param ac what else the request is made of; not changed
     */
    long getPageFromFreelist(int gfp, int order, int allocFlags, AllocContext ac);
}
