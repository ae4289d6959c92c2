/* T1 and T2: whether every target has another value in some world of an interval (disclosure 6.7).
 *
 * What the worlds at hand do not show is looked for: by chains that change the target, and by other worlds brought into the
 * interval. Every world found is kept: it may prove the next target too. */

#define OTHERS 32  /* other worlds that are tried */

typedef struct {
  const Table *t;
  State *s;
  Classes c;
  i32 cell, tries, drives, steps, targets, suspect;
  i32 *low, *high;                  /* classes by targets: least and most among their worlds */
  i32 *now_low, *now_high;          /* of the interval that is being proved */
  i32 *node_least, *node_most, *trial;
  i32 keep_least, keep_most, *world, *total;
  Chain chain;
  Lots lots;
} Offer;

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
  i32 which = 0, number = o->cell < 0 ? 0 : class_number(&o->c, total[o->cell]);
  while (o->cell >= 0 && which + 1 < o->c.count && o->c.first[which + 1] <= number) which++;
  return which;
}

/* Put the world at hand with the others, where there is room. */
static void keep(Offer *o, const i32 *world, const i32 *total) {
  const Table *t = o->t;
  State *s = o->s;
  if (s->count >= s->capacity) return;
  memcpy(world_of(t, s, s->count), world, sizeof(i32) * t->bases);
  memcpy(total_of(t, s, s->count), total, sizeof(i32) * t->cells);
  s->odds[s->count] = s->odds[0];
  s->count++;
}

/* Remember the world at hand, and what it shows of its class. */
static void found(Offer *o) {
  i32 which = class_of(o, o->total);
  for (i32 k = 0; k < o->targets; k++) include(o, which, o->world, o->total, k);
  keep(o, o->world, o->total);
}

/* The same for a drawn world with a chain applied, which is taken back: all else is as in that world. */
static void found_by_chain(Offer *o, i32 *world, i32 *total, const Chain *chain) {
  const Table *t = o->t;
  i32 which = class_of(o, total);
  for (i32 k = 0; k < chain->steps; k++) {
    include(o, which, world, total, chain->base[k]);
    for (i32 p = t->cells_at[chain->base[k]]; p < t->cells_at[chain->base[k] + 1]; p++)
      include(o, which, world, total, t->bases + t->cells_of[p]);
  }
  for (i32 g = 0; g < t->groups; g++) include(o, which, world, total, t->bases + t->cells + g);
  keep(o, world, total);
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
  memcpy(o->world, world_of(o->t, o->s, w), sizeof(i32) * o->t->bases);
  memcpy(o->total, total_of(o->t, o->s, w), sizeof(i32) * o->t->cells);
}

#define DOWN 1  /* ways in which a sum may change */
#define UP 2

/* The set that must vary, and how: a cell by bounds that leave out its value, others by locking their base cells; and the
 * ways that sums do not rule out. */
typedef struct { const i32 *in; i32 count, target, known, ways; } Sensitive;

static void lock(const State *s, const Sensitive *set, i32 by) {
  for (i32 q = 0; q < set->count; q++) s->barred[set->in[q]] = by;
}

