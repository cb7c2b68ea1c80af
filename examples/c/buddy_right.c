/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A binary buddy allocator over page numbers, written as an example for mmtck. It has no memory of its own to hand out:
 * the tables below are all there is, which is what a page allocator looks like from the inside.
 *
 * A free block is known by its first page: free_order[pfn] is its order, next/prev link it into the list of that order.
 * A live block is known by its first page, too: live_order[pfn].
 */
#include "mmtck.h"

enum { MAX_PAGES = 1 << 20, MAX_ORDER = 10 };

#define NIL UINT32_MAX /* the end of a list */
#define NO_HEAD 0xff   /* in free_order and live_order: no block starts here */

static uint32_t list[MAX_ORDER + 1]; /* first block of each order, or NIL */
static uint32_t next[MAX_PAGES], prev[MAX_PAGES];
static uint8_t free_order[MAX_PAGES], live_order[MAX_PAGES];
static uint32_t nr_pages, nr_free;
static unsigned max_order;

static void list_add(uint32_t pfn, unsigned order)
{
	next[pfn] = list[order];
	prev[pfn] = NIL;
	if (list[order] != NIL)
		prev[list[order]] = pfn;
	list[order] = pfn;
	free_order[pfn] = (uint8_t)order;
}

static void list_del(uint32_t pfn, unsigned order)
{
	if (prev[pfn] != NIL)
		next[prev[pfn]] = next[pfn];
	else
		list[order] = next[pfn];
	if (next[pfn] != NIL)
		prev[next[pfn]] = prev[pfn];
	free_order[pfn] = NO_HEAD;
}

/* All pages free, as the largest aligned blocks that fit; the last few pages of an odd machine make small ones. */
static const char *reset(uint64_t pages, unsigned largest)
{
	if (pages == 0 || pages > MAX_PAGES || largest > MAX_ORDER)
		return "too large for the tables of this example";
	nr_pages = nr_free = (uint32_t)pages;
	max_order = largest;
	memset(free_order, NO_HEAD, nr_pages);
	memset(live_order, NO_HEAD, nr_pages);
	for (unsigned order = 0; order <= MAX_ORDER; order++)
		list[order] = NIL;
	for (uint32_t pfn = 0; pfn < nr_pages;) {
		unsigned order = max_order;
		while (pfn % (1u << order) != 0 || nr_pages - pfn < 1u << order)
			order--;
		list_add(pfn, order);
		pfn += 1u << order;
	}
	return NULL;
}

/* Takes the smallest block that is large enough and gives back the upper halves until it fits. */
static uint64_t alloc_pages(unsigned order)
{
	unsigned have = order;
	uint32_t pfn;

	while (have <= max_order && list[have] == NIL)
		have++;
	if (have > max_order)
		return MMTCK_NONE;
	pfn = list[have];
	list_del(pfn, have);
	while (have > order) {
		have--;
		list_add(pfn + (1u << have), have);
	}
	live_order[pfn] = (uint8_t)order;
	nr_free -= 1u << order;
	return pfn;
}

/* Merges with the buddy, the pair with its buddy, and so on for as long as the buddy is free as a whole. */
static const char *free_pages(uint64_t first, unsigned order)
{
	uint32_t pfn = (uint32_t)first;

	if (first >= nr_pages || live_order[pfn] == NO_HEAD)
		return "not allocated";
	if (live_order[pfn] != order)
		return "allocated with another order";
	live_order[pfn] = NO_HEAD;
	nr_free += 1u << order;
	for (; order < max_order; order++) {
		uint32_t buddy = pfn ^ (1u << order);
		if (buddy >= nr_pages || free_order[buddy] != order)
			break;
		list_del(buddy, order);
		if (buddy < pfn)
			pfn = buddy;
	}
	list_add(pfn, order);
	return NULL;
}

static uint64_t nr_free_pages(void)
{
	return nr_free;
}

static void snapshot(void)
{
	for (unsigned order = 0; order <= max_order; order++)
		for (uint32_t pfn = list[order]; pfn != NIL; pfn = next[pfn])
			mmtck_free_block(pfn, order);
}

int main(void)
{
	static const struct mmtck_ops ops = {
		.name = "buddy_right 1.0",
		.profiles = "buddy",
		.capabilities = MMTCK_DETECTS_DOUBLE_FREE | MMTCK_DETERMINISTIC,
		.limit_pages = MAX_PAGES,
		.limit_order = MAX_ORDER,
		.reset = reset,
		.alloc_pages = alloc_pages,
		.free_pages = free_pages,
		.nr_free_pages = nr_free_pages,
		.snapshot = snapshot,
	};
	return mmtck_main(&ops);
}
