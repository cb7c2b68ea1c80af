package org.mmtck.spec.proc;

/**
 * A named number of {@code /proc/zoneinfo}.
 *
 * @param name the kernel's, without blanks, for example {@code nr_mlock}
 * @param value usually pages; 0 or more
 */
public record Counter(String name, long value) {

    static final LineFormat LINE = LineFormat.of("      %-12s %d");

    private static final int MAX_NAME = 80;

    public Counter {
        if (!name.matches("[!-~]{1," + MAX_NAME + "}")) {
            throw new IllegalArgumentException(
                    "the name of a counter has 1.." + MAX_NAME + " characters without blanks, not '" + name + "'");
        }
        Orders.checkNotNegative("counter", name, value);
    }

    String line() {
        return LINE.format(name, value);
    }
}
