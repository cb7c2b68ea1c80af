package org.mmtck.spec.rule;

/** How binding a rule is. A broken MUST fails a subject; a broken SHOULD is reported and does not; a MAY only informs. */
public enum Level {
    MUST,
    SHOULD,
    MAY
}
