package org.mmtck.spec.gfp;

/** The kernels whose behaviour is told apart, oldest first. What a constant does not name behaves as {@link #V7_0}. */
public enum KernelVersion {
    /** Linux 6.12.y. */
    V6_12("v6.12"),
    /** Linux 6.18.y. */
    V6_18("v6.18"),
    /** Linux 7.0, which the rules follow unless they say otherwise. */
    V7_0("v7.0");

    private final String word;

    KernelVersion(String word) {
        this.word = word;
    }

    /** As it is written in a citation, for example {@code v7.0}. */
    public String word() {
        return word;
    }

    /** True if this kernel is {@code other} or a later one. */
    public boolean atLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }
}
