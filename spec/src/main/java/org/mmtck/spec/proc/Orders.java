package org.mmtck.spec.proc;

import java.util.List;

/** Numbers by order, from 0 up. */
final class Orders {

    /** More orders than any kernel has. */
    static final int MAX_ORDERS = 24;

    private Orders() {}

    /** Fails if there are not this many numbers, or if one is negative. */
    static void check(Object where, List<Long> numbers, int orders) {
        if (numbers.size() != orders) {
            throw new IllegalArgumentException(where + " has " + numbers.size() + " numbers instead of " + orders);
        }
        for (long number : numbers) {
            checkNotNegative(where, "a number", number);
        }
    }

    /** Fails if the number of orders is not one of 1 to {@link #MAX_ORDERS}. */
    static void checkCount(Object where, int orders) {
        if (orders < 1 || orders > MAX_ORDERS) {
            throw new IllegalArgumentException(where + " has " + orders + " orders, which is outside 1.." + MAX_ORDERS);
        }
    }

    static void checkNotNegative(Object where, String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(where + ": " + field + " must not be negative, but is " + value);
        }
    }
}
