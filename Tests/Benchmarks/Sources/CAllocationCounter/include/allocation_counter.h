#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether calls are counted on this platform: true with glibc, false elsewhere.
bool allocation_counting_works(void);

/// Calls of malloc, calloc, realloc, posix_memalign, aligned_alloc and memalign by the calling thread since it began.
/// A realloc counts as one call, whether the block moves or not. Always 0 where counting does not work.
uint64_t allocation_count(void);

/// Starts or stops counting the calls of all threads together. It slows allocation down while it is on.
void allocation_count_all(bool counts);

/// Calls by all threads while their counting was on, since the process began. Always 0 where counting does not work.
uint64_t allocation_count_of_all(void);

#endif
