package org.mmtck.conformance.explain.read;

/** What made the kernel print its memory. */
public enum ReportKind {
    /** An allocation returned nothing ({@code mm/page_alloc.c: warn_alloc}). */
    ALLOCATION_FAILURE("page allocation failure"),
    /** An allocation called for the OOM killer ({@code mm/oom_kill.c: dump_header}). */
    OOM_KILLER("call of the OOM killer"),
    /** Memory was shown with no request (SysRq-m), or the headline is lost. */
    MEM_INFO("memory state without a request");

    private final String words;

    ReportKind(String words) {
        this.words = words;
    }

    /** As people call it. */
    public String words() {
        return words;
    }
}
