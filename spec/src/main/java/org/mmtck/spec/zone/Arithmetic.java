package org.mmtck.spec.zone;

/** The kernel's integer arithmetic, for numbers that are not negative. All divisions round down. */
final class Arithmetic {

    private Arithmetic() {}

    /** {@code x * n / d} rounded down, without the product overflowing first ({@code include/linux/math.h: mult_frac}). */
    static long multFrac(long x, long n, long d) {
        return x / d * n + x % d * n / d;
    }

    /** {@code x} rounded up to a multiple of the power of two {@code a} ({@code ALIGN}). */
    static long align(long x, long a) {
        return (x + a - 1) & -a;
    }

    /** The largest whole number whose square is at most {@code x} ({@code lib/math/int_sqrt.c: int_sqrt}). */
    static long intSqrt(long x) {
        PageGeometry.checkNotNegative("the number under the root", x);
        long root = 0;
        for (long bit = 1L << 31; bit != 0; bit >>= 1) {
            long candidate = root | bit;
            if (candidate <= x / candidate) {
                root = candidate;
            }
        }
        return root;
    }

    /** The number of the highest bit that is set, from 1; 0 for 0 ({@code fls}). */
    static int fls(long x) {
        return Long.SIZE - Long.numberOfLeadingZeros(x);
    }

    /** {@code v} moved into {@code lo..hi}. */
    static long clamp(long v, long lo, long hi) {
        return Math.min(Math.max(v, lo), hi);
    }
}
