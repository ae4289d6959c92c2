/* Chains: one person answers otherwise, then others until every told sum is right again (disclosure 6.7). */

#define LONG 64     /* changes of any chain */
#define RECENT 5    /* changes of late that are not made again */
#define SAMPLE 20   /* changes that are weighed up before one is made */
#define WRONG 1024  /* cells that may be wrong at once */
#define LOCKED 64   /* more than a base cell is barred by recent changes */

typedef struct { i32 steps, base[LONG], sign[LONG]; } Chain;

/* A world that is being mended, its totals, and the cells of it that are not within what is told. */
typedef struct { i32 *world, *total, count, is_full, cells[WRONG]; } Broken;

/* How much more is wrong of a cell when it has one more, or one less. */
static void weigh(const Table *t, const State *s, const Broken *b, i32 cell) {
  i32 total = b->total[cell], least = s->least[cell], most = s->most[cell];
  s->dearer[cell] = (total <= least) - (total > most);
  s->dearer[t->cells + 1 + cell] = (total >= most) - (total < least);
}

static void open_list(const Table *t, const State *s, Broken *b, i32 *world, i32 *total) {
  b->world = world, b->total = total, b->count = b->is_full = 0;
  for (i32 c = 0; c < t->cells; c++) weigh(t, s, b, c);
}

static i32 is_wrong(const State *s, i32 cell, i32 total) { return (total < s->least[cell]) | (total > s->most[cell]); }

static void note(const Table *t, const State *s, Broken *b, i32 cell) {
  i32 is_now = is_wrong(s, cell, b->total[cell]), place = s->place[cell];
  weigh(t, s, b, cell);
  if (is_now == (place > 0)) return;
  if (!is_now) {
    i32 last = b->cells[--b->count];
    b->cells[place - 1] = last, s->place[last] = place, s->place[cell] = 0;
  } else if (b->count == WRONG) b->is_full = 1;
  else b->cells[b->count++] = cell, s->place[cell] = b->count;
}

static void change(const Table *t, const State *s, Broken *b, i32 base, i32 sign) {
  b->world[base] += sign;
  for (const i32 *cell = t->cells_of + t->cells_at[base], *end = t->cells_of + t->cells_at[base + 1]; cell < end; cell++) {
    b->total[*cell] += sign;
    note(t, s, b, *cell);
  }
}

/* How much more is wrong after a change, of the cells that do not hold this gender of the place; of the own gender: of all.
 * Without a branch, since it is asked most. */
static i32 cost(const Table *t, const State *s, i32 base, i32 gender, i32 sign) {
  const i32 *at = t->apart_at + 3 * base + gender, *dearer = s->dearer + (sign > 0 ? t->cells + 1 : 0);
  i32 sum = 0;
  for (const i32 *cell = t->apart_of + at[0], *end = t->apart_of + at[1]; cell < end; cell += 4)
    sum += dearer[cell[0]] + dearer[cell[1]] + dearer[cell[2]] + dearer[cell[3]];
  return sum;
}

/* How much more is wrong after one goes up and another gender of its place down; cells of both stay. */
static i32 cost_of_two(const Table *t, const State *s, i32 base, i32 other, i32 sign) {
  return cost(t, s, base, t->gender[other], sign) + cost(t, s, other, t->gender[base], -sign);
}

static i32 has_room(const Table *t, const Broken *b, i32 base, i32 sign) {
  i32 next = b->world[base] + sign;
  return (next >= 0) & (next <= t->valid[base]);
}

static void close_list(const Table *t, const State *s, Broken *b) {
  for (i32 k = 0; k < b->count; k++) s->place[b->cells[k]] = 0;
  memset(s->dearer, 0, sizeof(i32) * 2 * (t->cells + 1));
  b->count = 0;
}

/* A change that is part of a chain: its base cell is barred from the next ones. */
static void step(const Table *t, const State *s, Broken *b, Chain *chain, i32 base, i32 sign) {
  change(t, s, b, base, sign);
  chain->base[chain->steps] = base, chain->sign[chain->steps++] = sign;
  s->barred[base]++;
  if (chain->steps > RECENT) s->barred[chain->base[chain->steps - RECENT - 1]]--;
}

