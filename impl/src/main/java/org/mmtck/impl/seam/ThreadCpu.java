package org.mmtck.impl.seam;

/** The CPU of a {@link CpuThread} is the one it was made for; every other thread runs on CPU 0. */
final class ThreadCpu implements CurrentCpu {
    private final int count;

    ThreadCpu(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least 1 CPU, not " + count);
        }
        this.count = count;
    }

    @Override
    public int id() {
        if (!(Thread.currentThread() instanceof CpuThread thread)) {
            return 0;
        }
        int cpu = thread.cpu();
        if (cpu >= count) {
            throw new AssertionError(
                    "thread " + thread.getName() + " is on CPU " + cpu + ", but there are only " + count + " CPUs");
        }
        return cpu;
    }

    @Override
    public int count() {
        return count;
    }
}
