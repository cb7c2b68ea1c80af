package org.mmtck.impl.slowpath;

import org.mmtck.spec.zone.TaskContext;

/** The task that allocates. */
public interface CurrentTask {

    /** As it is now; it may become a victim of the OOM killer on the way. */
    TaskContext context();

    boolean fatalSignalPending();

    /** Lets others run ({@code cond_resched}). */
    void condResched();

    /** Sleeps this many ticks ({@code schedule_timeout_uninterruptible}). */
    void scheduleTimeoutUninterruptible(int ticks);
}
