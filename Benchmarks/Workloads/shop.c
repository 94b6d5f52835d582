// The workload `shop` written out in C for these rules and this pack only: what could be reached at best.
//
// `evaluate` is the fast one: a row of all roles' points for each skill and level, added as vectors; a rank by
// comparing every role with all; bit sets of resources. `evaluate_plainly` says the same in loops.

#include <immintrin.h>
#include <stdint.h>

enum { SKILLS = 60, ROLES = 16, PREFERENCES = 12, CHANNELS = 6, RESOURCES = 200, MAX_NEEDS = 12 };
enum { LEVELS = 6, WORDS = 4, TOP = 5, FOCUS = 3, LIKING = 500 };
enum { NEWCOMER, FIX_WEAKNESS, DEEPEN_STRENGTH, BROADEN };

typedef struct {
  uint8_t skill, level, weight;
} Need;

typedef struct {
  uint8_t resource, channel, skill, from, to;
} Lesson;

#include "shop_data.h"

typedef struct {
  uint32_t id;
  uint8_t years, skill_count, preference_count, channel_count;
  uint8_t skills[25], levels[25], preferences[4], channels[4];
} Profile;

typedef struct {
  uint32_t id;
  uint8_t stage, focus_count, resource_count;
  uint8_t roles[TOP], focus[FOCUS];
  uint16_t scores[TOP];
  uint8_t resources[RESOURCES];
} Answer;

#include "run.h"

static int stage_of(int years) {
  return years < 1 ? NEWCOMER : years < 4 ? FIX_WEAKNESS : years < 6 ? DEEPEN_STRENGTH : BROADEN;
}

static int points(Need need, int level) {
  return need.weight * (level < need.level ? level : need.level) * 100 / need.level;
}

// MARK: Plain

/// The lower, the earlier; negative where the skill is not looked at.
static int urgency(int stage, Need need, int level) {
  int missing = need.level - level;
  if (stage == DEEPEN_STRENGTH) return missing > 0 ? -1 : 10 - need.weight;
  if (missing <= 0) return -1;
  return stage == NEWCOMER ? missing * 16 + 10 - need.weight : 100 - missing * need.weight;
}

static void evaluate_plainly(const Profile *profile, Answer *answer) {
  int levels[SKILLS] = {0};
  for (int i = 0; i < profile->skill_count; i++) levels[profile->skills[i]] = profile->levels[i];

  int scores[ROLES], order[ROLES];
  for (int role = 0; role < ROLES; role++) {
    int score = 0;
    for (int i = 0; i < MAX_NEEDS && needs[role][i].level; i++)
      score += points(needs[role][i], levels[needs[role][i].skill]);
    for (int i = 0; i < profile->preference_count; i++) score += LIKING * likes[role][profile->preferences[i]];
    int place = role;
    for (; place > 0 && scores[order[place - 1]] < score; place--) order[place] = order[place - 1];
    order[place] = role;
    scores[role] = score;
  }
  answer->id = profile->id;
  answer->stage = (uint8_t)stage_of(profile->years);
  for (int i = 0; i < TOP; i++) {
    answer->roles[i] = (uint8_t)order[i];
    answer->scores[i] = (uint16_t)scores[order[i]];
  }

  const Need *asked = needs[order[answer->stage == BROADEN]];
  int keys[MAX_NEEDS], skills[MAX_NEEDS], count = 0;
  for (int i = 0; i < MAX_NEEDS && asked[i].level; i++) {
    int key = urgency(answer->stage, asked[i], levels[asked[i].skill]);
    if (key < 0) continue;
    int place = count++;
    for (; place > 0 && keys[place - 1] > key; place--) {
      keys[place] = keys[place - 1];
      skills[place] = skills[place - 1];
    }
    keys[place] = key;
    skills[place] = asked[i].skill;
  }
  answer->focus_count = (uint8_t)(count < FOCUS ? count : FOCUS);
  for (int i = 0; i < answer->focus_count; i++) answer->focus[i] = (uint8_t)skills[i];

  uint8_t is_taken[RESOURCES] = {0};
  for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
    Lesson lesson = lessons[i];
    int level = levels[lesson.skill], is_near = 0, is_focus = 0;
    for (int j = 0; j < profile->channel_count; j++) is_near |= profile->channels[j] == lesson.channel;
    for (int j = 0; j < answer->focus_count; j++) is_focus |= answer->focus[j] == lesson.skill;
    int starts = answer->stage == DEEPEN_STRENGTH || lesson.from <= level;
    if (is_near && is_focus && starts && lesson.to > level) is_taken[lesson.resource] = 1;
  }
  answer->resource_count = 0;
  for (int i = 0; i < RESOURCES; i++)
    if (is_taken[i]) answer->resources[answer->resource_count++] = (uint8_t)i;
}

