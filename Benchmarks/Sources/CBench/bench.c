#define _GNU_SOURCE
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>
#ifdef __linux__
#include <sched.h>
#endif

extern char **environ;

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double bench_cpu(void) { return seconds(CLOCK_PROCESS_CPUTIME_ID); }

double bench_wall(void) { return seconds(CLOCK_MONOTONIC); }

int bench_pin(void) {
#ifdef __linux__
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores)) return -1;
  int last = -1;
  for (int core = 0; core < CPU_SETSIZE; core++)
    if (CPU_ISSET(core, &cores)) last = core;
  if (last < 0) return -1;
  CPU_ZERO(&cores);
  CPU_SET(last, &cores);
  return sched_setaffinity(0, sizeof cores, &cores) ? -1 : last;
#else
  return -1;
#endif
}

size_t bench_resident(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  unsigned long total = 0, resident = 0;
  int found = fscanf(file, "%lu %lu", &total, &resident);
  fclose(file);
  return found == 2 ? resident * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

double bench_command(char *const arguments[]) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  double start = bench_wall();
  pid_t child;
  int status = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (status) return -1;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status)) return -1;
  return bench_wall() - start;
}

long bench_yaml_events(const unsigned char *text, size_t count) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return -1;
  yaml_parser_set_input_string(&parser, text, count);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  long events = 0;
  for (int ended = 0; !ended; events++) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      events = -1;
      break;
    }
    ended = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return events;
}
