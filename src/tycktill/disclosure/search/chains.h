/* Chains: one person answers otherwise, then others until every told sum is right again (disclosure 6.6). */

#define LONG 64     /* changes of any chain */
#define RECENT 5    /* changes of late that are not made again */
#define SAMPLE 20   /* changes that are weighed up before one is made */
#define WRONG 1024  /* cells that may be wrong at once */

typedef struct { i32 steps, base[LONG], sign[LONG]; } Chain;

/* A world that is being mended, its totals, and the cells of it that are not within what is told. */
typedef struct { i32 *world, *total, count, is_full, cells[WRONG]; } Broken;

static void open_list(Broken *b, i32 *world, i32 *total) {
  b->world = world, b->total = total, b->count = b->is_full = 0;
}

static i32 wrong(const State *s, i32 cell, i32 total) {
  return total < s->least[cell] ? s->least[cell] - total : total > s->most[cell] ? total - s->most[cell] : 0;
}

static void note(const State *s, Broken *b, i32 cell) {
  i32 is_wrong = wrong(s, cell, b->total[cell]) > 0, place = s->place[cell];
  if (is_wrong && !place && b->count == WRONG) b->is_full = 1;
  if (is_wrong && !place && b->count < WRONG) b->cells[b->count++] = cell, s->place[cell] = b->count;
  if (!is_wrong && place) {
    i32 last = b->cells[--b->count];
    b->cells[place - 1] = last, s->place[last] = place, s->place[cell] = 0;
  }
}

static void change(const Table *t, const State *s, Broken *b, i32 base, i32 sign) {
  b->world[base] += sign;
  for (i32 p = t->cells_at[base]; p < t->cells_at[base + 1]; p++) {
    b->total[t->cells_of[p]] += sign;
    note(s, b, t->cells_of[p]);
  }
}

/* How much more is wrong of these cells when each has one more or one less: without a branch, since it is asked most. */
static i32 more_wrong(const State *s, const Broken *b, const i32 *cells, const i32 *end, i32 sign) {
  i32 sum = 0;
  if (sign > 0) for (; cells < end; cells++) sum += (b->total[*cells] >= s->most[*cells]) - (b->total[*cells] < s->least[*cells]);
  else for (; cells < end; cells++) sum += (b->total[*cells] <= s->least[*cells]) - (b->total[*cells] > s->most[*cells]);
  return sum;
}

/* How much more is wrong after a change. */
static i32 cost(const Table *t, const State *s, const Broken *b, i32 base, i32 sign) {
  return more_wrong(s, b, t->cells_of + t->cells_at[base], t->cells_of + t->cells_at[base + 1], sign);
}

static i32 cost_apart(const Table *t, const State *s, const Broken *b, i32 base, i32 gender, i32 sign) {
  const i32 *at = t->apart_at + 3 * base + gender;
  return more_wrong(s, b, t->apart_of + at[0], t->apart_of + at[1], sign);
}

/* How much more is wrong after one goes up and another gender of its place down; cells of both stay. */
static i32 cost_of_two(const Table *t, const State *s, const Broken *b, i32 base, i32 other, i32 sign) {
  return cost_apart(t, s, b, base, t->gender[other], sign) + cost_apart(t, s, b, other, t->gender[base], -sign);
}

static i32 has_room(const Table *t, const Broken *b, i32 base, i32 sign) {
  i32 next = b->world[base] + sign;
  return next >= 0 && next <= t->valid[base];
}

static void close_list(const State *s, Broken *b) {
  for (i32 k = 0; k < b->count; k++) s->place[b->cells[k]] = 0;
  b->count = 0;
}

static i32 is_recent(const Chain *chain, i32 base) {
  for (i32 q = chain->steps - 1; q >= 0 && q >= chain->steps - RECENT; q--) if (chain->base[q] == base) return 1;
  return 0;
}