// MARK: Fast

typedef uint16_t Sixteen __attribute__((vector_size(32)));

static Sixteen skill_points[SKILLS][LEVELS], liking_points[PREFERENCES];
/// All bits for the roles behind one.
static uint16_t is_behind[ROLES][ROLES] __attribute__((aligned(32)));
/// By kind of stage, role and level: the urgency of each need with its place behind it; all bits where it is none.
static uint16_t urgencies[3][ROLES][LEVELS][16] __attribute__((aligned(32)));
static uint8_t needed_skills[ROLES][16] __attribute__((aligned(16)));
/// The resources that take somebody further in a skill from a level, and those of a channel.
static uint64_t leading[2][SKILLS][LEVELS][WORDS] __attribute__((aligned(32)));
static uint64_t offered[CHANNELS][WORDS] __attribute__((aligned(32)));

/// Names of up to 16 bytes, found by their bytes.
typedef struct {
  uint64_t low, high;
  uint8_t kind, number;
} Name;

enum { SKILL = 1, PREFERENCE, CHANNEL, NAMES = 1024 };
static Name names[NAMES];

typedef struct {
  char text[31];
  uint8_t count;
} Written;
static Written written_roles[ROLES], written_skills[SKILLS], written_resources[RESOURCES];

static inline uint32_t slot_of(uint64_t low, uint64_t high, int kind) {
  uint64_t mixed = (low + (uint64_t)kind) * 0x9E3779B97F4A7C15u ^ high * 0xC2B2AE3D27D4EB4Fu;
  return (uint32_t)(mixed >> 54);
}

/// The bytes of a name as two words; at least 16 may be read.
static inline int words_of(const char *text, size_t count, uint64_t *low, uint64_t *high) {
  if (count == 0 || count > 16) return 0;
  memcpy(low, text, 8);
  memcpy(high, text + 8, 8);
  if (count < 8) {
    *low &= ~0ull >> (64 - 8 * count);
    *high = 0;
  } else {
    *high = count == 8 ? 0 : *high & ~0ull >> (128 - 8 * count);
  }
  return 1;
}

static void add_name(const char *text, int kind, int number) {
  char padded[32] = {0};
  Name name = {0, 0, (uint8_t)kind, (uint8_t)number};
  size_t count = strlen(text);
  if (count > 16) exit(1);
  memcpy(padded, text, count);
  words_of(padded, count, &name.low, &name.high);
  uint32_t slot = slot_of(name.low, name.high, kind);
  while (names[slot].kind) slot = (slot + 1) % NAMES;
  names[slot] = name;
}

static inline int find_name(const char *text, size_t count, int kind) {
  uint64_t low, high;
  if (!words_of(text, count, &low, &high)) return -1;
  for (uint32_t slot = slot_of(low, high, kind);; slot = (slot + 1) % NAMES) {
    const Name *name = names + slot;
    if (!name->kind) return -1;
    if (name->low == low && name->high == high && name->kind == kind) return name->number;
  }
}

static Written written(const char *text) {
  Written result = {{0}, (uint8_t)strlen(text)};
  if (result.count > sizeof result.text) exit(1);
  memcpy(result.text, text, result.count);
  return result;
}

static void prepare(void) {
  static const int stages[3] = {NEWCOMER, FIX_WEAKNESS, DEEPEN_STRENGTH};
  memset(urgencies, 0xFF, sizeof urgencies);
  for (int role = 0; role < ROLES; role++) {
    for (int i = role + 1; i < ROLES; i++) is_behind[role][i] = 0xFFFF;
    for (int i = 0; i < MAX_NEEDS && needs[role][i].level; i++) {
      Need need = needs[role][i];
      needed_skills[role][i] = need.skill;
      for (int level = 0; level < LEVELS; level++) {
        skill_points[need.skill][level][role] = (uint16_t)points(need, level);
        for (int kind = 0; kind < 3; kind++) {
          int key = urgency(stages[kind], need, level);
          if (key >= 0) urgencies[kind][role][level][i] = (uint16_t)(key * 16 + i);
        }
      }
    }
    for (int i = 0; i < PREFERENCES; i++) liking_points[i][role] = (uint16_t)(LIKING * likes[role][i]);
  }
  for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
    Lesson lesson = lessons[i];
    int word = lesson.resource / 64;
    uint64_t bit = 1ull << lesson.resource % 64;
    offered[lesson.channel][word] |= bit;
    for (int level = 0; level < lesson.to; level++) {
      leading[1][lesson.skill][level][word] |= bit;
      if (lesson.from <= level) leading[0][lesson.skill][level][word] |= bit;
    }
  }
  for (int i = 0; i < SKILLS; i++) add_name(skill_names[i], SKILL, i), written_skills[i] = written(skill_names[i]);
  for (int i = 0; i < PREFERENCES; i++) add_name(preference_names[i], PREFERENCE, i);
  for (int i = 0; i < CHANNELS; i++) add_name(channel_names[i], CHANNEL, i);
  for (int i = 0; i < ROLES; i++) written_roles[i] = written(role_names[i]);
  for (int i = 0; i < RESOURCES; i++) written_resources[i] = written(resource_names[i]);
}

