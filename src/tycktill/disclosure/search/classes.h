/* Classes of a cell's numerator, and the partition of them into proved intervals that is worth most (disclosure 6.5). */

#define CERTAIN 1000  /* thousandths: no limit to how certain a fact may be */
#define ERRORS 3   /* how many standard errors a fact stays from the limit, as worlds are a sample */
#define JUDGED 20  /* fewer worlds say too little of how certain a fact is */

typedef struct {
  i32 size, end, least, most;   /* of the cell: valid answers, width of the classes at the ends, what is told so far */
  i32 count;                    /* classes of which worlds are at hand */
  i32 *order, *edge, *number;   /* worlds by class; where each class begins; its number */
  i32 *first, *last;            /* the numbers that each class answers for: gaps go with the class below */
  i32 *weight, weighted;        /* worlds drawn before each class, of all that were drawn: others were looked for */
  i32 certain, fact_count, *facts; /* thousandths; before each class, in how many worlds drawn each fact holds */
} Classes;

/* Asks whether all that is told is safe if the cell lies in the classes i..j: T1 and T2, and then T3. */
typedef struct { void *of; i32 (*is_proved)(void *of, i32 i, i32 j), (*is_proved_few)(void *of, i32 i, i32 j); } Proof;

static Classes open_classes(i32 size, i32 end, i32 least, i32 most, i32 certain, i64 worlds) {
  Classes c = {size, end, least, most, 0};
  c.order = room_for(6 * (worlds + 1), sizeof(i32));
  c.edge = c.order + worlds + 1, c.number = c.edge + worlds + 1, c.first = c.number + worlds + 1;
  c.last = c.first + worlds + 1, c.weight = c.last + worlds + 1;
  c.certain = certain;
  return c;
}

static void close_classes(Classes *c) { free(c->order); free(c->facts); }

static i32 class_number(const Classes *c, i32 positive) {
  i32 kept = positive < c->end ? c->end : positive > c->size - c->end ? c->size - c->end : positive;
  return kept - c->end;
}

static i32 class_count(const Classes *c) { return c->size - 2 * c->end + 1; }

/* The least number of positive answers in the classes from i on, and the most in those up to j. */
static i32 least_of(const Classes *c, i32 i) {
  i32 least = c->first[i] ? c->first[i] + c->end : 0;
  return least > c->least ? least : c->least;
}

static i32 most_of(const Classes *c, i32 j) {
  i32 most = c->last[j] < class_count(c) - 1 ? c->last[j] + c->end : c->size;
  return most < c->most ? most : c->most;
}

/* One class, of all worlds: nothing is asked. */
static void all_in_one(Classes *c, i32 count) {
  for (i32 w = 0; w < count; w++) c->order[w] = w;
  c->count = 1, c->edge[0] = 0, c->edge[1] = count, c->first[0] = c->last[0] = 0;
}

/* Part worlds into classes of at least so many worlds; `totals` has the cell's number of each, `stride` apart. The first
 * `weighted` were drawn. */
static void sort_worlds(Classes *c, const i32 *totals, i32 stride, i32 count, i32 fewest) {
  for (i32 w = 0; w < count; w++) c->number[w] = class_number(c, totals[(i64)w * stride]);
  for (i32 w = 0; w < count; w++) {  /* stable insertion: a thousand worlds at most */
    i32 q = w;
    while (q > 0 && c->number[c->order[q - 1]] > c->number[w]) c->order[q] = c->order[q - 1], q--;
    c->order[q] = w;
  }
  c->count = 0;
  for (i32 q = 0; q < count; q++)
    if (!q || (c->number[c->order[q]] != c->number[c->order[q - 1]] && q - c->edge[c->count - 1] >= fewest)) {
      c->first[c->count] = c->number[c->order[q]];
      c->edge[c->count++] = q;
    }
  c->edge[c->count] = count;
  for (i32 k = 0, q = 0, sum = 0; k <= c->count; k++) {
    for (; q < c->edge[k]; q++) sum += c->order[q] < c->weighted;
    c->weight[k] = sum;
  }
  c->first[0] = class_number(c, c->least);
  for (i32 k = 0; k + 1 < c->count; k++) c->last[k] = c->first[k + 1] - 1;
  c->last[c->count - 1] = class_number(c, c->most);
}

static i32 log2_of(i64 x) {  /* in 1024ths, rounded down: whole numbers only */
  i32 whole = 0, result;
  u64 y = (u64)x << 20;
  while (y >= (2ull << 20)) y >>= 1, whole++;
  result = whole << 10;
  for (i32 bit = 512; bit; bit >>= 1) {
    y = (y * y) >> 20;
    if (y >= (2ull << 20)) y >>= 1, result += bit;
  }
  return result;
}

