/* T3: whether every set of base cells of few answers together has another sum in some world (disclosure 6.8).
 *
 * A set never changes only if its sum is the same in every world and before and after every chain. Each base cell has a
 * random sum over worlds and chains; those of a set that never changes add up to nothing. */

#define MOST_FEW 16  /* base cells of a set of few; where there are more nothing is proved */
#define HALVES 120000  /* halves of sets; more are too many to try: nothing is proved then */
#define PARTS 2000   /* sets that never change; likewise */

typedef struct { u64 sum; i32 people, count, base[MOST_FEW]; } Few;

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

/* Both together, where they are no more than a set may hold. */
static Few together(const Few *x, const Few *y) {
  Few z = *x;
  z.sum += y->sum, z.people += y->people;
  for (i32 k = 0; k < y->count; k++) z.base[z.count++] = y->base[k];
  return z;
}

/* Keep the world that a chain leads to: it is proof of what is told in the end. */
static void show(Offer *o, i32 *world, i32 *total, const Chain *chain) {
  apply(o->t, world, total, chain, 1);
  keep(o, world, total);
  apply(o->t, world, total, chain, -1);
}

/* A chain that changes a base cell in some world of the interval; of no steps: none is known. */
static Chain chain_of(Offer *o, i32 base, i32 from, i32 to) {
  const Table *t = o->t;
  Chain chain = remembered(o, base);
  for (i32 k = 0; k < 4; k++) {
    i32 w = o->c.order[from + k % (to - from)];
    i32 *world = world_of(t, o->s, w), *total = total_of(t, o->s, w), is_known = chain.steps && is_allowed(t, o->s, world, total, &chain);
    for (i32 sign = -1; sign <= 1 && !is_known; sign += 2) {
      is_known = vary(t, o->s, world, total, base, sign, 16, &chain, &o->lots);
      if (is_known) apply(t, world, total, &chain, -1);
    }
    if (!is_known) { chain = remembered(o, base); continue; }
    if (o->cell < 0) show(o, world, total, &chain);
    return chain;
  }
  chain.steps = 0;
  return chain;
}

/* Add to the sums of base cells what chains from worlds of the interval do to them. */
static void weigh_chains(Offer *o, i32 from, i32 to, u64 *sums) {
  const Table *t = o->t;
  for (i32 b = 0; b < t->bases; b++) {
    if (t->valid[b] >= t->few) continue;
    Chain chain = chain_of(o, b, from, to);
    u64 weight = draw(&o->lots);
    for (i32 k = 0; k < chain.steps; k++) sums[chain.base[k]] += weight * (u64)(i64)chain.sign[k];
  }
}

static i32 is_within(const Offer *o, i32 w) {
  i32 total = o->cell < 0 ? 0 : total_of(o->t, o->s, w)[o->cell];
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
      sums[b] += weight * (u64)(i64)(world_of(o->t, s, w)[b] - world_of(o->t, s, first)[b]);
  }
}

