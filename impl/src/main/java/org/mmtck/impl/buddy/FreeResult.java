package org.mmtck.impl.buddy;

/** What became of a free. Everything but {@link #FREED} changed nothing. */
public enum FreeResult {
    FREED("freed"),
    OUTSIDE_ZONE("the page is not in the zone"),
    NOT_ALLOCATED("the page is not allocated"),
    NOT_FIRST_PAGE("the page lies inside an allocated block that starts at a lower page"),
    WRONG_ORDER("the block was allocated with another order");

    private final String why;

    FreeResult(String why) {
        this.why = why;
    }

    /** The reason in words. */
    public String why() {
        return why;
    }

    /** Whether the block was not taken back. */
    public boolean refused() {
        return this != FREED;
    }
}
