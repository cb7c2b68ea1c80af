package org.mmtck.conformance.trace.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private Bytes() {}

    /** Index of the first such byte in {@code from..to-1}, or -1. */
    static int find(byte[] text, int from, int to, char wanted) {
        long pattern = wanted * ONES;
        int at = from;
        while (at + Long.BYTES <= to) {
            long differs = (long) LONGS.get(text, at) ^ pattern;
            // The classic test for a zero byte: exact for the lowest one, which is all that is asked.
            long hits = (differs - ONES) & ~differs & HIGHS;
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            at += Long.BYTES;
        }
        for (; at < to; at++) {
            if (text[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** A hash of the bytes {@code from..to-1}. */
    static long hash(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        while (at + Long.BYTES <= to) {
            hash = mix(hash ^ (long) LONGS.get(text, at));
            at += Long.BYTES;
        }
        for (; at < to; at++) {
            hash = mix(hash ^ text[at]);
        }
        return hash;
    }

    private static long mix(long value) {
        long product = value * MULTIPLIER;
        return product ^ product >>> 29;
    }
}
