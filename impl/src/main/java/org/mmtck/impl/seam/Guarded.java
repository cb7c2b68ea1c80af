package org.mmtck.impl.seam;

/**
 * State that a lock guards. A scheduler that prunes schedules asks for its fingerprint when the lock changes hands: two
 * moments with equal fingerprints have the same future.
 */
public interface Guarded {

    /**
     * A number that depends on everything guarded and on nothing else: no addresses, no identity hashes, no counters of
     * what was done. Called only while the lock is held. May cost time proportional to the state.
     */
    long fingerprint();
}
