package org.mmtck.conformance.check;

import org.mmtck.conformance.subject.MachineShape;

/**
 * How deep a check goes.
 *
 * @param seed seed of everything random
 * @param tries random sequences of each property
 * @param scope machine of the exhaustive search; at most 12 pages and order 3
 * @param length longest sequence of the exhaustive search, 1..8
 * @param budget operations that the exhaustive search may do, 1 or more; it begins no length that would take more
 */
public record CheckOptions(long seed, int tries, MachineShape scope, int length, long budget) {
    /** Most tries: beyond this, several runs with seeds of their own say more. */
    public static final int MAX_TRIES = 10_000_000;

    /** Most pages of the exhaustive search. */
    public static final int MAX_PAGES = Exhaustive.MAX_PAGES;

    /** Largest order of the exhaustive search. */
    public static final int MAX_ORDER = Exhaustive.MAX_ORDER;

    /** Longest sequence of the exhaustive search. */
    public static final int MAX_LENGTH = Exhaustive.MAX_LENGTH;

    public CheckOptions {
        if (tries < 1 || tries > MAX_TRIES) {
            throw new IllegalArgumentException("tries must be 1.." + MAX_TRIES + ", not " + tries);
        }
        if (scope.pages() > Exhaustive.MAX_PAGES) {
            throw new IllegalArgumentException(
                    "the exhaustive scope is at most " + Exhaustive.MAX_PAGES + " pages, not " + scope.pages());
        }
        if (scope.maxOrder() > Exhaustive.MAX_ORDER) {
            throw new IllegalArgumentException(
                    "the exhaustive scope is at most order " + Exhaustive.MAX_ORDER + ", not " + scope.maxOrder());
        }
        if (length < 1 || length > Exhaustive.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the exhaustive length must be 1.." + Exhaustive.MAX_LENGTH + ", not " + length);
        }
        if (budget < 1) {
            throw new IllegalArgumentException("the budget must be 1 or more operations, not " + budget);
        }
    }
}
