/**
 * Per-CPU page lists in front of a zone's free lists, as in {@code mm/page_alloc.c} of kernel v7.0:
 * {@link org.mmtck.impl.pcp.PerCpuPages} is the state of one CPU, {@link org.mmtck.impl.pcp.PcpSystem} the steps that run under
 * its lock, {@link org.mmtck.impl.pcp.PcpDrains} what empties lists from outside, {@link org.mmtck.impl.pcp.PcpAllocator} the
 * front. The lock order is CPU lock, then zone lock.
 *
 * <p>Not here: bad pages found at allocation (FAIL-9), batches of folios, {@code alloc_pages_bulk}.
 */
@NullMarked
package org.mmtck.impl.pcp;

import org.jspecify.annotations.NullMarked;