static void step(const Table *t, const State *s, Broken *b, Chain *chain, i32 base, i32 sign) {
  change(t, s, b, base, sign);
  chain->base[chain->steps] = base, chain->sign[chain->steps++] = sign;
}

/* Mend broken cells, the cheapest change at a time of some base cell of one of them, by itself or with another gender of
 * its place the opposite way; locked base cells stay. 1 if all are mended. */
static i32 mend(const Table *t, const State *s, Broken *b, Chain *chain, const i32 *locked, i32 steps, Lots *lots) {
  while (b->count && chain->steps + 1 < steps) {
    i32 cell = b->cells[below(lots, b->count)], sign = b->total[cell] < s->least[cell] ? 1 : -1;
    i32 first = t->bases_at[cell], span = t->bases_at[cell + 1] - first, from = below(lots, span), best = -1, with = -1;
    for (i32 k = 0, seen = 0, price = 0; k < span && seen < SAMPLE; k++, from = from + 1 < span ? from + 1 : 0) {
      i32 base = t->bases_of[first + from];
      if ((locked && locked[base]) || !has_room(t, b, base, sign) || is_recent(chain, base)) continue;
      i32 own = 4 * cost(t, s, b, base, sign) + below(lots, 6);
      seen++;
      if (best < 0 || own < price) best = base, with = -1, price = own;
      for (i32 g = 0; g < 3; g++) {
        i32 other = t->base_at[3 * t->place[base] + g];
        if (other < 0 || other == base || (locked && locked[other]) || !has_room(t, b, other, -sign)) continue;
        own = 4 * cost_of_two(t, s, b, base, other, sign) + below(lots, 6);
        if (own < price) best = base, with = other, price = own;
      }
    }
    if (best < 0) return 0;
    step(t, s, b, chain, best, sign);
    if (with >= 0) step(t, s, b, chain, with, -sign);
  }
  return !b->count && !b->is_full;
}

/* A change and what it takes to mend it; the world is as it was where that fails. */
static i32 vary(const Table *t, const State *s, i32 *world, i32 *total, i32 base, i32 sign, const i32 *locked, i32 steps,
                Chain *chain, Lots *lots) {
  Broken b;
  open_list(&b, world, total);
  chain->steps = 0;
  if (!has_room(t, &b, base, sign)) return 0;
  change(t, s, &b, base, sign);
  chain->base[0] = base, chain->sign[0] = sign, chain->steps = 1;
  if (mend(t, s, &b, chain, locked, steps, lots)) return 1;
  for (i32 k = 0; k < chain->steps; k++) change(t, s, &b, chain->base[k], -chain->sign[k]);
  close_list(s, &b);
  return 0;
}

/* Whether a chain that was made in another world leads from this one to a third within what is told. A base cell may be
 * in a chain more than once: all its changes count together. */
static i32 is_allowed(const Table *t, const State *s, const i32 *world, const i32 *total, const Chain *chain) {
  i32 allowed = 1;
  for (i32 k = 0; k < chain->steps; k++) {
    i32 next = world[chain->base[k]];
    for (i32 q = 0; q < chain->steps; q++) if (chain->base[q] == chain->base[k]) next += chain->sign[q];
    if (next < 0 || next > t->valid[chain->base[k]]) return 0;
  }
  for (i32 k = 0; k < chain->steps; k++)
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++)
      s->place[t->cells_of[p]] += chain->sign[k];
  for (i32 k = 0; k < chain->steps; k++)
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++) {
      i32 cell = t->cells_of[p], by = s->place[cell];
      if (by && wrong(s, cell, total[cell] + by)) allowed = 0;
      s->place[cell] = 0;
    }
  return allowed;
}

static void apply(const Table *t, i32 *world, i32 *total, const Chain *chain, i32 way) {
  for (i32 k = 0; k < chain->steps; k++) {
    world[chain->base[k]] += way * chain->sign[k];
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++)
      total[t->cells_of[p]] += way * chain->sign[k];
  }
}
