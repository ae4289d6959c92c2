/* The partition of a cell's classes into proved intervals that is worth most to a reader (disclosure 6.5). */

#define MARGIN 60  /* some hundred worlds say how certain a fact is to about so many thousandths */
#define JUDGED 20  /* fewer worlds say too little of how certain a fact is */
#define COARSE 6   /* classes of a nation's row that are asked about at a time */

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

/* How often a fact about a base cell holds in the worlds drawn, by class: of few, each number; of more, each end. */
static void count_facts(Offer *o) {
  const Table *t = o->t;
  o->fact_count = 0;
  for (i32 b = 0; b < t->bases; b++) o->fact_count += t->valid[b] < t->few ? t->valid[b] + 1 : 2;
  o->facts = zeros_for((i64)(o->classes + 1) * o->fact_count, sizeof(i32));
  for (i32 c = 0; c < o->classes; c++) {
    i32 *now = o->facts + (i64)(c + 1) * o->fact_count;
    memcpy(now, now - o->fact_count, sizeof(i32) * o->fact_count);
    for (i32 q = o->edge[c]; q < o->edge[c + 1]; q++) {
      if (o->order[q] >= o->weighted) continue;
      const i32 *world = world_of(t, o->s, o->order[q]);
      for (i32 b = 0, f = 0; b < t->bases; b++) {
        i32 n = t->valid[b], x = world[b];
        if (n < t->few) now[f + x]++, f += n + 1;
        else now[f] += x <= t->end, now[f + 1] += x >= n - t->end, f += 2;
      }
    }
  }
}

/* Whether a fact becomes more certain than the policy allows, and than it was, when the cell lies in the classes i..j-1. */
static i32 is_surer(const Offer *o, i32 i, i32 j) {
  i64 drawn = o->weight[j] - o->weight[i], all = o->weight[o->classes];
  if (drawn < JUDGED) return 1;
  const i32 *before = o->facts + (i64)i * o->fact_count, *after = o->facts + (i64)j * o->fact_count;
  const i32 *whole = o->facts + (i64)o->classes * o->fact_count;
  for (i32 f = 0; f < o->fact_count; f++) {
    i64 now = after[f] - before[f];
    if (now * 1000 > (o->t->certain - MARGIN) * drawn && now * all > whole[f] * drawn) return 1;
  }
  return 0;
}

/* The partition of all classes into proved intervals that is worth most: `next` after each class, -1 where none begins. */
static void best_partition(const Offer *o, const i32 *reach, i32 *next, i64 *best) {
  const Table *t = o->t;
  i32 k = o->classes, all = class_count(t, t->size[o->cell]);
  best[k] = 0;
  for (i32 i = k - 1; i >= 0; i--) {
    best[i] = -1, next[i] = -1;
    for (i32 j = reach[i]; j < k; j++) {
      if (best[j + 1] < 0) continue;
      i32 width = o->last[j] - o->first[i] + 1;
      if (t->certain < 1000 && !(i == 0 && j == k - 1) && is_surer(o, i, j + 1)) continue;
      i64 gain = best[j + 1] + (i64)(o->weight[j + 1] - o->weight[i]) * worth(width, all);
      if (gain > best[i]) best[i] = gain, next[i] = j + 1;
    }
  }
}

static void sort_worlds(Offer *o) {
  const Table *t = o->t;
  const State *s = o->s;
  i32 c = o->cell, size = t->size[c];
  for (i32 w = 0; w < s->drawn; w++) o->number[w] = class_number(t, size, total_of(t, s, w)[c]);
  for (i32 w = 0; w < s->drawn; w++) {  /* stable insertion: some hundred worlds */
    i32 q = w;
    while (q > 0 && o->number[o->order[q - 1]] > o->number[w]) o->order[q] = o->order[q - 1], q--;
    o->order[q] = w;
  }
  o->classes = 0;
  i32 least = s->shelf ? s->drawn / COARSE : 1;  /* of a nation coarse classes first, finer ones when asked again */
  for (i32 q = 0; q < s->drawn; q++)
    if (!q || (o->number[o->order[q]] != o->number[o->order[q - 1]] && q - o->edge[o->classes - 1] >= least)) {
      o->first[o->classes] = o->number[o->order[q]];
      o->edge[o->classes++] = q;
    }
  o->edge[o->classes] = s->drawn;
  for (i32 k = 0, q = 0, sum = 0; k <= o->classes; k++) {
    for (; q < o->edge[k]; q++) sum += o->order[q] < o->weighted;
    o->weight[k] = sum;
  }
  o->first[0] = class_number(t, size, s->least[c]);
  for (i32 k = 0; k + 1 < o->classes; k++) o->last[k] = o->first[k + 1] - 1;
  o->last[o->classes - 1] = class_number(t, size, s->most[c]);
}
