package org.mmtck.spec.zonelist;

/**
 * The number that tells a request whether the zonelists were rebuilt under it ({@code mm/page_alloc.c:
 * zonelist_update_seq}): odd while a rebuild runs, and never the same again after one.
 *
 * @param value 0 or more; in the kernel 32 bits that wrap
 */
public record ZonelistUpdateSeq(int value) {

    /** Before the first rebuild. */
    public static final ZonelistUpdateSeq START = new ZonelistUpdateSeq(0);

    public ZonelistUpdateSeq {
        if (value < 0) {
            throw new IllegalArgumentException("a sequence number must not be negative, but is " + value);
        }
    }

    /** Whether a rebuild runs: a request that begins waits until it is over. */
    public boolean rebuilding() {
        return (value & 1) != 0;
    }

    /** A rebuild begins; fails if one runs already. */
    public ZonelistUpdateSeq writeBegin() {
        if (rebuilding()) {
            throw new IllegalStateException("a rebuild runs already (sequence " + value + ")");
        }
        return new ZonelistUpdateSeq(Math.incrementExact(value));
    }

    /** The rebuild is over; fails if none runs. */
    public ZonelistUpdateSeq writeEnd() {
        if (!rebuilding()) {
            throw new IllegalStateException("no rebuild runs (sequence " + value + ")");
        }
        return new ZonelistUpdateSeq(Math.incrementExact(value));
    }

    /**
     * Whether a request that is about to fail must start over ({@code check_retry_zonelist}).
     *
     * @param memoryHotremove CONFIG_MEMORY_HOTREMOVE: without it lists only ever grow, and nothing is checked
     * @param cookie the number when the request began
     */
    public boolean checkRetryZonelist(boolean memoryHotremove, ZonelistUpdateSeq cookie) {
        if (cookie.rebuilding()) {
            throw new IllegalArgumentException("a request begins at an even number, not at " + cookie.value);
        }
        return memoryHotremove && value != cookie.value;
    }
}
