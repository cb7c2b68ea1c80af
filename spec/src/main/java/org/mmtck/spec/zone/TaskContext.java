package org.mmtck.spec.zone;

import org.mmtck.spec.gfp.TaskFlags;

/**
 * Who allocates, and where on the CPU. Under a model checker compare its parts, not the record.
 *
 * @param taskFlags bits of {@link TaskFlags}
 * @param realtime the task has a real-time or deadline policy
 * @param oomVictim the task is marked as victim of the OOM killer
 * @param where what the CPU is doing
 */
public record TaskContext(int taskFlags, boolean realtime, boolean oomVictim, Where where) {

    /** An ordinary task in task context. */
    public static final TaskContext NORMAL = new TaskContext(0, false, false, Where.TASK);

    /** What the CPU is doing while it allocates. */
    public enum Where {
        TASK,
        /** A task that switched softirqs off: in task context, yet "in interrupt". */
        TASK_BH_DISABLED,
        SOFTIRQ,
        HARDIRQ,
        NMI
    }

    /** Neither softirq, nor interrupt, nor NMI ({@code in_task}). */
    public boolean inTask() {
        return where == Where.TASK || where == Where.TASK_BH_DISABLED;
    }

    /** Anything but a task with softirqs on ({@code in_interrupt}). */
    public boolean inInterrupt() {
        return where != Where.TASK;
    }

    /** {@code in_serving_softirq}. */
    public boolean inServingSoftirq() {
        return where == Where.SOFTIRQ;
    }
}
