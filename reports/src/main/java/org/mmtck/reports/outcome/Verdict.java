package org.mmtck.reports.outcome;

/** What was found about one rule. */
public enum Verdict {
    /** Exercised, and held every time; always with how much was exercised. */
    PASS,
    /** Broken at least once; always with evidence. */
    FAIL,
    /** Deliberately not judged; with the reason. */
    SKIP,
    /** Needs a profile or capability that the subject does not claim. */
    NOT_SUPPORTED,
    /** A bound was hit or nothing was exercised, so nothing can be said. */
    UNKNOWN,
    /** The kit or the way to the subject broke before the rule could be judged. */
    ERROR;

    /** As people read it: {@code NOT-SUPPORTED}, not {@code NOT_SUPPORTED}. */
    public String word() {
        return name().replace('_', '-');
    }
}
