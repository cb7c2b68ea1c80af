package org.mmtck.conformance.subject;

/**
 * One free block, as a subject with the {@code snapshot} capability shows it.
 *
 * @param pfn first page
 * @param order 2^order pages
 */
public record FreeBlock(long pfn, int order) {}
