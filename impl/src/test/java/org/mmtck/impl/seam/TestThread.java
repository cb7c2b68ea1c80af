package org.mmtck.impl.seam;

import org.jspecify.annotations.Nullable;

/** A thread whose failure reaches the test: {@link #finish()} joins it and throws again what it threw. */
public final class TestThread extends CpuThread {
    private final Runnable body;
    private volatile @Nullable Throwable failure;

    private TestThread(String name, int cpu, Runnable body) {
        super(name, cpu);
        this.body = body;
    }

    /** Starts a thread on CPU 0. */
    public static TestThread start(String name, Runnable body) {
        return startOn(0, name, body);
    }

    /** Starts a thread on this CPU. */
    public static TestThread startOn(int cpu, String name, Runnable body) {
        TestThread thread = new TestThread(name, cpu, body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        try {
            body.run();
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Waits for its end. */
    public void finish() throws InterruptedException {
        join();
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError("thread " + getName() + " failed: " + thrown.getMessage(), thrown);
        }
    }
}
