// What the measurements need of the system.

#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>

/// CPU seconds of this process so far.
double bench_cpu(void);

/// Seconds on a clock that only goes forwards.
double bench_wall(void);

/// Keeps this process, and those that it starts, on one core. Returns it, or -1 where that cannot be done.
int bench_pin(void);

/// The memory of this process that is resident, in bytes; 0 where that is not known.
size_t bench_resident(void);

/// Starts to count the blocks that are allocated, by all threads.
void bench_count_allocations(void);

/// How many blocks were allocated since then; -1 where they cannot be counted.
long bench_counted_allocations(void);

/// Runs a command without its output. Returns the seconds it took, or -1 if it failed.
double bench_command(char *const arguments[]);

/// Lets libyaml go through a text and forget what it finds. Returns how many events there were, or -1 for a mistake.
long bench_yaml_events(const unsigned char *text, size_t count);

#endif
