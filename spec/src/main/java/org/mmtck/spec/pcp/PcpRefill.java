package org.mmtck.spec.pcp;

/**
 * What {@code nr_pcp_alloc} says and leaves behind.
 *
 * @param blocks how many blocks to fetch, at least 1
 * @param high the new {@code pcp->high}, in pages
 * @param allocFactor the new {@code pcp->alloc_factor}
 */
public record PcpRefill(int blocks, int high, int allocFactor) {}
