package org.mmtck.impl.seam;

import java.util.concurrent.atomic.AtomicLong;

/** The seam as shipped: locks and atomics of java.util.concurrent, scheduled by the machine. */
public final class PlainSeam extends UncontrolledSeam {

    /**
     * A seam for one run.
     *
     * @param cpus number of CPUs, at least 1
     * @param seed seed of the {@link #chooser()}
     */
    public PlainSeam(int cpus, long seed) {
        super(cpus, seed);
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        return new PlainLock(name);
    }

    @Override
    public CpuLock cpuLock(String name, Guarded guarded) {
        return new PlainLock(name);
    }

    @Override
    public Word word(String name, long initial) {
        return new PlainWord(initial);
    }

    private static final class PlainWord implements Word {
        private final AtomicLong value;

        PlainWord(long initial) {
            value = new AtomicLong(initial);
        }

        @Override
        public long get() {
            return value.get();
        }

        @Override
        public void set(long next) {
            value.set(next);
        }

        @Override
        public boolean compareAndSet(long expected, long next) {
            return value.compareAndSet(expected, next);
        }
    }
}
