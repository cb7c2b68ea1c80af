package org.mmtck.conformance.check;

/** How a free block came to be as it is: tells which rule is at stake when a subject fails to hand it out. */
enum Origin {
    /** Free since the reset, or freed as it is: nobody had to split or merge anything. */
    WHOLE,
    /** Left over when a larger block was split that owed nothing to merging. */
    SPLIT,
    /** Merged from freed buddies, or left over of such a block. */
    MERGED
}