static inline void evaluate(const Profile *profile, Answer *answer) {
  uint8_t levels[64];
  memset(levels, 0, sizeof levels);
  Sixteen scores = {0};
  for (int i = 0; i < profile->skill_count; i++) {
    levels[profile->skills[i]] = profile->levels[i];
    scores += skill_points[profile->skills[i]][profile->levels[i]];
  }
  for (int i = 0; i < profile->preference_count; i++) scores += liking_points[profile->preferences[i]];
  answer->id = profile->id;
  int stage = stage_of(profile->years);
  answer->stage = (uint8_t)stage;

  // How many are better: those with more points, and those before with as many.
  uint16_t values[ROLES] __attribute__((aligned(32))), ranks[ROLES] __attribute__((aligned(32)));
  uint8_t order[ROLES];
  _mm256_store_si256((__m256i *)values, (__m256i)scores);
  __m256i better = _mm256_setzero_si256();
  for (int i = 0; i < ROLES; i++) {
    __m256i needed = _mm256_add_epi16((__m256i)scores, *(const __m256i *)is_behind[i]);
    better = _mm256_sub_epi16(better, _mm256_cmpgt_epi16(_mm256_set1_epi16((short)values[i]), needed));
  }
  _mm256_store_si256((__m256i *)ranks, better);
  for (int i = 0; i < ROLES; i++) order[ranks[i]] = (uint8_t)i;
  for (int i = 0; i < TOP; i++) {
    answer->roles[i] = order[i];
    answer->scores[i] = values[order[i]];
  }

  int role = answer->roles[stage == BROADEN];
  int kind = stage == NEWCOMER ? 0 : stage == DEEPEN_STRENGTH ? 2 : 1;
  uint16_t keys[16] __attribute__((aligned(16)));
  for (int i = 0; i < 16; i++) keys[i] = urgencies[kind][role][levels[needed_skills[role][i]]][i];
  __m256i found = _mm256_setzero_si256();
  __m128i low = _mm_load_si128((__m128i *)keys), high = _mm_load_si128((__m128i *)(keys + 8));
  int count = 0;
  for (; count < FOCUS; count++) {
    unsigned one = (unsigned)_mm_cvtsi128_si32(_mm_minpos_epu16(_mm_min_epu16(low, high))) & 0xFFFF;
    if (one == 0xFFFF) break;
    // Keys differ, for the place of the need is part of them.
    __m128i taken = _mm_set1_epi16((short)one);
    low = _mm_or_si128(low, _mm_cmpeq_epi16(low, taken));
    high = _mm_or_si128(high, _mm_cmpeq_epi16(high, taken));
    int skill = needed_skills[role][one % 16];
    answer->focus[count] = (uint8_t)skill;
    found = _mm256_or_si256(found, *(__m256i *)leading[kind == 2][skill][levels[skill]]);
  }
  answer->focus_count = (uint8_t)count;

  __m256i near = _mm256_setzero_si256();
  for (int i = 0; i < profile->channel_count; i++)
    near = _mm256_or_si256(near, *(__m256i *)offered[profile->channels[i]]);
  uint64_t words[WORDS] __attribute__((aligned(32)));
  _mm256_store_si256((__m256i *)words, _mm256_and_si256(found, near));
  int resources = 0;
  for (int word = 0; word < WORDS; word++)
    for (uint64_t rest = words[word]; rest; rest &= rest - 1)
      answer->resources[resources++] = (uint8_t)(word * 64 + __builtin_ctzll(rest));
  answer->resource_count = (uint8_t)resources;
}

// MARK: Text

