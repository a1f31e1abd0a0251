// Counts heap allocations by standing in front of glibc's allocator. An executable's own symbols win over those of its
// shared libraries, so the Swift runtime's calls come through here too; each goes on to glibc's internal name.

#include "allocation_counter.h"

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// Laid out with the executable, so that reading it never allocates by itself.
static _Thread_local uint64_t calls __attribute__((tls_model("initial-exec")));

static atomic_bool counts_all;
static _Atomic(uint64_t) calls_of_all;

static inline void note_call(void) {
    calls += 1;
    // Threads that add to one number wait for each other: that is for whoever asks, and never part of a timed loop.
    if (atomic_load_explicit(&counts_all, memory_order_relaxed))
        atomic_fetch_add_explicit(&calls_of_all, 1, memory_order_relaxed);
}

bool allocation_counting_works(void) { return true; }

uint64_t allocation_count(void) { return calls; }

void allocation_count_all(bool counts) { atomic_store(&counts_all, counts); }

uint64_t allocation_count_of_all(void) { return atomic_load(&calls_of_all); }

void *malloc(size_t size) {
    note_call();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    note_call();
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    note_call();
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    note_call();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note_call();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    note_call();
    int before = errno;
    void *block = __libc_memalign(alignment, size);
    errno = before;
    if (block == NULL) return ENOMEM;
    *result = block;
    return 0;
}

#else

bool allocation_counting_works(void) { return false; }

uint64_t allocation_count(void) { return 0; }

void allocation_count_all(bool counts) { (void)counts; }

uint64_t allocation_count_of_all(void) { return 0; }

#endif
