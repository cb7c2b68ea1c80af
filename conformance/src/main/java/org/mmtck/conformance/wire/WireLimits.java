package org.mmtck.conformance.wire;

import java.time.Duration;

/**
 * How long and how much the kit takes from a subject before it gives up. The durations only bound a subject that is
 * stuck; no verdict depends on how fast it is.
 *
 * @param start longest wait for each line of the handshake, the first of which includes the start of the program
 * @param reply longest wait for one reply
 * @param quit how long a subject may take to exit once it was told to, or once its stdout ended
 * @param maxLineBytes longest reply line in bytes, 64..2^30; a snapshot needs about 11 bytes for each free block
 * @param window most requests that are sent before their replies are read, 1..1024; 240 requests of the largest machine
 *     are less than 4 KiB and fit into the smallest pipe there is, so that writing never waits for the subject
 */
public record WireLimits(Duration start, Duration reply, Duration quit, int maxLineBytes, int window) {
    /** For people who do not care: 10 s to start, 5 s for a reply, 2 s to quit, lines up to 1 MiB, 240 requests. */
    public static final WireLimits DEFAULTS =
            new WireLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(2), 1 << 20, 240);

    public WireLimits {
        requirePositive("start", start);
        requirePositive("reply", reply);
        requirePositive("quit", quit);
        requireWithin("maxLineBytes", maxLineBytes, 64, 1 << 30);
        requireWithin("window", window, 1, 1024);
    }

    /** The same with another limit for the handshake. */
    public WireLimits withStart(Duration limit) {
        return new WireLimits(limit, reply, quit, maxLineBytes, window);
    }

    /** The same with another limit for a reply. */
    public WireLimits withReply(Duration limit) {
        return new WireLimits(start, limit, quit, maxLineBytes, window);
    }

    /** The same with another limit for quitting. */
    public WireLimits withQuit(Duration limit) {
        return new WireLimits(start, reply, limit, maxLineBytes, window);
    }

    /** The same with another limit for the length of a line. */
    public WireLimits withMaxLineBytes(int bytes) {
        return new WireLimits(start, reply, quit, bytes, window);
    }

    /** The same with another number of requests in flight. */
    public WireLimits withWindow(int requests) {
        return new WireLimits(start, reply, quit, maxLineBytes, requests);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(name + " must be more than 0 and at most a day, not " + duration);
        }
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", not " + value);
        }
    }
}
