/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mmtck.h: lets an allocator written in C be held against the mmtck rules.
 *
 * Fill in a struct mmtck_ops and call mmtck_main(&ops) from main(); this header does all the talking (see
 * docs/protocol.md). Include it from one .c file only. It needs C99 and a POSIX libc, nothing else.
 *
 *     static const char *my_reset(uint64_t pages, unsigned max_order) { ... return NULL; }
 *     static uint64_t my_alloc(unsigned order)                        { ... return pfn; }
 *     static const char *my_free(uint64_t pfn, unsigned order)        { ... return NULL; }
 *
 *     int main(void)
 *     {
 *             static const struct mmtck_ops ops = {
 *                     .name = "my_alloc 0.1", .profiles = "buddy",
 *                     .reset = my_reset, .alloc_pages = my_alloc, .free_pages = my_free,
 *             };
 *             return mmtck_main(&ops);
 *     }
 *
 * Your allocator may printf() as it likes: mmtck_main() keeps the real stdout to itself and points stdout at stderr, where
 * logs belong.
 */
#ifndef MMTCK_H
#define MMTCK_H

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What alloc_pages() returns when there is no block of that size. */
#define MMTCK_NONE UINT64_MAX

/* Claims about your allocator, or'ed together. Claim only what is true: each claim is checked. */
enum {
	MMTCK_DETECTS_DOUBLE_FREE = 1, /* free_pages() refuses a block that is not allocated, and stays intact */
	MMTCK_DETERMINISTIC = 2,       /* the same calls after a reset give the same answers */
	MMTCK_KERNEL_ORDER = 4         /* hands out the very block the Linux kernel would */
};

struct mmtck_ops {
	const char *name;      /* name and version, one line */
	const char *profiles;  /* what you implement: "buddy", or several words */
	unsigned capabilities; /* MMTCK_... flags; counters and snapshot follow from the functions below */
	uint64_t limit_pages;  /* the largest machine you can do, in pages; 0: no limit */
	unsigned limit_order;  /* the largest max_order you can do; 0: no limit */

	/* Starts over: pages 0..pages-1 all free, blocks of at most 2^max_order pages. NULL, or why it cannot be done. */
	const char *(*reset)(uint64_t pages, unsigned max_order);

	/* A block of 2^order pages: its first page, or MMTCK_NONE. The order may be larger than max_order. */
	uint64_t (*alloc_pages)(unsigned order);

	/* Takes a block back. NULL, or why it is refused. */
	const char *(*free_pages)(uint64_t pfn, unsigned order);

	/* Optional (NULL: not claimed): pages that are free now. Claims "counters". */
	uint64_t (*nr_free_pages)(void);

	/* Optional (NULL: not claimed): calls mmtck_free_block() once for each free block. Claims "snapshot". */
	void (*snapshot)(void);
};

/* ---- From here on: the talking. Nothing below needs your attention. ---- */

enum { MMTCK_LINE = 256, MMTCK_IN = 1 << 14, MMTCK_OUT = 1 << 16 };

struct mmtck_pipe {
	int fd; /* the real stdout */
	size_t in_from, in_to, out_to;
	char in[MMTCK_IN];
	char out[MMTCK_OUT];
};

static struct mmtck_pipe mmtck_pipe;

/* Sends all that was answered so far. Gives up silently when nobody reads any more: the next read sees the end, too. */
static inline void mmtck_flush(void)
{
	size_t from = 0;

	while (from < mmtck_pipe.out_to) {
		ssize_t n = write(mmtck_pipe.fd, mmtck_pipe.out + from, mmtck_pipe.out_to - from);
		if (n > 0)
			from += (size_t)n;
		else if (errno != EINTR)
			break;
	}
	mmtck_pipe.out_to = 0;
}

static inline void mmtck_put(const char *text)
{
	for (; *text; text++) {
		if (mmtck_pipe.out_to == MMTCK_OUT)
			mmtck_flush();
		mmtck_pipe.out[mmtck_pipe.out_to++] = *text;
	}
}

static inline void mmtck_put_number(uint64_t number)
{
	char digits[21];
	char *at = digits + sizeof(digits) - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	mmtck_put(at);
}

/* One free block of the snapshot: first page and order. Call it only from your snapshot(). */
static inline void mmtck_free_block(uint64_t pfn, unsigned order)
{
	mmtck_put(" ");
	mmtck_put_number(pfn);
	mmtck_put(":");
	mmtck_put_number(order);
}

/*
 * The next line without its end, or NULL when there are no more. Answers are sent only when there is nothing left to
 * read, just before this would block: a thousand pipelined requests cost one read and one write.
 */
static inline char *mmtck_line(void)
{
	struct mmtck_pipe *p = &mmtck_pipe;

	for (;;) {
		char *end = memchr(p->in + p->in_from, '\n', p->in_to - p->in_from);
		ssize_t n;

		if (end) {
			char *line = p->in + p->in_from;
			p->in_from = (size_t)(end - p->in) + 1;
			*end = '\0';
			return line;
		}
		memmove(p->in, p->in + p->in_from, p->in_to - p->in_from);
		p->in_to -= p->in_from;
		p->in_from = 0;
		if (p->in_to >= MMTCK_LINE) {
			mmtck_put("error a request longer than 256 bytes\n");
			return NULL;
		}
		mmtck_flush();
		n = read(0, p->in + p->in_to, MMTCK_IN - p->in_to);
		if (n > 0)
			p->in_to += (size_t)n;
		else if (n == 0 || errno != EINTR)
			return NULL;
	}
}

