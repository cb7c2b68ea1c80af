package org.mmtck.impl.seam;

/** The source of all chance, so that a run can be repeated and a model checker can enumerate. */
public interface Chooser {

    /**
     * One of 0..{@code n}-1.
     *
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    int nextInt(int n);

    /** True or false. */
    boolean nextBoolean();
}