/* Another world by a chain that begins at a base cell of the set, applied to this one; 1 where one is found. */
static i32 is_varied(Offer *o, const Sensitive *set, i32 *world, i32 *total, i32 steps) {
  const Table *t = o->t;
  State *s = o->s;
  i32 cell = set->target >= t->bases && set->target < t->bases + t->cells ? set->target - t->bases : -1;
  i32 start = below(&o->lots, set->count), most = set->count < 3 ? set->count : 3, is_found = 0;
  if (cell < 0) lock(s, set, LOCKED);
  for (i32 k = 0; k < 2 * most && !is_found; k++) {
    i32 base = set->in[(start + k / 2) % set->count], sign = k & 1 ? 1 : -1, keep = 0;
    if (!(set->ways & (sign > 0 ? UP : DOWN))) continue;
    if (cell >= 0) {
      keep = sign > 0 ? s->least[cell] : s->most[cell];
      if (sign > 0) s->least[cell] = set->known + 1; else s->most[cell] = set->known - 1;
      if (s->least[cell] <= s->most[cell]) is_found = vary(t, s, world, total, base, sign, steps, &o->chain, &o->lots);
      if (sign > 0) s->least[cell] = keep; else s->most[cell] = keep;
    } else is_found = vary(t, s, world, total, base, sign, steps, &o->chain, &o->lots);
  }
  if (cell < 0) lock(s, set, 0);
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
    i32 w = o->c.order[from + (start + k) % span];
    i32 *world = world_of(t, o->s, w), *total = total_of(t, o->s, w);
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

/* Another world of the interval: a drawn one in which the set has another sum, mended until it lies in the interval. */
static i32 is_brought_within(Offer *o, const Sensitive *set) {
  const Table *t = o->t;
  State *s = o->s;
  i32 start = below(&o->lots, s->drawn), count = 0, others[OTHERS];
  for (i32 k = 0; k < s->drawn && count < OTHERS; k++) {
    i32 w = (start + k) % s->drawn, sum = 0;
    for (i32 q = 0; q < set->count; q++) sum += world_of(t, s, w)[set->in[q]];
    if (sum != set->known) others[count++] = w;
  }
  for (i32 k = 0; k < o->drives && k < count; k++) {
    Broken b;
    take(o, others[k]);
    open_list(t, s, &b, o->world, o->total);
    o->chain.steps = 0;
    if (o->cell >= 0) note(t, s, &b, o->cell);
    lock(s, set, LOCKED);
    i32 is_there = mend(t, s, &b, &o->chain, o->steps, &o->lots);
    lock(s, set, 0);
    close_list(t, s, &b);
    if (!is_there) continue;
    found(o);
    return 1;
  }
  return 0;
}

/* Whether a target may lie in from..to, for all that sums say of the interval; what they say is worked out once. */
static i32 may_lie(Offer *o, i32 target, i32 from, i32 to) {
  if (o->node_least[0] < 0 && !bound_nodes(o->t, o->s, o->node_least, o->node_most)) return 0;
  return may_be(o->t, o->node_least, o->node_most, o->trial, target, from, to);
}

/* The ways in which the sum over a set may change, for all that sums say. */
static i32 ways_of(Offer *o, i32 target, i32 known) {
  if (target == o->targets) return DOWN | UP;
  return (may_lie(o, target, 0, known - 1) ? DOWN : 0) | (may_lie(o, target, known + 1, INT32_MAX) ? UP : 0);
}

/* Whether base cells that have the same sum in all worlds known of the interval can have another. */
static i32 is_proved_set(Offer *o, i32 target, const i32 *in, i32 count, i32 known, i32 i, i32 j) {
  Sensitive set = {in, count, target, known, DOWN | UP};
  i32 from = o->c.edge[i], to = o->c.edge[j + 1];
  if (is_varied_within(o, &set, from, to, 2, 16)) return 1;
  set.ways = ways_of(o, target, known);
  return set.ways && (is_varied_within(o, &set, from, to, o->tries, o->steps) || is_brought_within(o, &set));
}

static i32 is_proved_target(Offer *o, i32 target, i32 i, i32 j) {
  i32 self, count;
  const i32 *in = members(o->t, target, &self, &count);
  return is_proved_set(o, target, in, count, o->now_low[target], i, j);
}

static i32 is_open(const Offer *o, i32 target) {
  return o->now_low[target] == o->now_high[target] && is_bad(o->t->few, o->t->end, target_size(o->t, target), o->now_low[target]);
}

/* Keep moves within an interval while it is being looked at; and let go again. */
static void enter(Offer *o, i32 i, i32 j) {
  if (o->cell < 0) return;
  o->keep_least = o->s->least[o->cell], o->keep_most = o->s->most[o->cell];
  o->s->least[o->cell] = least_of(&o->c, i), o->s->most[o->cell] = most_of(&o->c, j);
}

static void leave(Offer *o) {
  if (o->cell >= 0) o->s->least[o->cell] = o->keep_least, o->s->most[o->cell] = o->keep_most;
}

/* Whether every target is proved to vary when the cell lies in one of the classes i..j. */
static i32 is_proved(void *of, i32 i, i32 j) {
  Offer *o = of;
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
  i32 result = o->suspect < 0 || !is_open(o, o->suspect) || is_proved_target(o, o->suspect, i, j);
  for (i32 k = 0; k < n && result; k++)
    if (is_open(o, k) && !is_proved_target(o, k, i, j)) o->suspect = k, result = 0;
  leave(o);
  return result;
}
