/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A binary buddy allocator with a bitmap for each order instead of lists, written as an example for mmtck.
 *
 * It has a bug, on purpose, and one that a quick test does not see. `mmtck check` finds it; can you? The answer is at the
 * end of README.md in this directory.
 */
#include "mmtck.h"

enum { MAX_PAGES = 1 << 16, MAX_ORDER = 10, WORDS = MAX_PAGES / 64 };

#define NOT_LIVE 0xff

static uint64_t free_map[MAX_ORDER + 1][WORDS]; /* a bit for each block of the order: free as exactly this block */
static uint8_t live_order[MAX_PAGES];           /* by first page; NOT_LIVE: no allocated block starts here */
static uint64_t nr_pages, nr_free;
static unsigned max_order;

static int test_free(uint64_t pfn, unsigned order)
{
	uint64_t block = pfn >> order;

	return pfn < nr_pages && (free_map[order][block / 64] >> (block % 64) & 1) != 0;
}

static void set_free(uint64_t pfn, unsigned order)
{
	uint64_t block = pfn >> order;

	free_map[order][block / 64] |= UINT64_C(1) << (block % 64);
}

static void clear_free(uint64_t pfn, unsigned order)
{
	uint64_t block = pfn >> order;

	free_map[order][block / 64] &= ~(UINT64_C(1) << (block % 64));
}

/* The free block of this order with the lowest address, or MMTCK_NONE. */
static uint64_t first_free(unsigned order)
{
	for (uint64_t word = 0; word * 64 << order < nr_pages; word++)
		for (unsigned bit = 0; free_map[order][word] != 0 && bit < 64; bit++)
			if (free_map[order][word] >> bit & 1)
				return (word * 64 + bit) << order;
	return MMTCK_NONE;
}

static const char *reset(uint64_t pages, unsigned largest)
{
	if (pages == 0 || pages > MAX_PAGES || largest > MAX_ORDER)
		return "too large for the tables of this example";
	nr_pages = nr_free = pages;
	max_order = largest;
	memset(free_map, 0, sizeof(free_map));
	memset(live_order, NOT_LIVE, sizeof(live_order));
	for (uint64_t pfn = 0; pfn < nr_pages;) {
		unsigned order = max_order;
		while (pfn % (1u << order) != 0 || nr_pages - pfn < 1u << order)
			order--;
		set_free(pfn, order);
		pfn += 1u << order;
	}
	return NULL;
}

static uint64_t alloc_pages(unsigned order)
{
	for (unsigned have = order; have <= max_order; have++) {
		uint64_t pfn = first_free(have);
		if (pfn == MMTCK_NONE)
			continue;
		clear_free(pfn, have);
		while (have-- > order)
			set_free(pfn + (1u << have), have); /* the upper half stays free */
		live_order[pfn] = (uint8_t)order;
		nr_free -= 1u << order;
		return pfn;
	}
	return MMTCK_NONE;
}

static const char *free_pages(uint64_t pfn, unsigned order)
{
	if (pfn >= nr_pages || live_order[pfn] != order)
		return "not allocated with this order";
	live_order[pfn] = NOT_LIVE;
	nr_free += 1u << order;
	while (order < max_order) {
		uint64_t buddy = pfn ^ (1u << order);
		if (!test_free(buddy, order))
			break;
		clear_free(buddy, order);
		if (buddy < pfn) {
			pfn = buddy; /* the pair starts where its lower half does */
			if (order + 1 == max_order)
				break; /* as large as can be: there is no buddy left to look for */
		}
		order++;
	}
	set_free(pfn, order);
	return NULL;
}

static uint64_t nr_free_pages(void)
{
	return nr_free;
}

static void snapshot(void)
{
	for (unsigned order = 0; order <= max_order; order++)
		for (uint64_t pfn = 0; pfn < nr_pages; pfn += 1u << order)
			if (test_free(pfn, order))
				mmtck_free_block(pfn, order);
}

int main(void)
{
	static const struct mmtck_ops ops = {
		.name = "buddy_wrong 1.0",
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
