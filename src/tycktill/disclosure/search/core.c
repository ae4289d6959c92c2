/* Worlds of one table and what can be proved with them: see docs/method/disclosure.md, rules 6.1-6.9.
 *
 * Whole numbers only, nothing static, no clock: the same arguments give the same bytes on any machine and in any thread.
 * `reference.py` is the same in Python, function by function; a test holds the two against each other.
 *
 * A world is one whole number for each base cell: how many of its answers may be positive. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int32_t i32;
typedef int64_t i64;
typedef uint64_t u64;

typedef struct {
  i32 bases, cells, groups, end, few, certain, far, kinds, nodes, sums;
  const i32 *valid;                   /* by base cell: its valid answers */
  const i32 *cells_at, *cells_of;     /* by base cell: the cells that hold it */
  const i32 *bases_at, *bases_of;     /* by cell: its base cells */
  const i32 *size;                    /* by cell: its valid answers */
  const i32 *groups_at, *groups_of;   /* by group (a sensitive set that is no cell): its base cells */
  const i32 *block_at, *block;        /* where each municipality's base cells begin; by base cell: its municipality */
  const i32 *place, *gender;          /* by base cell: target group in a unit; 0, 1 or 2 */
  const i32 *base_at;                 /* places by three genders: the base cell, or -1 */
  const i32 *unit, *kind;             /* by place */
  const i32 *place_at;                /* units by kinds: the place, or -1 */
  const i32 *kind_at, *kind_of;       /* by kind: its places */
  const i32 *unit_at, *unit_of;       /* by unit: its places */
  const i32 *circle, *circle_at, *circle_of; /* by place: its circle, the places of one kind in one town; their places */
  const i32 *whole, *parts_at, *parts_of; /* sums of nodes: base cells, then cells, then rows of few */
} Table;

typedef struct {
  i32 count, drawn, capacity;  /* worlds; those drawn, which come first and alone give probabilities; room */
  i32 wanted;                  /* worlds to draw */
  i32 shelf;                   /* worlds in the library; 0: those drawn are it */
  i32 *worlds, *totals, *odds; /* by world: positive by base cell, by cell; odds of the prior, in 256ths */
  i32 *least, *most;           /* by cell: what is told so far */
  i32 *chains;                 /* by target: the last chain that varied it, CHAIN base cells (-1: none) and changes */
  i32 *place;                  /* by cell, zero: for the list of broken cells */
  i32 *library;                /* of a nation: worlds whose municipalities each agree with all that was told of them */
} State;

#define CHAIN 8   /* changes of a chain that is remembered */
#define LONG 64   /* changes of any chain */

typedef struct { i32 steps, base[LONG], sign[LONG]; } Chain;
typedef struct { u64 state; } Lots;

/* ------------------------------------------------------------------ lots */

