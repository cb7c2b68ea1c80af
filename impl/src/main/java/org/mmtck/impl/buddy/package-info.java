/**
 * The buddy system of one zone, as in {@code mm/page_alloc.c} of kernel v7.0: {@link org.mmtck.impl.buddy.Zone} is the
 * state, {@link org.mmtck.impl.buddy.BuddySystem} the steps that run under the zone lock,
 * {@link org.mmtck.impl.buddy.BuddyAllocator} the front that takes the lock,
 * and {@link org.mmtck.impl.buddy.ZoneLists} what the per-CPU lists see of it.
 *
 * <p>Names are the kernel's in Java case without leading underscores; where the kernel has a function both with and without
 * them, the underscored one is called {@code raw...} here. Inside the package a page is an index into the page table, not a
 * pfn, and a migratetype is its number.
 *
 * <p>What goes beyond one list of one type: {@link org.mmtck.impl.buddy.Fallback} claims and steals, {@link
 * org.mmtck.impl.buddy.HighatomicPageblocks} sets aside, {@link org.mmtck.impl.buddy.PageIsolation} locks away.
 *
 * <p>Not here yet: compaction capture, guard pages, shuffling of free lists, pages deferred by a failed trylock.
 */
@NullMarked
package org.mmtck.impl.buddy;

import org.jspecify.annotations.NullMarked;
