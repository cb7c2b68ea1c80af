package org.mmtck.impl.seam;

/**
 * On which CPU the calling thread is. The answer may be out of date when it arrives unless the caller holds that CPU's
 * lock: a task can be moved between any two steps.
 */
public interface CurrentCpu {

    /** The CPU, 0..{@link #count()}-1. */
    int id();

    /** How many CPUs there are, at least 1. */
    int count();
}
