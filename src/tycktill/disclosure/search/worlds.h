/* Other worlds from one: a walk that keeps the prior's odds within what is told (disclosure 6.6). */

static void add_up(const Table *t, const i32 *world, i32 *total) {
  for (i32 c = 0; c < t->cells; c++) {
    i32 sum = 0;
    for (i32 p = t->bases_at[c]; p < t->bases_at[c + 1]; p++) sum += world[t->bases_of[p]];
    total[c] = sum;
  }
}

/* Exchanges: the shortest chains, tried by lot, since a walk takes many. */

static i32 base_in(const Table *t, i32 place, i32 gender) { return t->base_at[3 * place + gender]; }

static i32 any_of(const i32 *at, const i32 *of, i32 which, Lots *lots) {
  return of[at[which] + below(lots, at[which + 1] - at[which])];
}

/* An exchange that changes this base cell, with another gender, unit or target group or several of these: the corners of
 * a box, of alternating signs. No steps where the lots fall on none. */
static void exchange(const Table *t, Chain *c, i32 base, i32 sign, i32 which, Lots *lots) {
  i32 place = t->place[base], own = t->gender[base];
  i32 by_gender = which == 3 || which == 6 || (which >= 8 && which < 12) || which >= 15;
  i32 by_unit = which == 4 || which == 5 || which == 6 || which >= 8, by_kind = which == 7 || which >= 12;
  c->steps = 1, c->base[0] = base, c->sign[0] = sign;
  if (which < 3) return;
  i32 gender = by_gender ? below(lots, 3) : own, there = by_unit ? any_of(t->kind_at, t->kind_of, t->kind[place], lots) : place;
  i32 corner[4] = {place, there, place, there};
  c->steps = 0;
  if ((by_gender && gender == own) || (by_unit && t->unit[there] == t->unit[place])) return;
  if (which == 6) {  /* two corners of a square alone: another gender in another unit */
    c->base[1] = base_in(t, there, gender), c->sign[1] = -sign;
    if (c->base[1] >= 0) c->steps = 2;
    return;
  }
  if (by_kind) {
    i32 kind = t->kind[any_of(t->unit_at, t->unit_of, t->unit[place], lots)];
    if (kind == t->kind[place]) return;
    corner[2] = t->place_at[t->unit[place] * t->kinds + kind], corner[3] = t->place_at[t->unit[there] * t->kinds + kind];
  }
  for (i32 k = 0; k < (by_kind ? 4 : 2); k += by_unit ? 1 : 2)
    for (i32 g = 0; g < 1 + by_gender; g++) {
      i32 b = corner[k] < 0 ? -1 : base_in(t, corner[k], g ? gender : own);
      if (b < 0) { c->steps = 0; return; }
      c->base[c->steps] = b, c->sign[c->steps++] = ((k & 1) + (k >> 1) + g) & 1 ? -sign : sign;
    }
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
  Chain chain;
  for (i32 k = 0; k < steps; k++) {
    i32 base = bases ? bases[below(lots, count)] : below(lots, t->bases), sign = below(lots, 2) ? 1 : -1;
    i32 which = kind_of_exchange(habit, lots);
    exchange(t, &chain, base, sign, which, lots);
    habit->tried[which]++;
    if (!chain.steps || !is_allowed(t, s, world, total, &chain)) continue;
    habit->allowed[which]++;
    if (is_accepted(t, world, &chain, share, lots)) apply(t, world, total, &chain, 1);
  }
}

static void walk_world(const Table *t, State *s, i32 w, const i32 *bases, i32 count, i32 steps, Habit *habit, Lots *lots) {
  walk(t, s, world_of(t, s, w), total_of(t, s, w), s->odds[w], bases, count, steps, habit, lots);
}

static void copy(const Table *t, State *s, i32 from, i32 to) {
  memmove(world_of(t, s, to), world_of(t, s, from), sizeof(i32) * t->bases);
  memmove(total_of(t, s, to), total_of(t, s, from), sizeof(i32) * t->cells);
  s->odds[to] = s->odds[from];
}