/* What an interval of so many of a cell's classes is worth to a reader, in thousandths (disclosure 6.5). */
static i32 worth(i32 width, i32 classes) {
  static const i32 narrow_ones[5] = {0, 1000, 750, 625, 500};
  if (width >= classes) return 0;
  if (width <= 4) return narrow_ones[width];
  i32 whole = log2_of(classes) - 2048, own = log2_of(width) - 2048;
  return whole > own ? (i32)(500ll * (whole - own) / whole) : 0;
}

/* Room for how often facts hold; those of a class begin as those of the class before. */
static void open_facts(Classes *c, i32 fact_count) {
  c->fact_count = fact_count;
  c->facts = zeros_for((i64)(c->count + 1) * fact_count, sizeof(i32));
}

static i32 *facts_of(Classes *c, i32 which) {
  i32 *now = c->facts + (i64)(which + 1) * c->fact_count;
  memcpy(now, now - c->fact_count, sizeof(i32) * c->fact_count);
  return now;
}

static i32 facts_about(i32 few, i32 size) { return size < few ? size + 1 : 2; }

/* Count the facts about a base cell in one more world: of few, each number; of more, each end. */
static void count_fact(i32 *now, i32 few, i32 end, i32 size, i32 positive) {
  if (size < few) now[positive]++;
  else now[0] += positive <= end, now[1] += positive >= size - end;
}

/* Whether a fact that holds in so many of the worlds drawn may be as certain as the limit, or more. */
static i32 is_near_limit(i64 certain, i64 holds, i64 drawn) {
  i64 room = certain * drawn - 1000 * holds;
  return room < 0 || room * room < ERRORS * ERRORS * certain * (1000 - certain) * drawn;
}

/* Whether a fact becomes more certain than the policy allows, and than it was, when the cell lies in the classes i..j-1. */
static i32 is_surer(const Classes *c, i32 i, i32 j) {
  i64 drawn = c->weight[j] - c->weight[i], all = c->weight[c->count];
  if (drawn < JUDGED) return 1;
  const i32 *before = c->facts + (i64)i * c->fact_count, *after = c->facts + (i64)j * c->fact_count;
  const i32 *whole = c->facts + (i64)c->count * c->fact_count;
  for (i32 f = 0; f < c->fact_count; f++) {
    i64 now = after[f] - before[f];
    if (is_near_limit(c->certain, now, drawn) && now * all > whole[f] * drawn) return 1;
  }
  return 0;
}

/* The partition of all classes into proved intervals that is worth most: `next` after each class, -1 where none begins. */
static void best_partition(const Classes *c, const i32 *reach, i32 *next, i64 *best) {
  i32 k = c->count, all = class_count(c);
  best[k] = 0;
  for (i32 i = k - 1; i >= 0; i--) {
    best[i] = -1, next[i] = -1;
    for (i32 j = reach[i]; j < k; j++) {
      if (best[j + 1] < 0) continue;
      if (c->certain < CERTAIN && !(i == 0 && j == k - 1) && is_surer(c, i, j + 1)) continue;
      i64 gain = best[j + 1] + (i64)(c->weight[j + 1] - c->weight[i]) * worth(c->last[j] - c->first[i] + 1, all);
      if (gain > best[i]) best[i] = gain, next[i] = j + 1;
    }
  }
}

/* Intervals that part all classes, every one proved: their number, and the first and last number of each. All classes
 * together need no proof: that is told already. What proves an interval proves any that holds it. */
static i32 proved_intervals(const Classes *c, Proof proof, i32 *least, i32 *most) {
  i32 k = c->count, *reach = room_for(3 * (k + 1), sizeof(i32)), *next = reach + k + 1, *safe = next + k + 1, count = 0;
  i64 *best = room_for(k + 1, sizeof(i64));
  for (i32 i = 0, j = 0; i < k; i++) {
    j = j < i ? i : j;
    while (j < k && !(i == 0 && j == k - 1) && !proof.is_proved(proof.of, i, j)) j++;
    reach[i] = j, safe[i] = k;
  }
  for (i32 is_done = 0; !is_done;) {
    best_partition(c, reach, next, best);
    is_done = 1;
    for (i32 i = 0; i < k && is_done && next[0] < k; i = next[i]) {
      if (safe[i] < next[i]) continue;
      if (proof.is_proved_few(proof.of, i, next[i] - 1)) { safe[i] = next[i] - 1; continue; }
      for (i32 q = i; q < next[i]; q++) if (reach[q] < next[i]) reach[q] = next[i];
      is_done = 0;
    }
  }
  for (i32 i = 0; i < k; i = next[i], count++) least[count] = least_of(c, i), most[count] = most_of(c, next[i] - 1);
  free(reach);
  free(best);
  return count;
}
