package org.mmtck.impl.seam;

/**
 * A thread that stands for a task on one CPU. A named class with a final field rather than a thread-local or a lambda:
 * a model checker sees each read of a captured variable as a step worth interleaving.
 */
public abstract class CpuThread extends Thread {
    private final int cpu;

    /** A thread with this name on this CPU, 0 or more. */
    protected CpuThread(String name, int cpu) {
        super(name);
        if (cpu < 0) {
            throw new IllegalArgumentException("a CPU number must not be negative, but is " + cpu);
        }
        this.cpu = cpu;
    }

    /** The CPU it runs on. */
    public final int cpu() {
        return cpu;
    }
}