static u64 draw(Lots *lots) {  /* SplitMix64 */
  u64 z = (lots->state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static i32 below(Lots *lots, i32 bound) { return (i32)(((draw(lots) >> 32) * (u64)bound) >> 32); }

/* ---------------------------------------------------------------- chains */
/* One person answers otherwise, then others until every told sum is right again. */

typedef struct { i32 *world, *total, count, is_full, cells[LONG * 16]; } Broken;

static void open_list(Broken *b, i32 *world, i32 *total) { b->world = world, b->total = total, b->count = b->is_full = 0; }

static i32 wrong(const State *s, i32 cell, i32 total) {
  return total < s->least[cell] ? s->least[cell] - total : total > s->most[cell] ? total - s->most[cell] : 0;
}

static void note(const State *s, Broken *b, i32 cell) {
  i32 is_wrong = wrong(s, cell, b->total[cell]) > 0, place = s->place[cell];
  if (is_wrong && !place && b->count == LONG * 16) b->is_full = 1;
  if (is_wrong && !place && b->count < LONG * 16) b->cells[b->count++] = cell, s->place[cell] = b->count;
  if (!is_wrong && place) {
    i32 last = b->cells[--b->count];
    b->cells[place - 1] = last, s->place[last] = place, s->place[cell] = 0;
  }
}

static void change(const Table *t, const State *s, Broken *b, i32 base, i32 sign) {
  b->world[base] += sign;
  for (i32 p = t->cells_at[base]; p < t->cells_at[base + 1]; p++) b->total[t->cells_of[p]] += sign, note(s, b, t->cells_of[p]);
}

/* How much more is wrong after a change. */
static i32 cost(const Table *t, const State *s, const Broken *b, i32 base, i32 sign) {
  i32 sum = 0;
  for (i32 p = t->cells_at[base]; p < t->cells_at[base + 1]; p++) {
    i32 cell = t->cells_of[p], total = b->total[cell];
    sum += wrong(s, cell, total + sign) - wrong(s, cell, total);
  }
  return sum;
}

/* How much more is wrong after one goes up and another down. */
static i32 cost_of_two(const Table *t, const State *s, const Broken *b, i32 base, i32 other, i32 sign) {
  i32 sum = 0, p = t->cells_at[base], q = t->cells_at[other], ends = t->cells_at[base + 1], end = t->cells_at[other + 1];
  while (p < ends || q < end) {  /* cells of a base cell are in order; those of both stay */
    i32 x = p < ends ? t->cells_of[p] : INT32_MAX, y = q < end ? t->cells_of[q] : INT32_MAX;
    if (x <= y) p++;
    if (y <= x) q++;
    if (x == y) continue;
    i32 cell = x < y ? x : y, by = x < y ? sign : -sign;
    sum += wrong(s, cell, b->total[cell] + by) - wrong(s, cell, b->total[cell]);
  }
  return sum;
}

static i32 has_room(const Table *t, const Broken *b, i32 base, i32 sign) {
  i32 next = b->world[base] + sign;
  return next >= 0 && next <= t->valid[base];
}

static void close_list(const State *s, Broken *b) {
  for (i32 k = 0; k < b->count; k++) s->place[b->cells[k]] = 0;
  b->count = 0;
}

#define STRETCH 4  /* worlds looked for on either side of those drawn */
#define OTHERS 32    /* worlds of a library that are tried */
#define COARSE 6     /* classes of a nation's row that are asked about at a time */
#define RECENT 5
#define SAMPLE 20

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
    for (i32 k = 0, seen = 0, price = 0; k < span && seen < SAMPLE; k++) {
      i32 base = t->bases_of[first + (from + k) % span];
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

static i32 is_allowed(const Table *t, const State *s, const i32 *world, const i32 *total, const Chain *chain) {
  i32 allowed = 1;
  for (i32 k = 0; k < chain->steps; k++) {
    i32 next = world[chain->base[k]] + chain->sign[k];  /* a base cell that changes twice does so the same way */
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

/* ---------------------------------------------------------------- worlds */

static void add_up(const Table *t, const i32 *world, i32 *total) {
  for (i32 c = 0; c < t->cells; c++) {
    i32 sum = 0;
    for (i32 p = t->bases_at[c]; p < t->bases_at[c + 1]; p++) sum += world[t->bases_of[p]];
    total[c] = sum;
  }
}

void totals(const Table *t, State *s) {
  for (i32 w = 0; w < s->count; w++) add_up(t, s->worlds + (i64)w * t->bases, s->totals + (i64)w * t->cells);
}

/* Worlds from the prior, given what the base tells: cells with nobody in common, each exactly or as an end. */
void begin(const Table *t, State *s, const i32 *base, i32 count, const i32 *shares, i32 share_count, u64 seed) {
  Lots lots = {seed};
  for (i32 w = 0; w < s->count; w++) {
    i32 *world = s->worlds + (i64)w * t->bases, share = shares[below(&lots, share_count)];
    s->odds[w] = share;
    for (i32 b = 0; b < t->bases; b++) {
      world[b] = 0;
      for (i32 k = 0; k < t->valid[b]; k++) world[b] += below(&lots, 256) < share;
    }
    for (i32 k = 0; k < count; k++) {
      i32 c = base[k], left = t->size[c];
      i32 positive = s->least[c] + below(&lots, s->most[c] - s->least[c] + 1);
      for (i32 p = t->bases_at[c]; p < t->bases_at[c + 1]; p++) {
        i32 b = t->bases_of[p];
        world[b] = 0;
        for (i32 k2 = 0; k2 < t->valid[b]; k2++, left--)
          if (below(&lots, left) < positive) { world[b]++; positive--; }
      }
    }
  }
  totals(t, s);
}

/* Exchanges: the shortest chains, tried by lot, since a walk takes many. */

static Chain one(i32 base, i32 sign) { Chain c; c.steps = 1, c.base[0] = base, c.sign[0] = sign; return c; }

static i32 base_in(const Table *t, i32 place, i32 gender) { return t->base_at[3 * place + gender]; }

static i32 any_of(const i32 *at, const i32 *of, i32 which, Lots *lots) {
  return of[at[which] + below(lots, at[which + 1] - at[which])];
}

/* The place of the same target group to exchange with: of the town, or in `far` of eight cases anywhere. */
static i32 alike(const Table *t, i32 place, Lots *lots) {
  return below(lots, 8) >= t->far ? any_of(t->circle_at, t->circle_of, t->circle[place], lots)
                        : any_of(t->kind_at, t->kind_of, t->kind[place], lots);
}

/* An exchange that changes this base cell, with another gender, unit or target group or several of these: the corners of
 * a box, of alternating signs. No steps where the lots fall on none. */
static Chain exchange(const Table *t, i32 base, i32 sign, i32 which, Lots *lots) {
  Chain c = one(base, sign);
  i32 place = t->place[base], own = t->gender[base];
  i32 by_gender = which == 3 || which == 6 || (which >= 8 && which < 12) || which >= 15;
  i32 by_unit = which == 4 || which == 5 || which == 6 || which >= 8, by_kind = which == 7 || which >= 12;
  if (which < 3) return c;
  i32 gender = by_gender ? below(lots, 3) : own, there = by_unit ? alike(t, place, lots) : place, corner[4] = {place, there, place, there};
  if ((by_gender && gender == own) || (by_unit && (there == place || t->unit[there] == t->unit[place]))) { c.steps = 0; return c; }
  if (which == 6) { c.steps = 2, c.base[1] = base_in(t, there, gender), c.sign[1] = -sign; if (c.base[1] < 0) c.steps = 0; return c; }
  if (by_kind) {
    i32 kind = t->kind[any_of(t->unit_at, t->unit_of, t->unit[place], lots)];
    if (kind == t->kind[place]) { c.steps = 0; return c; }
    corner[2] = t->place_at[t->unit[place] * t->kinds + kind], corner[3] = t->place_at[t->unit[there] * t->kinds + kind];
  }
  c.steps = 0;
  for (i32 k = 0; k < (by_kind ? 4 : 2); k += by_unit ? 1 : 2)
    for (i32 g = 0; g < 1 + by_gender; g++) {
      i32 b = corner[k] < 0 ? -1 : base_in(t, corner[k], g ? gender : own);
      if (b < 0) { c.steps = 0; return c; }
      c.base[c.steps] = b, c.sign[c.steps++] = ((k & 1) + (k >> 1) + g) & 1 ? -sign : sign;
    }
  return c;
}

/* Whether the prior accepts an exchange: each change by itself, which keeps the balance of the whole (factorised
 * Metropolis). */
static i32 is_accepted(const Table *t, const i32 *world, const Chain *chain, i32 share, Lots *lots) {
  for (i32 k = 0; k < chain->steps; k++) {
    i64 x = world[chain->base[k]], n = t->valid[chain->base[k]], up = share, down = 256 - share;
    i64 over = chain->sign[k] > 0 ? up * (n - x) : down * x;
    i64 under = chain->sign[k] > 0 ? down * (x + 1) : up * (n - x + 1);
    if (over < under && (i64)(draw(lots) >> 40) * under >= over << 24) return 0;
  }
  return 1;
}

/* How often each kind of exchange was allowed of late: what is told so far rules most of them out. */
typedef struct { i32 tried[16], allowed[16], weight[16], sum, steps; } Habit;

static void learn(Habit *habit) {
  habit->sum = 0;
  for (i32 k = 0; k < 16; k++) {
    habit->weight[k] = 1 + 60 * habit->allowed[k] / (habit->tried[k] + 1);
    habit->sum += habit->weight[k];
    habit->tried[k] -= habit->tried[k] / 4, habit->allowed[k] -= habit->allowed[k] / 4;
  }
}

static i32 kind_of_exchange(Habit *habit, Lots *lots) {
  if (habit->steps++ % 64 == 0) learn(habit);
  i32 left = below(lots, habit->sum), k = 0;
  while (left >= habit->weight[k]) left -= habit->weight[k++];
  return k;
}

/* Steps of a Markov chain within what is told, each at one of these base cells (none: at any). */
static void walk(const Table *t, const State *s, i32 *world, i32 *total, i32 share, const i32 *bases, i32 count, i32 steps,
                 Habit *habit, Lots *lots) {
  for (i32 k = 0; k < steps; k++) {
    i32 base = bases ? bases[below(lots, count)] : below(lots, t->bases), sign = below(lots, 2) ? 1 : -1;
    i32 which = kind_of_exchange(habit, lots);
    Chain chain = exchange(t, base, sign, which, lots);
    habit->tried[which]++;
    if (!chain.steps || !is_allowed(t, s, world, total, &chain)) continue;
    habit->allowed[which]++;
    if (is_accepted(t, world, &chain, share, lots)) apply(t, world, total, &chain, 1);
  }
}

static void walk_world(const Table *t, State *s, i32 w, const i32 *bases, i32 count, i32 steps, Habit *habit, Lots *lots) {
  walk(t, s, s->worlds + (i64)w * t->bases, s->totals + (i64)w * t->cells, s->odds[w], bases, count, steps, habit, lots);
}

static void copy(const Table *t, State *s, i32 from, i32 to) {
  memmove(s->worlds + (i64)to * t->bases, s->worlds + (i64)from * t->bases, sizeof(i32) * t->bases);
  memmove(s->totals + (i64)to * t->cells, s->totals + (i64)from * t->cells, sizeof(i32) * t->cells);
  s->odds[to] = s->odds[from];
}

/* Bring every world within what is told; others take the place of those that cannot be. Whether any could. */
i32 settle(const Table *t, State *s, u64 seed) {
  Lots lots = {seed};
  Habit habit = {0};
  i32 kept = 0;
  for (i32 w = 0; w < s->count; w++) {
    i32 is_there = 0;
    for (i32 turn = 0; turn < 200 && !is_there; turn++) {
      Broken b;
      Chain chain;
      chain.steps = 0;
      open_list(&b, s->worlds + (i64)w * t->bases, s->totals + (i64)w * t->cells);
      for (i32 c = 0; c < t->cells; c++) note(s, &b, c);
      is_there = mend(t, s, &b, &chain, 0, LONG, &lots);
      close_list(s, &b);
    }
    if (!is_there) continue;
    if (w != kept) copy(t, s, w, kept);
    kept++;
  }
  for (i32 w = kept; kept && w < s->count; w++) {
    copy(t, s, below(&lots, kept), w);
    walk_world(t, s, w, 0, 0, 3 * t->bases, &habit, &lots);
  }
  return kept > 0;
}

/* --------------------------------------------------------------- targets */
/* Targets are the base cells, then the cells, then the groups: what must not follow at an end, or at all if of few. */

static i32 target_count(const Table *t) { return t->bases + t->cells + t->groups; }

static i32 target_size(const Table *t, i32 target) {
  if (target < t->bases) return t->valid[target];
  if (target < t->bases + t->cells) return t->size[target - t->bases];
  i32 size = 0, g = target - t->bases - t->cells;
  for (i32 p = t->groups_at[g]; p < t->groups_at[g + 1]; p++) size += t->valid[t->groups_of[p]];
  return size;
}

/* The base cells of a target; `self` holds the one of a base cell. */
static const i32 *members(const Table *t, i32 target, i32 *self, i32 *count) {
  if (target < t->bases) { *self = target; *count = 1; return self; }
  const i32 *at = t->bases_at, *of = t->bases_of;
  i32 k = target - t->bases;
  if (k >= t->cells) { k -= t->cells; at = t->groups_at; of = t->groups_of; }
  *count = at[k + 1] - at[k];
  return of + at[k];
}

static i32 value(const Table *t, const i32 *world, const i32 *total, i32 target) {
  if (target < t->bases) return world[target];
  if (target < t->bases + t->cells) return total[target - t->bases];
  i32 sum = 0, g = target - t->bases - t->cells;
  for (i32 p = t->groups_at[g]; p < t->groups_at[g + 1]; p++) sum += world[t->groups_of[p]];
  return sum;
}

/* T1, T2, T3: whether a target that is `known` to have this value must not be (disclosure 1.2). */
static i32 is_bad(const Table *t, i32 size, i32 known) {
  return size < t->few || (t->end && (known <= t->end || known >= size - t->end));
}

/* Put a municipality of another world into the one at hand. */
static void put_block(const Table *t, const State *s, Broken *b, const i32 *from, i32 block) {
  for (i32 base = t->block_at[block]; base < t->block_at[block + 1]; base++)
    while (b->world[base] != from[base]) change(t, s, b, base, b->world[base] < from[base] ? 1 : -1);
}

static const i32 *library_world(const Table *t, const State *s, i32 w) {
  return (s->shelf ? s->library : s->worlds) + (i64)w * t->bases;
}

/* Exchange municipalities of a world for others of the library, as long as sums can be mended. */
static void shuffle(const Table *t, State *s, i32 w, i32 steps, i32 *room, Lots *lots) {
  i32 *world = s->worlds + (i64)w * t->bases, *total = s->totals + (i64)w * t->cells, blocks = t->block[t->bases - 1] + 1;
  for (i32 k = 0; k < steps; k++) {
    Broken b;
    Chain chain;
    chain.steps = 0;
    memcpy(room, world, sizeof(i32) * t->bases);
    memcpy(room + t->bases, total, sizeof(i32) * t->cells);
    open_list(&b, room, room + t->bases);
    put_block(t, s, &b, library_world(t, s, below(lots, s->shelf)), below(lots, blocks));
    if (mend(t, s, &b, &chain, 0, 24, lots)) {
      memcpy(world, room, sizeof(i32) * t->bases);
      memcpy(total, room + t->bases, sizeof(i32) * t->cells);
    }
    close_list(s, &b);
  }
}

/* ---------------------------------------------------------------- answers */

/* Which worlds are proof: the first, and for each target the first in which it is otherwise. */
void mark_proof(const Table *t, const State *s, i32 count, i32 *is_proof) {
  memset(is_proof, 0, sizeof(i32) * count);
  is_proof[0] = 1;
  for (i32 target = 0; target < target_count(t); target++) {
    i32 first = value(t, s->worlds, s->totals, target), w = 1;
    while (w < count && value(t, s->worlds + (i64)w * t->bases, s->totals + (i64)w * t->cells, target) == first) w++;
    if (w < count) is_proof[w] = 1;
  }
}

/* After the answer to an offer: keep the worlds that agree with what is told of the cell, and draw others from them by walking; those that are
 * proof stay as they are. Few kept walk everywhere; else at the base cells near the cell (`near`, none: everywhere). */
void narrow(const Table *t, State *s, i32 cell, const i32 *near, i32 near_count, u64 seed) {
  Lots lots = {seed};
  Habit habit = {0};
  i32 kept = 0, wanted = s->wanted, least = s->least[cell], most = s->most[cell];
  for (i32 w = 0; w < s->count; w++) {
    i32 total = s->totals[(i64)w * t->cells + cell];
    if (total < least || total > most || kept >= 2 * wanted) continue;
    if (w != kept) copy(t, s, w, kept);
    kept++;
  }
  if (!kept) return;
  i32 is_joint = t->block[t->bases - 1] > 0;  /* of several municipalities worlds hold proof of chains: they stay */
  i32 is_few = kept < wanted / 3, *is_proof = malloc(sizeof(i32) * kept);
  mark_proof(t, s, kept, is_proof);
  for (i32 w = kept; w < wanted; w++) copy(t, s, below(&lots, kept), w);
  s->count = s->drawn = kept > wanted ? kept : wanted;
  i32 *room = malloc(sizeof(i32) * (t->bases + t->cells));
  for (i32 w = kept; w < s->count && s->shelf; w++) shuffle(t, s, w, (t->block[t->bases - 1] + 1) / 2, room, &lots);
  free(room);
  for (i32 w = 0; w < s->count; w++) {
    if (w < kept && (is_proof[w] || (!is_few && w < kept / 2) || is_joint)) continue;
    if (is_few || !near) walk_world(t, s, w, 0, 0, 3 * t->bases + 16, &habit, &lots);
    if (near) walk_world(t, s, w, near, near_count, 4 * near_count + 16, &habit, &lots);
  }
  free(is_proof);
}

/* ------------------------------------------------------- what follows */

/* Narrow the bounds of all nodes by all sums; 0 where they contradict each other. */
i32 follow(const Table *t, i32 *least, i32 *most, i32 rounds) {
  for (i32 round = 0, changed = 1; changed && round < rounds; round++) {
    changed = 0;
    for (i32 k = 0; k < t->sums; k++) {
      i32 w = t->whole[k];
      i64 low = 0, high = 0;
      for (i32 p = t->parts_at[k]; p < t->parts_at[k + 1]; p++) low += least[t->parts_of[p]], high += most[t->parts_of[p]];
      if (low > least[w]) least[w] = (i32)low, changed = 1;
      if (high < most[w]) most[w] = (i32)high, changed = 1;
      for (i32 p = t->parts_at[k]; p < t->parts_at[k + 1]; p++) {
        i32 part = t->parts_of[p];
        i64 floor = least[w] - (high - most[part]), ceiling = most[w] - (low - least[part]);
        if (floor > least[part]) low += floor - least[part], least[part] = (i32)floor, changed = 1;
        if (ceiling < most[part]) high -= most[part] - ceiling, most[part] = (i32)ceiling, changed = 1;
        if (least[part] > most[part]) return 0;
      }
      if (least[w] > most[w]) return 0;
    }
  }
  return 1;
}

/* ---------------------------------------------------------------- offers */

typedef struct {
  const Table *t;
  State *s;
  i32 cell, tries, drives, steps, walks, classes, targets, suspect;
  i32 *order, *edge, *number;       /* worlds by class of the cell; where each class begins; its number */
  i32 *weight, weighted;            /* worlds drawn before each class, of all that were drawn: others were looked for */
  i32 *first, *last;                /* the numbers that each class answers for: gaps go with the class below */
  i32 *low, *high;                  /* classes by targets: least and most among their worlds */
  i32 *now_low, *now_high, *mask, *fence; /* of the interval that is being proved */
  i32 *node_least, *node_most;
  i32 keep_least, keep_most, *world, *total, *facts, fact_count;
  Chain chain;
  Habit habit;
  Lots lots;
} Offer;

static i32 class_number(const Table *t, i32 size, i32 positive) {
  i32 e = t->end, kept = positive < e ? e : positive > size - e ? size - e : positive;
  return kept - e;
}

static i32 class_count(const Table *t, i32 size) { return size - 2 * t->end + 1; }

static i32 class_least(const Offer *o, i32 number) {
  i32 least = number ? number + o->t->end : 0;
  return least > o->s->least[o->cell] ? least : o->s->least[o->cell];
}

static i32 class_most(const Offer *o, i32 number) {
  i32 size = o->t->size[o->cell], most = number < class_count(o->t, size) - 1 ? number + o->t->end : size;
  return most < o->s->most[o->cell] ? most : o->s->most[o->cell];
}

/* What a world shows of a target in its class, and in the interval that is being proved. */
static void include(Offer *o, i32 which, const i32 *world, const i32 *total, i32 target) {
  i32 v = value(o->t, world, total, target);
  i32 *low = o->low + (i64)which * o->targets + target, *high = o->high + (i64)which * o->targets + target;
  if (v < *low) *low = v;
  if (v > *high) *high = v;
  if (v < o->now_low[target]) o->now_low[target] = v;
  if (v > o->now_high[target]) o->now_high[target] = v;
}

static i32 class_of(const Offer *o, const i32 *total) {
  i32 which = 0, number = o->cell < 0 ? 0 : class_number(o->t, o->t->size[o->cell], total[o->cell]);
  while (o->cell >= 0 && which + 1 < o->classes && o->first[which + 1] <= number) which++;
  return which;
}

/* Put the world at hand with the others, where there is room. */
static void keep(Offer *o, const i32 *world, const i32 *total) {
  const Table *t = o->t;
  State *s = o->s;
  if (s->count >= s->capacity) return;
  memcpy(s->worlds + (i64)s->count * t->bases, world, sizeof(i32) * t->bases);
  memcpy(s->totals + (i64)s->count * t->cells, total, sizeof(i32) * t->cells);
  s->odds[s->count] = s->odds[0];
  s->count++;
}

/* Remember the world at hand, and what it shows of its class. */
static void found(Offer *o) {
  i32 which = class_of(o, o->total);
  for (i32 k = 0; k < o->targets; k++) include(o, which, o->world, o->total, k);
  keep(o, o->world, o->total);
}

/* The same for a drawn world with a chain applied, which is taken back: all else is as in that world. Of one municipality
 * the world is kept; of several the chain is remembered, which takes less room. */
static void found_by_chain(Offer *o, i32 *world, i32 *total, const Chain *chain) {
  const Table *t = o->t;
  i32 which = class_of(o, total);
  for (i32 k = 0; k < chain->steps; k++) {
    include(o, which, world, total, chain->base[k]);
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++)
      include(o, which, world, total, t->bases + t->cells_of[p]);
  }
  for (i32 g = 0; g < t->groups; g++) include(o, which, world, total, t->bases + t->cells + g);
  if (!o->s->shelf) keep(o, world, total);
  apply(t, world, total, chain, -1);
}

static Chain remembered(const Offer *o, i32 target) {
  Chain chain;
  const i32 *kept = o->s->chains + 2 * CHAIN * (i64)target;
  chain.steps = 0;
  for (i32 k = 0; k < CHAIN && kept[k] >= 0; k++, chain.steps++) chain.base[k] = kept[k], chain.sign[k] = kept[CHAIN + k];
  return chain;
}

static void remember(Offer *o, i32 target, const Chain *chain) {
  i32 *kept = o->s->chains + 2 * CHAIN * (i64)target;
  for (i32 k = 0; k < CHAIN && chain->steps <= CHAIN; k++) {
    kept[k] = k < chain->steps ? chain->base[k] : -1;
    kept[CHAIN + k] = k < chain->steps ? chain->sign[k] : 0;
  }
}

static void take(Offer *o, i32 w) {
  memcpy(o->world, o->s->worlds + (i64)w * o->t->bases, sizeof(i32) * o->t->bases);
  memcpy(o->total, o->s->totals + (i64)w * o->t->cells, sizeof(i32) * o->t->cells);
}

/* The set that must vary, and how: a cell by bounds that leave out its value, others by locking their base cells. */
typedef struct { const i32 *in; i32 count, target, known; } Sensitive;

/* Another world by a chain that begins at a base cell of the set, applied to this one; 1 where one is found. */
static i32 is_varied(Offer *o, const Sensitive *set, i32 *world, i32 *total, i32 steps) {
  const Table *t = o->t;
  State *s = o->s;
  i32 cell = set->target >= t->bases && set->target < t->bases + t->cells ? set->target - t->bases : -1;
  i32 start = below(&o->lots, set->count), most = set->count < 3 ? set->count : 3, is_found = 0;
  for (i32 k = 0; k < 2 * most && !is_found; k++) {
    i32 base = set->in[(start + k / 2) % set->count], sign = k & 1 ? 1 : -1, keep = 0;
    if (cell >= 0) {
      keep = sign > 0 ? s->least[cell] : s->most[cell];
      if (sign > 0) s->least[cell] = set->known + 1; else s->most[cell] = set->known - 1;
      if (s->least[cell] <= s->most[cell]) is_found = vary(t, s, world, total, base, sign, 0, steps, &o->chain, &o->lots);
      if (sign > 0) s->least[cell] = keep; else s->most[cell] = keep;
    } else is_found = vary(t, s, world, total, base, sign, o->mask, steps, &o->chain, &o->lots);
  }
  if (is_found && set->target < o->targets) remember(o, set->target, &o->chain);
  return is_found;
}

/* Another world of the interval, from drawn worlds of it: by the chain remembered, then by chains anew. */
static i32 is_varied_within(Offer *o, const Sensitive *set, i32 from, i32 to, i32 tries, i32 steps) {
  const Table *t = o->t;
  i32 span = to - from, start = below(&o->lots, span);
  Chain chain;
  chain.steps = 0;
  if (set->target < o->targets) chain = remembered(o, set->target);
  for (i32 k = 0; k < tries + (chain.steps ? span : 0); k++) {
    i64 w = o->order[from + (start + k) % span];
    i32 *world = o->s->worlds + w * t->bases, *total = o->s->totals + w * t->cells;
    if (chain.steps && k < span) {
      if (!is_allowed(t, o->s, world, total, &chain)) continue;
      apply(t, world, total, &chain, 1);
      found_by_chain(o, world, total, &chain);
      return 1;
    }
    if (!is_varied(o, set, world, total, steps)) continue;
    found_by_chain(o, world, total, &o->chain);
    return 1;
  }
  return 0;
}

/* Another world of the interval: one in which the municipality is as in a drawn world where the set has another sum. */
static i32 is_brought_within(Offer *o, const Sensitive *set, i32 from, i32 to) {
  const Table *t = o->t;
  State *s = o->s;
  i32 shelf = s->shelf ? s->shelf : s->drawn, start = below(&o->lots, shelf), count = 0, others[OTHERS];
  i32 block = t->block[set->in[below(&o->lots, set->count)]];
  for (i32 k = 0; k < shelf && count < OTHERS; k++) {
    const i32 *other = library_world(t, s, (start + k) % shelf);
    i32 by = 0;
    for (i32 q = 0; q < set->count; q++)
      if (t->block[set->in[q]] == block) by += other[set->in[q]] - o->s->worlds[(i64)o->order[from] * t->bases + set->in[q]];
    if (by) others[count++] = (start + k) % shelf;
  }
  for (i32 k = 0; k < o->drives && count; k++) {
    take(o, o->order[from + below(&o->lots, to - from)]);
    Broken b;
    open_list(&b, o->world, o->total);
    o->chain.steps = 0;
    put_block(t, s, &b, library_world(t, s, others[k % count]), block);
    i32 is_there = mend(t, s, &b, &o->chain, o->mask, o->steps, &o->lots), sum = 0;
    close_list(s, &b);
    for (i32 q = 0; q < set->count; q++) sum += o->world[set->in[q]];
    if (!is_there || sum == set->known) continue;  /* of several municipalities' base cells others may take it back */
    found(o);
    return 1;
  }
  return 0;
}

/* Whether sums alone show that these base cells can have one sum only when the cell lies in least..most. */
static i32 is_refuted(Offer *o, i32 target, i32 least, i32 most) {
  const Table *t = o->t;
  if (o->node_least[0] < 0) {
    for (i32 k = 0; k < t->nodes; k++) o->node_least[k] = 0, o->node_most[k] = INT32_MAX / 4;
    for (i32 b = 0; b < t->bases; b++) o->node_most[b] = t->valid[b];
    for (i32 c = 0; c < t->cells; c++) o->node_least[t->bases + c] = o->s->least[c], o->node_most[t->bases + c] = o->s->most[c];
    if (o->cell >= 0) o->node_least[t->bases + o->cell] = least, o->node_most[t->bases + o->cell] = most;
    if (!follow(t, o->node_least, o->node_most, 12)) return 1;
  }
  return target < t->bases + t->cells && o->node_least[target] == o->node_most[target];
}

/* Whether base cells that have the same sum in all worlds known of the interval can have another. */
static i32 is_proved_set(Offer *o, i32 target, const i32 *in, i32 count, i32 known, i32 i, i32 j) {
  Sensitive set = {in, count, target, known};
  i32 from = o->edge[i], to = o->edge[j + 1], is_proved;
  i32 least = o->cell < 0 ? 0 : o->s->least[o->cell], most = o->cell < 0 ? 0 : o->s->most[o->cell];
  for (i32 q = 0; q < count; q++) o->mask[in[q]] = 1;
  is_proved = is_varied_within(o, &set, from, to, 2, 16);
  if (!is_proved && !is_refuted(o, target, least, most)) {
    is_proved = is_varied_within(o, &set, from, to, o->tries, o->steps);
    if (!is_proved) is_proved = is_brought_within(o, &set, from, to);
  }
  for (i32 q = 0; q < count; q++) o->mask[in[q]] = 0;
  return is_proved;
}

static i32 is_proved_target(Offer *o, i32 target, i32 i, i32 j) {
  i32 self, count;
  const i32 *in = members(o->t, target, &self, &count);
  return is_proved_set(o, target, in, count, o->now_low[target], i, j);
}

static i32 is_open(const Offer *o, i32 target) {
  return o->now_low[target] == o->now_high[target] && is_bad(o->t, target_size(o->t, target), o->now_low[target]);
}

/* Keep moves within an interval while it is being looked at; and let go again. */
static void enter(Offer *o, i32 i, i32 j) {
  if (o->cell < 0) return;
  i32 least = class_least(o, o->first[i]), most = class_most(o, o->last[j]);
  o->keep_least = o->s->least[o->cell], o->keep_most = o->s->most[o->cell];
  o->s->least[o->cell] = least, o->s->most[o->cell] = most;
}

static void leave(Offer *o) {
  if (o->cell >= 0) o->s->least[o->cell] = o->keep_least, o->s->most[o->cell] = o->keep_most;
}

/* Walk within the interval from worlds of it, where much is the same in all of them. */
static void roam(Offer *o, i32 i, i32 j) {
  const Table *t = o->t;
  i32 from = o->edge[i], span = o->edge[j + 1] - from;
  for (i32 k = 0; k < o->walks && o->cell >= 0; k++) {
    i32 open = 0;
    for (i32 q = 0; q < o->targets; q++) open += is_open(o, q);
    if (open < 3) return;
    take(o, o->order[from + k % span]);
    walk(t, o->s, o->world, o->total, o->s->odds[o->order[from + k % span]], 0, 0, 2 * t->bases, &o->habit, &o->lots);
    found(o);
  }
}

/* Whether every target is proved to vary when the cell lies in one of the classes i..j. */
static i32 is_proved(Offer *o, i32 i, i32 j) {
  i64 n = o->targets;
  for (i32 k = 0; k < n; k++) {
    i32 low = o->low[i * n + k], high = o->high[i * n + k];
    for (i32 c = i + 1; c <= j; c++) {
      if (o->low[c * n + k] < low) low = o->low[c * n + k];
      if (o->high[c * n + k] > high) high = o->high[c * n + k];
    }
    o->now_low[k] = low, o->now_high[k] = high;
  }
  o->node_least[0] = -1;
  enter(o, i, j);
  roam(o, i, j);
  i32 result = o->suspect < 0 || !is_open(o, o->suspect) || is_proved_target(o, o->suspect, i, j);
  for (i32 k = 0; k < n && result; k++)
    if (is_open(o, k) && !is_proved_target(o, k, i, j)) o->suspect = k, result = 0;
  leave(o);
  return result;
}

/* ------------------------------------------------- sets of few (T3) */
/* A set never changes only if its sum is the same before and after every chain. Each base cell has a random sum over chains
 * (and, where there is one municipality, over worlds); those of a set that never changes add up to nothing. A chain within
 * one municipality says so of the set's part there by itself. */

#define MOST_FEW 16  /* base cells of a set of few: one answer each, and a threshold of at most 17 */

typedef struct { u64 sum; i32 people, count, base[MOST_FEW]; } Few;

#define MARGIN 50    /* some hundred worlds say how certain a fact is to about so many thousandths */
#define JUDGED 20    /* fewer worlds say too little of how certain a fact is */
#define PAIRS 60000  /* more are too many to try: nothing is proved then */
#define PARTS 2000

static int compare_few(const void *a, const void *b) {
  const Few *x = a, *y = b;
  if (x->sum != y->sum) return x->sum < y->sum ? -1 : 1;
  for (i32 k = 0; k < x->count && k < y->count; k++) if (x->base[k] != y->base[k]) return x->base[k] < y->base[k] ? -1 : 1;
  return (x->count > y->count) - (x->count < y->count);
}

static i32 first_with(const Few *sets, i32 count, u64 sum) {
  i32 low = 0, high = count;
  while (low < high) {
    i32 middle = (low + high) / 2;
    if (sets[middle].sum < sum) low = middle + 1; else high = middle;
  }
  return low;
}

static Few together(const Few *x, const Few *y) {
  Few z = *x;
  z.sum += y->sum, z.people += y->people;
  for (i32 k = 0; k < y->count && z.count < MOST_FEW; k++) z.base[z.count++] = y->base[k];
  return z;
}

/* Add to the sums of base cells what chains from worlds of the interval do to them, that stay in one municipality. */
static void weigh_chains(Offer *o, i32 block, i32 from, i32 to, u64 *sums) {
  const Table *t = o->t;
  i32 first = t->block_at[block], end = t->block_at[block + 1], span = to - from;
  for (i32 b = first; b < end; b++) o->fence[b] = 0;
  for (i32 b = first; b < end; b++) {
    if (t->valid[b] >= t->few) continue;
    Chain chain = remembered(o, b);
    i32 is_known = 0, is_inside = chain.steps > 0;
    for (i32 k = 0; k < chain.steps; k++) is_inside &= t->block[chain.base[k]] == block;
    o->fence[b] = 1;
    for (i32 k = 0; k < 4 && !is_known; k++) {
      i64 w = o->order[from + k % span];
      i32 *world = o->s->worlds + w * t->bases, *total = o->s->totals + w * t->cells;
      is_known = is_inside && is_allowed(t, o->s, world, total, &chain);
      for (i32 sign = -1; sign <= 1 && !is_known; sign += 2) {
        is_known = vary(t, o->s, world, total, b, sign, o->fence, 16, &chain, &o->lots);
        if (is_known) apply(t, world, total, &chain, -1);
      }
    }
    o->fence[b] = 0;
    u64 weight = draw(&o->lots);
    for (i32 k = 0; k < chain.steps && is_known; k++) sums[chain.base[k]] += weight * (u64)(i64)chain.sign[k];
  }
  for (i32 b = first; b < end; b++) o->fence[b] = 1;
}

static i32 is_within(const Offer *o, i32 w) {
  i32 total = o->cell < 0 ? 0 : o->s->totals[(i64)w * o->t->cells + o->cell];
  return o->cell < 0 || (total >= o->s->least[o->cell] && total <= o->s->most[o->cell]);
}

static void weigh_worlds(Offer *o, u64 *sums) {
  const State *s = o->s;
  i32 bases = o->t->bases, first = -1;
  for (i32 w = 0; w < s->count; w++) {
    if (!is_within(o, w)) continue;
    if (first < 0) first = w;
    u64 weight = draw(&o->lots);
    for (i32 b = 0; b < bases; b++)
      sums[b] += weight * (u64)(i64)(s->worlds[(i64)w * bases + b] - s->worlds[(i64)first * bases + b]);
  }
}

/* Whether the sum over these base cells is the same in all worlds known of the interval; `known` is that sum. */
static i32 is_constant(const Offer *o, const i32 *in, i32 count, i32 *known) {
  i32 is_seen = 0;
  for (i32 w = 0; w < o->s->count; w++) {
    if (!is_within(o, w)) continue;
    i32 sum = 0;
    for (i32 k = 0; k < count; k++) sum += o->s->worlds[(i64)w * o->t->bases + in[k]];
    if (is_seen && sum != *known) return 0;
    *known = sum, is_seen = 1;
  }
  return 1;
}

static i32 is_proved_few_set(Offer *o, const Few *set, i32 i, i32 j) {
  i32 known = 0;
  return !is_constant(o, set->base, set->count, &known) || is_proved_set(o, o->targets, set->base, set->count, known, i, j);
}

typedef struct { Few *sets; i32 count, is_full; } Found;

static void add_found(Found *found, Few set) {
  if (found->count < PARTS) found->sets[found->count++] = set; else found->is_full = 1;
}

/* Half a set: these, and whatever further ones make at most `size` of few people; those that add up to nothing are found. */
static void collect(const Table *t, const Few *single, i32 count, i32 from, Few set, i32 size, Few *halves, i32 *half_count, Found *found) {
  for (i32 k = from; k < count && !found->is_full; k++) {
    if (!single[k].sum || set.people + single[k].people >= t->few || set.count + single[k].count > MOST_FEW) continue;
    Few more = set.count ? together(&set, single + k) : single[k];
    if (!more.sum) { add_found(found, more); continue; }
    if (*half_count == PAIRS) { found->is_full = 1; return; }
    halves[(*half_count)++] = more;
    if (size > 1) collect(t, single, count, k + 1, more, size - 1, halves, half_count, found);
  }
}

static i32 are_apart(const Few *x, const Few *y) {
  for (i32 k = 0; k < x->count; k++)
    for (i32 l = 0; l < y->count; l++) if (x->base[k] == y->base[l]) return 0;
  return 1;
}

/* The least sets of these, of few people together, whose sums add up to nothing: all others are made of such. Each is two
 * halves that cancel. */
static void cancelling(const Table *t, Few *single, i32 count, Found *found) {
  i32 half_count = 0;
  Few *halves = malloc(sizeof(Few) * (PAIRS + 1)), nothing = {0, 0, 0, {0}};
  for (i32 k = 0; k < count; k++) if (!single[k].sum) add_found(found, single[k]);
  collect(t, single, count, 0, nothing, t->few / 2, halves, &half_count, found);
  qsort(halves, half_count, sizeof(Few), compare_few);
  for (i32 p = 0; p < half_count; p++) {
    u64 rest = -halves[p].sum;
    for (i32 q = first_with(halves, half_count, rest); q < half_count && halves[q].sum == rest; q++)
      if (q > p && halves[p].people + halves[q].people < t->few && are_apart(halves + p, halves + q))
        add_found(found, together(halves + p, halves + q));
  }
  free(halves);
}

/* T3: whether every set of base cells of few answers together is proved to vary; no where there are too many to try. */
static i32 is_proved_few(Offer *o, i32 i, i32 j) {
  const Table *t = o->t;
  i32 blocks = t->block[t->bases - 1] + 1, from = o->edge[i], to = o->edge[j + 1];
  u64 *sums = calloc(t->bases, sizeof(u64));
  Few *single = malloc(sizeof(Few) * (t->bases + PARTS));
  Found parts = {malloc(sizeof(Few) * PARTS), 0, 0}, whole = {malloc(sizeof(Few) * PARTS), 0, 0};
  enter(o, i, j);
  o->node_least[0] = -1;
  for (i32 block = 0; block < blocks; block++) {
    i32 count = 0;
    weigh_chains(o, block, from, to, sums);
    if (blocks == 1) weigh_worlds(o, sums);
    for (i32 b = t->block_at[block]; b < t->block_at[block + 1]; b++)
      if (t->valid[b] < t->few) single[count++] = (Few){sums[b], t->valid[b], 1, {b}};
    cancelling(t, single, count, &parts);
  }
  if (blocks > 1 && parts.count) {  /* of parts that no chain in their municipality varies, those that vary with nothing */
    memset(sums, 0, sizeof(u64) * t->bases);
    weigh_worlds(o, sums);
    for (i32 k = 0; k < parts.count; k++) {
      parts.sets[k].sum = 0;
      for (i32 q = 0; q < parts.sets[k].count; q++) parts.sets[k].sum += sums[parts.sets[k].base[q]];
    }
    cancelling(t, parts.sets, parts.count, &whole);
  }
  const Found *all = blocks > 1 ? &whole : &parts;
  i32 result = !parts.is_full && !whole.is_full;
  for (i32 k = 0; k < all->count && result; k++) result = is_proved_few_set(o, all->sets + k, i, j);
  leave(o);
  free(sums), free(single), free(parts.sets), free(whole.sets);
  return result;
}

/* ------------------------------------------------------- the partition */

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
i32 worth(i32 width, i32 classes) {
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
  o->facts = calloc((i64)(o->classes + 1) * o->fact_count, sizeof(i32));
  for (i32 c = 0; c < o->classes; c++) {
    i32 *now = o->facts + (i64)(c + 1) * o->fact_count;
    memcpy(now, now - o->fact_count, sizeof(i32) * o->fact_count);
    for (i32 q = o->edge[c]; q < o->edge[c + 1]; q++) {
      if (o->order[q] >= o->weighted) continue;
      const i32 *world = o->s->worlds + (i64)o->order[q] * t->bases;
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
  for (i32 w = 0; w < s->drawn; w++) o->number[w] = class_number(t, size, s->totals[(i64)w * t->cells + c]);
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

static Offer open_offer(const Table *t, State *s, i32 cell, const i32 *limits, u64 seed) {
  Offer o = {0};
  o.t = t, o.s = s, o.cell = cell, o.lots.state = seed, o.suspect = -1;
  o.tries = limits[0], o.drives = limits[1], o.steps = limits[2], o.walks = limits[3];
  o.targets = target_count(t);
  i64 drawn = s->drawn + 2 * STRETCH + 1;
  o.weighted = s->drawn;
  o.order = malloc(sizeof(i32) * 6 * drawn);
  o.edge = o.order + drawn, o.number = o.edge + drawn, o.first = o.number + drawn, o.last = o.first + drawn, o.weight = o.last + drawn;
  o.now_low = calloc(2 * (i64)o.targets + 3 * (i64)t->bases + t->cells + 2 * (i64)t->nodes, sizeof(i32));
  o.now_high = o.now_low + o.targets, o.mask = o.now_high + o.targets;
  o.node_least = o.mask + t->bases, o.node_most = o.node_least + t->nodes;
  o.world = o.node_most + t->nodes, o.total = o.world + t->bases, o.fence = o.total + t->cells;
  for (i32 b = 0; b < t->bases; b++) o.fence[b] = 1;
  return o;
}

/* Worlds beyond those drawn on either side, so that what hardly ever happens need not be told with the rest. */
static void stretch(Offer *o) {
  const Table *t = o->t;
  State *s = o->s;
  i32 c = o->cell, low = INT32_MAX, high = -1, least = s->least[c], most = s->most[c];
  for (i32 w = 0; w < s->drawn; w++) {
    i32 total = s->totals[(i64)w * t->cells + c];
    if (total < low) low = total;
    if (total > high) high = total;
  }
  for (i32 side = 0; side < 2; side++) {
    s->least[c] = side ? high + 1 : least, s->most[c] = side ? most : low - 1;
    for (i32 k = 0; k < STRETCH && s->least[c] <= s->most[c] && s->count < s->capacity; k++) {
      take(o, below(&o->lots, o->weighted));
      Broken b;
      open_list(&b, o->world, o->total);
      o->chain.steps = 0;
      note(s, &b, c);
      i32 is_there = mend(t, s, &b, &o->chain, 0, LONG, &o->lots);
      close_list(s, &b);
      if (is_there) keep(o, o->world, o->total);
    }
  }
  s->least[c] = least, s->most[c] = most, s->drawn = s->count;
}

static void look(Offer *o) {
  const Table *t = o->t;
  const State *s = o->s;
  o->low = malloc(sizeof(i32) * 2 * o->targets * (i64)o->classes);
  o->high = o->low + o->targets * (i64)o->classes;
  for (i32 c = 0; c < o->classes; c++)
    for (i32 q = o->edge[c]; q < o->edge[c + 1]; q++) {
      const i32 *world = s->worlds + (i64)o->order[q] * t->bases, *total = s->totals + (i64)o->order[q] * t->cells;
      for (i32 k = 0; k < o->targets; k++) {
        i32 v = value(t, world, total, k), *low = o->low + (i64)c * o->targets + k, *high = o->high + (i64)c * o->targets + k;
        if (q == o->edge[c] || v < *low) *low = v;
        if (q == o->edge[c] || v > *high) *high = v;
      }
    }
}

static void close_offer(Offer *o) {
  free(o->order);
  free(o->now_low);
  free(o->low);
  free(o->facts);
}

/* Intervals to offer for a cell, every one proved: their number, and the first and last number of each. */
i32 offer(const Table *t, State *s, i32 cell, const i32 *limits, u64 seed, i32 *least, i32 *most) {
  i32 count = 0;
  s->count = s->drawn;
  if (class_number(t, t->size[cell], s->least[cell]) == class_number(t, t->size[cell], s->most[cell])) return 1;
  Offer o = open_offer(t, s, cell, limits, seed);
  stretch(&o);
  sort_worlds(&o);
  i32 k = o.classes, *reach = malloc(sizeof(i32) * 2 * (k + 1)), *next = reach + k + 1;
  i64 *best = malloc(sizeof(i64) * (k + 1));
  look(&o);
  if (t->certain < 1000) count_facts(&o);
  for (i32 i = 0, j = 0; i < k; i++) {
    j = j < i ? i : j;
    while (j < k && !(i == 0 && j == k - 1) && !is_proved(&o, i, j)) j++;
    reach[i] = j;
  }
  for (i32 is_done = 0; !is_done;) {
    best_partition(&o, reach, next, best);
    is_done = 1;
    for (i32 i = 0; i < k; i = next[i]) {
      if (i == 0 && next[i] == k) break;
      if (is_proved(&o, i, next[i] - 1) && is_proved_few(&o, i, next[i] - 1)) continue;
      for (i32 q = i; q < next[i]; q++) if (reach[q] < next[i]) reach[q] = next[i];
      is_done = 0;
      if (i == 0 && reach[0] > k - 1) reach[0] = k - 1;  /* all that is told so far is safe */
      break;
    }
  }
  for (i32 i = 0; i < k; i = next[i], count++) least[count] = class_least(&o, o.first[i]), most[count] = class_most(&o, o.last[next[i] - 1]);
  free(reach);
  free(best);
  s->drawn = o.weighted;
  close_offer(&o);
  return count;
}

/* Whether what is told so far is proved safe: worlds are those drawn. */
i32 is_safe(const Table *t, State *s, const i32 *limits, u64 seed) {
  s->count = s->drawn;
  Offer o = open_offer(t, s, -1, limits, seed);
  for (i32 w = 0; w < s->drawn; w++) o.order[w] = w;
  o.classes = 1, o.edge[0] = 0, o.edge[1] = s->drawn, o.first[0] = o.last[0] = 0;
  look(&o);
  i32 result = is_proved(&o, 0, 0) && is_proved_few(&o, 0, 0);
  close_offer(&o);
  return result;
}
