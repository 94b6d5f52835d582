// The workload `esco` written out in C for these rules and this pack only: what could be reached at best.
//
// `evaluate` is the fast one: skills that many occupations ask for are rows of bytes, added as vectors, the others
// lists; the ten best are looked for above a bound that is found on the way. `evaluate_plainly` says the same in loops.

#include <immintrin.h>
#include <stdint.h>

typedef struct {
  uint16_t occupation;
  uint8_t points;
} Entry;

#include "esco_data.h"

enum { STATED = 30, TOP = 10, BLOCKS = (OCCUPATIONS + 63) / 64, WIDTH = BLOCKS * 64, DENSE_FROM = 80 };

typedef struct {
  uint32_t id;
  uint16_t skills[STATED];
} Profile;

typedef struct {
  uint32_t id;
  uint8_t count, scores[TOP];
  uint16_t occupations[TOP];
} Answer;

#include "run.h"

/// Puts an occupation among the best so far, behind those that have as many points.
static inline void place(Answer *answer, int occupation, int score) {
  int at = answer->count;
  if (at < TOP) {
    answer->count++;
  } else if (score <= answer->scores[TOP - 1]) {
    return;
  } else {
    at = TOP - 1;
  }
  for (; at > 0 && answer->scores[at - 1] < score; at--) {
    answer->scores[at] = answer->scores[at - 1];
    answer->occupations[at] = answer->occupations[at - 1];
  }
  answer->scores[at] = (uint8_t)score;
  answer->occupations[at] = (uint16_t)occupation;
}

static void evaluate_plainly(const Profile *profile, Answer *answer) {
  int scores[OCCUPATIONS] = {0};
  for (int i = 0; i < STATED; i++)
    for (uint32_t at = starts[profile->skills[i]]; at < starts[profile->skills[i] + 1]; at++)
      scores[entries[at].occupation] += entries[at].points;
  answer->id = profile->id;
  answer->count = 0;
  for (int i = 0; i < OCCUPATIONS; i++)
    if (scores[i]) place(answer, i, scores[i]);
}

/// A skill: a row of bytes, or the occupations of a list, those that need it first.
typedef struct {
  const uint8_t *dense;
  const uint16_t *needed, *optional, *end;
} Asking;
static Asking asking[SKILLS];

static void prepare(void) {
  uint16_t *list = malloc((sizeof entries / sizeof *entries + 64) * sizeof *list);
  if (!list) exit(1);
  for (int skill = 0; skill < SKILLS; skill++) {
    uint32_t first = starts[skill], end = starts[skill + 1];
    if (end - first > DENSE_FROM) {
      uint8_t *row = aligned_alloc(64, WIDTH);
      if (!row) exit(1);
      memset(row, 0, WIDTH);
      for (uint32_t at = first; at < end; at++) row[entries[at].occupation] = entries[at].points;
      asking[skill].dense = row;
      continue;
    }
    asking[skill].needed = list;
    for (uint32_t at = first; at < end; at++)
      if (entries[at].points == 3) *list++ = entries[at].occupation;
    asking[skill].optional = list;
    for (uint32_t at = first; at < end; at++)
      if (entries[at].points == 1) *list++ = entries[at].occupation;
    asking[skill].end = list;
  }
}