/* If *at starts with the word, steps over it and the blanks behind it. */
static inline int mmtck_word(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0 || ((*at)[n] != '\0' && (*at)[n] != ' ' && (*at)[n] != '\r'))
		return 0;
	*at += n;
	while (**at == ' ' || **at == '\r')
		++*at;
	return 1;
}

/* Reads a number of at most 18 digits, and the blanks behind it. */
static inline int mmtck_number(const char **at, uint64_t *number)
{
	const char *start = *at;

	for (*number = 0; **at >= '0' && **at <= '9' && *at - start < 18; ++*at)
		*number = *number * 10 + (uint64_t)(**at - '0');
	if (*at == start || (**at != '\0' && **at != ' ' && **at != '\r'))
		return 0;
	while (**at == ' ' || **at == '\r')
		++*at;
	return 1;
}

/* Reads an order; what is absurd stays absurd (63) instead of being cut to a small one. */
static inline int mmtck_order(const char **at, unsigned *order)
{
	uint64_t number;

	if (!mmtck_number(at, &number))
		return 0;
	*order = number > 63 ? 63 : (unsigned)number;
	return 1;
}

static inline void mmtck_ok_or_refused(const char *why)
{
	mmtck_put(why ? "refused " : "ok");
	mmtck_put(why ? why : "");
	mmtck_put("\n");
}

static inline void mmtck_hello(const struct mmtck_ops *ops)
{
	mmtck_put("mmtck 1\nname ");
	mmtck_put(ops->name);
	mmtck_put("\nprofile ");
	mmtck_put(ops->profiles);
	mmtck_put("\ncapability");
	mmtck_put(ops->nr_free_pages ? " counters" : "");
	mmtck_put(ops->snapshot ? " snapshot" : "");
	mmtck_put(ops->capabilities & MMTCK_DETECTS_DOUBLE_FREE ? " detects-double-free" : "");
	mmtck_put(ops->capabilities & MMTCK_DETERMINISTIC ? " deterministic" : "");
	mmtck_put(ops->capabilities & MMTCK_KERNEL_ORDER ? " kernel-order" : "");
	if (ops->limit_pages) {
		mmtck_put("\nlimit pages ");
		mmtck_put_number(ops->limit_pages);
	}
	if (ops->limit_order) {
		mmtck_put("\nlimit order ");
		mmtck_put_number(ops->limit_order);
	}
	mmtck_put("\nready\n");
}

/* Answers one request. Returns 0 if it is none that this header knows. */
static inline int mmtck_answer(const struct mmtck_ops *ops, const char *at, int *has_reset)
{
	uint64_t number;
	unsigned order;

	if (mmtck_word(&at, "mmtck") && mmtck_number(&at, &number) && *at == '\0') {
		mmtck_hello(ops);
		return 1;
	}
	if (mmtck_word(&at, "reset")) {
		if (!mmtck_word(&at, "pages") || !mmtck_number(&at, &number) || !mmtck_word(&at, "max_order") ||
		    !mmtck_order(&at, &order) || *at != '\0')
			return 0;
		mmtck_ok_or_refused(ops->reset(number, order));
		*has_reset = 1;
		return 1;
	}
	if (!*has_reset)
		return 0;
	if (mmtck_word(&at, "alloc") && mmtck_order(&at, &order) && *at == '\0') {
		uint64_t pfn = ops->alloc_pages(order);
		if (pfn != MMTCK_NONE) {
			mmtck_put("block ");
			mmtck_put_number(pfn);
			mmtck_put("\n");
		} else {
			mmtck_put("none\n");
		}
		return 1;
	}
	if (mmtck_word(&at, "free") && mmtck_number(&at, &number) && mmtck_order(&at, &order) && *at == '\0') {
		mmtck_ok_or_refused(ops->free_pages(number, order));
		return 1;
	}
	if (ops->nr_free_pages && mmtck_word(&at, "counters") && *at == '\0') {
		mmtck_put("counters free ");
		mmtck_put_number(ops->nr_free_pages());
		mmtck_put("\n");
		return 1;
	}
	if (ops->snapshot && mmtck_word(&at, "snapshot") && *at == '\0') {
		mmtck_put("snapshot");
		ops->snapshot();
		mmtck_put("\n");
		return 1;
	}
	return 0;
}

/* Talks until "quit" or the end of input. Returns the exit status for main(). */
static inline int mmtck_main(const struct mmtck_ops *ops)
{
	int has_reset = 0;
	const char *line;

	mmtck_pipe.fd = dup(1);
	if (mmtck_pipe.fd < 0 || dup2(2, 1) < 0) {
		perror("mmtck: cannot set up stdout");
		return 1;
	}
	while ((line = mmtck_line()) != NULL) {
		const char *rest = line;
		if (mmtck_word(&rest, "quit"))
			break;
		if (!mmtck_answer(ops, line, &has_reset)) {
			mmtck_put("error not understood, or before the first reset: ");
			mmtck_put(line);
			mmtck_put("\n");
		}
	}
	mmtck_flush();
	return 0;
}

#endif
