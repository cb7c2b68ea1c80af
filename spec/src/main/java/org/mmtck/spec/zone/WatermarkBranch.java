package org.mmtck.spec.zone;

/** The place in the watermark test where the answer fell. */
public enum WatermarkBranch {
    /** Order 0: free pages above mark and reserve, no further question. */
    SHORTCUT_PASSED("WMARK-44", true),
    /** Order 0: not by the shortcut; the test itself follows. */
    SHORTCUT_FAILED("WMARK-44", false),
    /** Too few free pages, whatever their order. */
    BASE_FAILED("WMARK-41", false),
    /** Enough free pages, and any page will do. */
    ORDER_0_PASSED("WMARK-42", true),
    /** Enough free pages, and a block that is large enough on a list the request may use. */
    BLOCK_FOUND("WMARK-43", true),
    /** Enough free pages, but no such block: memory is fragmented. */
    NO_BLOCK("WMARK-43", false);

    private final String clause;
    private final boolean passes;

    WatermarkBranch(String clause, boolean passes) {
        this.clause = clause;
        this.passes = passes;
    }

    /** Id of the clause that decides here, for example {@code WMARK-41}. */
    public String clause() {
        return clause;
    }

    /** True if this place lets the request through. */
    public boolean passes() {
        return passes;
    }
}
