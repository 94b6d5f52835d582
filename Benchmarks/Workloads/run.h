// What both programs share: reading lines, measuring, comparing.
//
//     PROGRAM bench limit|plain|json COUNT PASSES    prints the CPU microseconds of a profile
//     PROGRAM check limit|plain|json                 compares the answers with the expected ones
//
// A program defines the types Profile and Answer before it includes this, and the functions that are declared here
// behind it. `parse` returns the end of the object, or NULL; `put_answer` writes a line, and may write 64 bytes too many.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void prepare(void);
static const char *parse(const char *, Profile *);
static void evaluate(const Profile *, Answer *);
static void evaluate_plainly(const Profile *, Answer *);
static char *put_answer(char *, const Answer *);

enum { MAX_LINE = 2048 };

static char *read_file(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  *count = (size_t)ftell(file);
  rewind(file);
  char *text = calloc(*count + 64, 1);
  if (!text || fread(text, 1, *count, file) != *count) exit(1);
  fclose(file);
  return text;
}

static double cpu_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static const char *skip_space(const char *text) {
  while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n') text++;
  return text;
}

static const char *parse_number(const char *text, uint32_t *number) {
  if (*text < '0' || *text > '9') return NULL;
  uint32_t value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + (uint32_t)(*text++ - '0');
  *number = value;
  return text;
}

static inline char *put_bytes(char *out, const char *bytes, size_t count) {
  memcpy(out, bytes, count);
  return out + count;
}

#define PUT(out, text) put_bytes(out, text, sizeof text - 1)

static inline char *put_number(char *out, uint32_t number) {
  char digits[10];
  int first = 10;
  do {
    digits[--first] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  return put_bytes(out, digits + first, (size_t)(10 - first));
}

static const char *parse_line(const char *text, Profile *profile) {
  text = parse(text, profile);
  if (text) return skip_space(text);
  fputs("a profile cannot be read\n", stderr);
  exit(1);
}

static int run(int argc, char **argv, const char *profiles_path, const char *expected_path) {
  if (argc < 3) return 64;
  int is_check = !strcmp(argv[1], "check");
  if (!is_check && argc < 5) return 64;
  const char *variant = argv[2];
  int is_json = !strcmp(variant, "json");
  void (*evaluation)(const Profile *, Answer *) = !strcmp(variant, "plain") ? evaluate_plainly : evaluate;

  size_t size, expected_size;
  char *text = read_file(profiles_path, &size);
  char *expected = read_file(expected_path, &expected_size);
  size_t count = is_check ? 0 : (size_t)atol(argv[3]);
  int passes = is_check ? 1 : atoi(argv[4]);
  if (is_check)
    for (size_t i = 0; i < expected_size; i++) count += expected[i] == '\n';
  prepare();

  Profile *profiles = aligned_alloc(64, (count * sizeof(Profile) + 63) / 64 * 64);
  Answer *answers = calloc(count, sizeof(Answer));
  char *out = malloc(count * MAX_LINE);
  if (!profiles || !answers || !out) return 1;
  const char *at = text;
  for (size_t i = 0; i < count; i++) {
    if (!*at) return fprintf(stderr, "there are %zu profiles only\n", i), 1;
    at = parse_line(at, profiles + i);
  }

  double seconds = 0;
  char *end = out;
  for (int pass = is_check ? 0 : -1; pass < passes; pass++) {  // the first warms up and does not count
    double start = cpu_seconds();
    if (is_json) {
      at = text;
      end = out;
      for (size_t i = 0; i < count; i++) {
        Profile profile;
        Answer answer;
        at = parse_line(at, &profile);
        evaluation(&profile, &answer);
        end = put_answer(end, &answer);
      }
    } else if (evaluation == evaluate) {
      for (size_t i = 0; i < count; i++) evaluate(profiles + i, answers + i);
    } else {
      for (size_t i = 0; i < count; i++) evaluate_plainly(profiles + i, answers + i);
    }
    if (pass >= 0) seconds += cpu_seconds() - start;
  }

  if (is_check) {
    if (!is_json)
      for (size_t i = 0; i < count; i++) end = put_answer(end, answers + i);
    if ((size_t)(end - out) != expected_size || memcmp(out, expected, expected_size)) {
      fprintf(stderr, "%s does not give the expected answers\n", variant);
      return 1;
    }
    printf("%zu answers of %s are the expected ones\n", count, variant);
    return 0;
  }
  // What was evaluated is used, so that nothing is left out.
  unsigned sum = 0;
  for (size_t i = 0; i < count * sizeof(Answer); i++) sum += ((unsigned char *)answers)[i];
  printf("{\"variant\":\"%s\",\"cpu_us\":%.6f,\"sum\":%u}\n", variant, seconds / passes / (double)count * 1e6, sum);
  return 0;
}
