package org.mmtck.impl.seam;

/** One 64-bit word that is read and written atomically and in one order for all threads. */
public interface Word {

    /** Its value now. */
    long get();

    /** Replaces its value. */
    void set(long value);

    /** Replaces {@code expected} by {@code next} and says true, or changes nothing and says false. Never fails spuriously. */
    boolean compareAndSet(long expected, long next);
}
