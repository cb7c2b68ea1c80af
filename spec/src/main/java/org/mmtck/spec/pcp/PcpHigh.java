package org.mmtck.spec.pcp;

/**
 * What {@code nr_pcp_high} says and leaves behind. The two differ: what is compared with the count now is not what the next
 * free starts from.
 *
 * @param threshold pages are given back if the count is at least this
 * @param high the new {@code pcp->high}
 */
public record PcpHigh(int threshold, int high) {}