/* Whether the sum over these base cells is the same in all worlds known of the interval; `known` is that sum. */
static i32 is_constant(const Offer *o, const i32 *in, i32 count, i32 *known) {
  i32 is_seen = 0;
  for (i32 w = 0; w < o->s->count; w++) {
    if (!is_within(o, w)) continue;
    i32 sum = 0;
    for (i32 k = 0; k < count; k++) sum += world_of(o->t, o->s, w)[in[k]];
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

/* Whether two sets fit into one; where they do not, some set is not tried, and so nothing is proved. */
static i32 can_join(const Few *x, const Few *y, Found *found) {
  if (x->count + y->count > MOST_FEW) found->is_full = 1;
  return !found->is_full;
}

/* Halves of sets; room is made as they come, as there are few as a rule. */
typedef struct { Few *sets; i32 count, room; } Halves;

static void add_half(Halves *halves, const Few *set) {
  if (halves->count == halves->room) {
    halves->room = halves->room ? 4 * halves->room : 64;
    halves->sets = there_is(realloc(halves->sets, halves->room * sizeof(Few)));
  }
  halves->sets[halves->count++] = *set;
}

/* Half a set: these, and whatever further ones make at most `size` of few people; those that add up to nothing are found. */
static void collect(i32 few, const Few *single, i32 count, i32 from, const Few *set, i32 size, Halves *halves, Found *found) {
  for (i32 k = from; k < count && !found->is_full; k++) {
    if (!single[k].sum || set->people + single[k].people >= few) continue;
    if (!can_join(set, single + k, found)) return;
    Few more = set->count ? together(set, single + k) : single[k];
    if (!more.sum) { add_found(found, more); continue; }
    if (halves->count == HALVES) { found->is_full = 1; return; }
    add_half(halves, &more);
    if (size > 1) collect(few, single, count, k + 1, &more, size - 1, halves, found);
  }
}

static i32 are_apart(const Few *x, const Few *y) {
  for (i32 k = 0; k < x->count; k++)
    for (i32 l = 0; l < y->count; l++) if (x->base[k] == y->base[l]) return 0;
  return 1;
}

/* Of halves those that may have one that they cancel with, by a part of their sums; hardly any have. In order. */
static void sort_likely(Halves *halves) {
  i32 bits = 6, likely = 0;
  while ((1 << bits) < 16 * halves->count) bits++;
  u64 *seen = zeros_for(1 << (bits - 6), sizeof(u64));
  for (i32 k = 0; k < halves->count; k++) {
    u64 place = halves->sets[k].sum >> (64 - bits);
    seen[place >> 6] |= 1ull << (place & 63);
  }
  for (i32 k = 0; k < halves->count; k++) {
    u64 place = -halves->sets[k].sum >> (64 - bits);
    if (seen[place >> 6] >> (place & 63) & 1) halves->sets[likely++] = halves->sets[k];
  }
  free(seen);
  halves->count = likely;
  if (likely) qsort(halves->sets, likely, sizeof(Few), compare_few);
}

/* The least sets of these, of few people together, whose sums add up to nothing: all others are made of such. Each is two
 * halves that cancel. */
static void cancelling(i32 few, Few *single, i32 count, Found *found) {
  Halves halves = {0};
  Few nothing = {0, 0, 0, {0}};
  for (i32 k = 0; k < count; k++) if (!single[k].sum) add_found(found, single[k]);
  collect(few, single, count, 0, &nothing, few / 2, &halves, found);
  sort_likely(&halves);
  const Few *half = halves.sets;
  for (i32 p = 0; p < halves.count; p++) {
    u64 rest = -half[p].sum;
    for (i32 q = first_with(half, halves.count, rest); q < halves.count && half[q].sum == rest; q++)
      if (q > p && half[p].people + half[q].people < few && are_apart(half + p, half + q) && can_join(half + p, half + q, found))
        add_found(found, together(half + p, half + q));
  }
  free(halves.sets);
}

/* A set that never changes may be made of several of these, each of which varies: all unions of few people are tried too. */
static void add_unions(i32 few, Found *found) {
  i32 least = found->count;
  for (i32 k = 0; k < least; k++) found->sets[k].sum = (u64)k;  /* from here on the number of the last that is part of it */
  for (i32 p = 0; p < found->count && !found->is_full; p++)
    for (i32 q = (i32)found->sets[p].sum + 1; q < least && !found->is_full; q++) {
      if (found->sets[p].people + found->sets[q].people >= few || !are_apart(found->sets + p, found->sets + q)) continue;
      if (!can_join(found->sets + p, found->sets + q, found)) return;
      Few more = together(found->sets + p, found->sets + q);
      more.sum = (u64)q;
      add_found(found, more);
    }
}

/* T3: whether every set of base cells of few answers together is proved to vary; no where there are too many to try. */
static i32 is_proved_few(void *of, i32 i, i32 j) {
  Offer *o = of;
  const Table *t = o->t;
  i32 from = o->c.edge[i], to = o->c.edge[j + 1], count = 0;
  u64 *sums = zeros_for(t->bases, sizeof(u64));
  Few *single = room_for(t->bases, sizeof(Few));
  Found held = {room_for(PARTS, sizeof(Few)), 0, 0};
  enter(o, i, j);
  o->node_least[0] = -1;
  weigh_chains(o, from, to, sums);
  weigh_worlds(o, sums);
  for (i32 b = 0; b < t->bases; b++) if (t->valid[b] < t->few) single[count++] = (Few){sums[b], t->valid[b], 1, {b}};
  cancelling(t->few, single, count, &held);
  add_unions(t->few, &held);
  i32 result = !held.is_full;
  for (i32 k = 0; k < held.count && result; k++) result = is_proved_few_set(o, held.sets + k, i, j);
  leave(o);
  free(sums), free(single), free(held.sets);
  return result;
}
