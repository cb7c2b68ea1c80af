package org.mmtck.impl.buddy;

/** Takes the pages that a bulk removal hands out, one call for each block, in the order of removal. */
public interface PageSink {

    /** The first page of the next block. */
    void add(int page);
}
