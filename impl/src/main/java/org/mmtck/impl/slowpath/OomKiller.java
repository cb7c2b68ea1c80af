package org.mmtck.impl.slowpath;

import org.mmtck.impl.freelist.AllocContext;

/** The end of the road ({@code mm/oom_kill.c}). */
public interface OomKiller {

    /** Tries the machine-wide OOM lock. */
    boolean trylock();

    void unlock();

    /** The storage is suspended, so that nothing can be written out ({@code pm_suspended_storage}). */
    boolean storageSuspended();

    /** True if something was done that may free memory, or nothing needs to be ({@code out_of_memory}). */
    boolean outOfMemory(int gfp, int order, AllocContext ac);
}