static inline void evaluate(const Profile *profile, Answer *answer) {
  static uint8_t scores[WIDTH] __attribute__((aligned(64)));
  const uint8_t *rows[STATED];
  const Asking *lists[STATED];
  int row_count = 0, list_count = 0;
  for (int i = 0; i < STATED; i++) {
    const Asking *skill = asking + profile->skills[i];
    if (skill->dense) {
      rows[row_count++] = skill->dense;
    } else {
      __builtin_prefetch(skill->needed);
      lists[list_count++] = skill;
    }
  }
  for (int at = 0; at < WIDTH; at += 64) {
    __m256i low = _mm256_setzero_si256(), high = low;
    for (int i = 0; i < row_count; i++) {
      low = _mm256_add_epi8(low, *(const __m256i *)(rows[i] + at));
      high = _mm256_add_epi8(high, *(const __m256i *)(rows[i] + at + 32));
    }
    *(__m256i *)(scores + at) = low;
    *(__m256i *)(scores + at + 32) = high;
  }
  for (int i = 0; i < list_count; i++) {
    const uint16_t *at = lists[i]->needed;
    for (; at < lists[i]->optional; at++) scores[*at] += 3;
    for (; at < lists[i]->end; at++) scores[*at] += 1;
  }

  // The tenth of the greatest of each column of 64 is no more than the tenth of all.
  __m256i low = _mm256_setzero_si256(), high = low;
  for (int at = 0; at < WIDTH; at += 64) {
    low = _mm256_max_epu8(low, *(const __m256i *)(scores + at));
    high = _mm256_max_epu8(high, *(const __m256i *)(scores + at + 32));
  }
  uint8_t columns[64] __attribute__((aligned(32))), counts[128] = {0};
  *(__m256i *)columns = low;
  *(__m256i *)(columns + 32) = high;
  for (int i = 0; i < 64; i++) counts[columns[i]]++;
  int bound = 3 * STATED, above = 0;
  while (bound > 1 && (above += counts[bound]) < TOP) bound--;

  answer->id = profile->id;
  answer->count = 0;
  __m256i least = _mm256_set1_epi8((char)(bound - 1));
  for (int at = 0; at < WIDTH; at += 32) {
    __m256i is_more = _mm256_cmpgt_epi8(*(const __m256i *)(scores + at), least);
    uint32_t rest = (uint32_t)_mm256_movemask_epi8(is_more);
    if (!rest) continue;
    for (; rest; rest &= rest - 1) {
      int occupation = at + __builtin_ctz(rest);
      place(answer, occupation, scores[occupation]);
    }
    if (answer->count == TOP) least = _mm256_set1_epi8((char)answer->scores[TOP - 1]);
  }
}

// MARK: Text

static const char *parse_skills(const char *text, Profile *profile) {
  if (*text != '[') return NULL;
  for (int count = 0;;) {
    uint32_t number;
    text = skip_space(text + 1);
    if (text[0] != '"' || text[1] != 's' || !(text = parse_number(text + 2, &number))) return NULL;
    if (*text++ != '"' || number >= SKILLS || count == STATED) return NULL;
    profile->skills[count++] = (uint16_t)number;
    text = skip_space(text);
    if (*text == ']') return count == STATED ? text + 1 : NULL;
    if (*text != ',') return NULL;
  }
}

static const char *parse(const char *text, Profile *profile) {
  text = skip_space(text);
  if (*text != '{') return NULL;
  do {
    text = skip_space(text + 1);
    int is_id = !memcmp(text, "\"id\"", 4);
    if (!is_id && memcmp(text, "\"skills\"", 8)) return NULL;
    text = skip_space(text + (is_id ? 4 : 8));
    if (*text != ':') return NULL;
    text = skip_space(text + 1);
    text = is_id ? parse_number(text, &profile->id) : parse_skills(text, profile);
    if (!text) return NULL;
    text = skip_space(text);
  } while (*text == ',');
  return *text == '}' ? text + 1 : NULL;
}

static char *put_answer(char *out, const Answer *answer) {
  out = PUT(put_number(PUT(out, "{\"id\":"), answer->id), ",\"top\":[");
  for (int i = 0; i < answer->count; i++) {
    if (i) *out++ = ',';
    uint32_t number = answer->occupations[i];
    out = PUT(out, "[\"o");
    for (uint32_t unit = 1000; unit; unit /= 10) *out++ = (char)('0' + number / unit % 10);
    out = put_number(PUT(out, "\","), answer->scores[i]);
    *out++ = ']';
  }
  return PUT(out, "]}\n");
}

int main(int argc, char **argv) { return run(argc, argv, "gen/w2_profiles.ndjson", "gen/w2_expected.ndjson"); }
