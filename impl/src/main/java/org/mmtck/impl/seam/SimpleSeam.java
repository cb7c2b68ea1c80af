package org.mmtck.impl.seam;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The seam for model checkers that interleave ordinary Java: locks are monitors with an owner field, words are volatile
 * fields with a field updater. These are the forms that Java PathFinder and Lincheck were seen to interleave; the atomics and
 * locks of {@link PlainSeam} were not.
 */
public final class SimpleSeam extends UncontrolledSeam {

    /**
     * A seam for one run.
     *
     * @param cpus number of CPUs, at least 1
     * @param seed seed of the {@link #chooser()}
     */
    public SimpleSeam(int cpus, long seed) {
        super(cpus, seed);
    }

    @Override
    public ZoneLock zoneLock(String name, Guarded guarded) {
        return new SimpleLock(name);
    }

    @Override
    public CpuLock cpuLock(String name, Guarded guarded) {
        return new SimpleLock(name);
    }

    @Override
    public Word word(String name, long initial) {
        return new SimpleWord(initial);
    }

    private static final class SimpleWord implements Word {
        private static final AtomicLongFieldUpdater<SimpleWord> VALUE =
                AtomicLongFieldUpdater.newUpdater(SimpleWord.class, "value");

        private volatile long value;

        SimpleWord(long initial) {
            value = initial;
        }

        @Override
        public long get() {
            return value;
        }

        @Override
        public void set(long next) {
            value = next;
        }

        /** Reads first: the plain volatile read is a scheduling point of Java PathFinder under every setting. */
        @Override
        public boolean compareAndSet(long expected, long next) {
            return value == expected && VALUE.compareAndSet(this, expected, next);
        }
    }
}