/* Base cells of a cell, from one by lot on, that have room for a change and are not barred. */
static i32 sample(const Table *t, const State *s, const Broken *b, i32 cell, i32 sign, Lots *lots, i32 *found) {
  const i32 *bases = t->bases_of + t->bases_at[cell];
  i32 span = t->bases_at[cell + 1] - t->bases_at[cell], from = below(lots, span), count = 0;
  for (i32 k = 0; k < span && count < SAMPLE; k++, from = from + 1 < span ? from + 1 : 0) {
    i32 base = found[count] = bases[from];
    count += has_room(t, b, base, sign) & !s->barred[base];
  }
  return count;
}

/* Mend broken cells, the cheapest change at a time of some base cell of one of them, by itself or with another gender of
 * its place the opposite way; locked base cells stay. 1 if all are mended. */
static i32 mend(const Table *t, const State *s, Broken *b, Chain *chain, i32 steps, Lots *lots) {
  i32 found[SAMPLE + 1], is_stuck = 0;
  while (b->count && chain->steps + 1 < steps && !is_stuck) {
    i32 cell = b->cells[below(lots, b->count)], sign = b->total[cell] < s->least[cell] ? 1 : -1;
    i32 count = sample(t, s, b, cell, sign, lots, found), best = -1, with = -1;
    for (i32 k = 0, price = INT32_MAX; k < count; k++) {
      i32 base = found[k], gender = t->gender[base];
      i32 own = 4 * cost(t, s, base, gender, sign) + below(lots, 6);
      if (own < price) best = base, with = -1, price = own;
      const i32 *at = t->base_at + 3 * t->place[base];
      i32 others[2] = {at[gender == 0], at[gender == 2 ? 1 : 2]};
      for (i32 q = 0; q < 2; q++) {
        i32 other = others[q];
        if (other < 0 || s->barred[other] >= LOCKED || !has_room(t, b, other, -sign)) continue;
        own = 4 * cost_of_two(t, s, base, other, sign) + below(lots, 6);
        if (own < price) best = base, with = other, price = own;
      }
    }
    is_stuck = best < 0;
    if (best >= 0) step(t, s, b, chain, best, sign);
    if (with >= 0) step(t, s, b, chain, with, -sign);
  }
  for (i32 k = chain->steps - 1; k >= 0 && k >= chain->steps - RECENT; k--) s->barred[chain->base[k]]--;
  return !b->count && !b->is_full && !is_stuck;
}

static void apply(const Table *t, i32 *world, i32 *total, const Chain *chain, i32 way) {
  for (i32 k = 0; k < chain->steps; k++) {
    world[chain->base[k]] += way * chain->sign[k];
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++)
      total[t->cells_of[p]] += way * chain->sign[k];
  }
}

/* A change and what it takes to mend it; the world is as it was where that fails. */
static i32 vary(const Table *t, const State *s, i32 *world, i32 *total, i32 base, i32 sign, i32 steps, Chain *chain,
                Lots *lots) {
  Broken b;
  b.world = world, chain->steps = 0;
  if (!has_room(t, &b, base, sign)) return 0;
  open_list(t, s, &b, world, total);
  step(t, s, &b, chain, base, sign);
  i32 is_there = mend(t, s, &b, chain, steps, lots);
  close_list(t, s, &b);
  if (!is_there) apply(t, world, total, chain, -1);
  return is_there;
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
    for (i32 p = t->cells_at[chain->base[k]], end = t->cells_at[chain->base[k] + 1]; p < end; p++)
      s->place[t->cells_of[p]] += chain->sign[k];
  for (i32 k = 0; k < chain->steps; k++)
    for (i32 p = t->cells_at[chain->base[k]], end = t->cells_at[chain->base[k] + 1]; p < end; p++) {
      i32 cell = t->cells_of[p], by = s->place[cell];
      if (by && allowed) allowed = !is_wrong(s, cell, total[cell] + by);
      s->place[cell] = 0;
    }
  return allowed;
}