/// A string without escapes; `text` is at its quote.
static inline const char *parse_string(const char *text, const char **start, size_t *count) {
  if (*text++ != '"') return NULL;
  *start = text;
  const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\');
  for (;;) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)text);
    int ends = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, escape)));
    if (ends) {
      text += __builtin_ctz((unsigned)ends);
      break;
    }
    text += 16;
  }
  *count = (size_t)(text - *start);
  return *text == '"' ? text + 1 : NULL;
}

/// `["one","two"]` as the numbers of names.
static inline const char *parse_names(const char *text, int kind, uint8_t *numbers, uint8_t *count) {
  if (*text++ != '[') return NULL;
  text = skip_space(text);
  if (*text == ']') return text + 1;
  for (;; text++) {
    const char *start;
    size_t length;
    if (!(text = parse_string(skip_space(text), &start, &length))) return NULL;
    int number = find_name(start, length, kind);
    if (number < 0 || *count == 4) return NULL;
    numbers[(*count)++] = (uint8_t)number;
    text = skip_space(text);
    if (*text == ']') return text + 1;
    if (*text != ',') return NULL;
  }
}

static inline const char *parse_levels(const char *text, Profile *profile) {
  if (*text++ != '{') return NULL;
  text = skip_space(text);
  if (*text == '}') return text + 1;
  for (;; text++) {
    const char *start;
    size_t length;
    uint32_t level;
    if (!(text = parse_string(skip_space(text), &start, &length))) return NULL;
    text = skip_space(text);
    if (*text != ':' || !(text = parse_number(skip_space(text + 1), &level))) return NULL;
    int skill = find_name(start, length, SKILL);
    if (skill < 0 || level >= LEVELS || profile->skill_count == 25) return NULL;
    profile->skills[profile->skill_count] = (uint8_t)skill;
    profile->levels[profile->skill_count++] = (uint8_t)level;
    text = skip_space(text);
    if (*text == '}') return text + 1;
    if (*text != ',') return NULL;
  }
}

static inline int is(const char *start, size_t length, const char *name) {
  return length == strlen(name) && !memcmp(start, name, length);
}

static const char *parse(const char *text, Profile *profile) {
  profile->skill_count = profile->preference_count = profile->channel_count = 0;
  text = skip_space(text);
  if (*text != '{') return NULL;
  do {
    const char *start;
    size_t length;
    uint32_t number;
    if (!(text = parse_string(skip_space(text + 1), &start, &length))) return NULL;
    text = skip_space(text);
    if (*text != ':') return NULL;
    text = skip_space(text + 1);
    if (is(start, length, "skills")) {
      text = parse_levels(text, profile);
    } else if (is(start, length, "prefs")) {
      text = parse_names(text, PREFERENCE, profile->preferences, &profile->preference_count);
    } else if (is(start, length, "channels")) {
      text = parse_names(text, CHANNEL, profile->channels, &profile->channel_count);
    } else if (is(start, length, "id")) {
      if ((text = parse_number(text, &number))) profile->id = number;
    } else if (is(start, length, "years")) {
      if ((text = parse_number(text, &number))) profile->years = (uint8_t)number;
    } else {
      return NULL;
    }
    if (!text) return NULL;
    text = skip_space(text);
  } while (*text == ',');
  return *text == '}' ? text + 1 : NULL;
}

static inline char *put_name(char *out, const Written *name) {
  *out++ = '"';
  memcpy(out, name->text, sizeof name->text);
  out += name->count;
  *out++ = '"';
  return out;
}

static char *put_answer(char *out, const Answer *answer) {
  static const char *const stages[] = {"newcomer", "fix-weakness", "deepen-strength", "broaden"};
  out = put_number(PUT(out, "{\"id\":"), answer->id);
  const char *stage = stages[answer->stage];
  out = put_bytes(PUT(out, ",\"stage\":\""), stage, strlen(stage));
  out = PUT(out, "\",\"top\":[");
  for (int i = 0; i < TOP; i++) {
    if (i) *out++ = ',';
    *out++ = '[';
    out = put_name(out, written_roles + answer->roles[i]);
    *out++ = ',';
    out = put_number(out, answer->scores[i]);
    *out++ = ']';
  }
  out = PUT(out, "],\"focus\":[");
  for (int i = 0; i < answer->focus_count; i++) {
    if (i) *out++ = ',';
    out = put_name(out, written_skills + answer->focus[i]);
  }
  out = PUT(out, "],\"resources\":[");
  for (int i = 0; i < answer->resource_count; i++) {
    if (i) *out++ = ',';
    out = put_name(out, written_resources + answer->resources[i]);
  }
  return PUT(out, "]}\n");
}

int main(int argc, char **argv) { return run(argc, argv, "gen/w1_profiles.ndjson", "gen/w1_expected.ndjson"); }
