// Counts what is allocated: the functions here stand before those of the C library, which do the work.

#include "bench.h"

#include <stdlib.h>

#ifdef __GLIBC__

#include <errno.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static int is_counting;
static long allocations;

static void count(void) {
  if (is_counting) __atomic_fetch_add(&allocations, 1, __ATOMIC_RELAXED);
}

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *found = memalign(alignment, size);
  if (!found) return ENOMEM;
  *block = found;
  return 0;
}

void bench_count_allocations(void) {
  allocations = 0;
  is_counting = 1;
}

long bench_counted_allocations(void) {
  is_counting = 0;
  return allocations;
}

#else

void bench_count_allocations(void) {}

long bench_counted_allocations(void) { return -1; }

#endif
