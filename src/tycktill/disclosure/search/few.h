/* T3: whether every set of base cells of few answers together has another sum in some world (disclosure 6.8).
 *
 * A set never changes only if its sum is the same before and after every chain. Each base cell has a random sum over chains
 * (and, where there is one municipality, over worlds); those of a set that never changes add up to nothing. A chain within
 * one municipality says so of the set's part there by itself. */

#define MOST_FEW 16  /* base cells of a set of few; where there are more nothing is proved */
#define PAIRS 120000  /* halves of sets; more are too many to try: nothing is proved then */
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

/* A chain that changes a base cell, within its municipality, in some world of the interval; of no steps: none is known. */
static Chain chain_of(Offer *o, i32 base, i32 from, i32 to) {
  const Table *t = o->t;
  Chain kept = remembered(o, base), chain;
  i32 is_inside = kept.steps > 0;
  for (i32 k = 0; k < kept.steps; k++) is_inside &= t->block[kept.base[k]] == t->block[base];
  for (i32 k = 0; k < 4; k++) {
    i32 w = o->order[from + k % (to - from)];
    i32 *world = world_of(t, o->s, w), *total = total_of(t, o->s, w);
    if (is_inside && is_allowed(t, o->s, world, total, &kept)) return kept;
    for (i32 sign = -1; sign <= 1; sign += 2) {
      if (!vary(t, o->s, world, total, base, sign, o->fence, 16, &chain, &o->lots)) continue;
      apply(t, world, total, &chain, -1);
      return chain;
    }
  }
  chain.steps = 0;
  return chain;
}

/* Add to the sums of base cells what chains from worlds of the interval do to them, that stay in one municipality. */
static void weigh_chains(Offer *o, i32 block, i32 from, i32 to, u64 *sums) {
  const Table *t = o->t;
  i32 first = t->block_at[block], end = t->block_at[block + 1];
  for (i32 b = first; b < end; b++) o->fence[b] = 0;
  for (i32 b = first; b < end; b++) {
    if (t->valid[b] >= t->few) continue;
    o->fence[b] = 1;
    Chain chain = chain_of(o, b, from, to);
    o->fence[b] = 0;
    u64 weight = draw(&o->lots);
    for (i32 k = 0; k < chain.steps; k++) sums[chain.base[k]] += weight * (u64)(i64)chain.sign[k];
  }
  for (i32 b = first; b < end; b++) o->fence[b] = 1;
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

/* The same by the chains that are remembered, wherever they lead: every base cell has one, or differs among the worlds. */
static void weigh_remembered(Offer *o, i32 from, i32 to, u64 *sums) {
  const Table *t = o->t;
  i32 span = to - from;
  for (i32 b = 0; b < t->bases; b++) {
    Chain chain = remembered(o, b);
    i32 is_known = 0;
    if (t->valid[b] >= t->few || !chain.steps) continue;
    for (i32 k = 0; k < span && !is_known; k++) {
      i32 w = o->order[from + k];
      is_known = is_allowed(t, o->s, world_of(t, o->s, w), total_of(t, o->s, w), &chain);
    }
    u64 weight = draw(&o->lots);
    for (i32 k = 0; k < chain.steps && is_known; k++) sums[chain.base[k]] += weight * (u64)(i64)chain.sign[k];
  }
}

/* Whether a municipality as in another world leaves all that is told of a world right. */
static i32 can_put(const Table *t, const State *s, i32 w, const i32 *other, i32 block) {
  const i32 *world = world_of(t, s, w), *total = total_of(t, s, w);
  i32 first = t->block_at[block], end = t->block_at[block + 1], is_right = 1;
  for (i32 b = first; b < end; b++)
    for (i32 p = t->cells_at[b]; p < t->cells_at[b + 1]; p++) s->place[t->cells_of[p]] += other[b] - world[b];
  for (i32 b = first; b < end; b++)
    for (i32 p = t->cells_at[b]; p < t->cells_at[b + 1]; p++) {
      i32 cell = t->cells_of[p], by = s->place[cell];
      if (by && wrong(s, cell, total[cell] + by)) is_right = 0;
      s->place[cell] = 0;
    }
  return is_right;
}

/* The same by worlds of the library in which a municipality has as many positive of each gender and target group as in a
 * world of the interval: no row of the nation changes, and it can be put there unless something else was told across
 * municipalities, which is tried for. */
static void weigh_library(Offer *o, i32 block, i32 w, u64 *sums) {
  const Table *t = o->t;
  const i32 *world = world_of(t, o->s, w);
  i32 first = t->block_at[block], end = t->block_at[block + 1], *by = zeros_for(3 * (i64)t->kinds, sizeof(i32));
  for (i32 k = 0; k < o->s->shelf; k++) {
    const i32 *other = library_world(t, o->s, k);
    i32 is_neutral = 1;
    for (i32 b = first; b < end; b++) by[3 * t->kind[t->place[b]] + t->gender[b]] += other[b] - world[b];
    for (i32 b = first; b < end; b++) is_neutral &= !by[3 * t->kind[t->place[b]] + t->gender[b]];
    for (i32 b = first; b < end; b++) by[3 * t->kind[t->place[b]] + t->gender[b]] = 0;
    is_neutral = is_neutral && can_put(t, o->s, w, other, block);
    u64 weight = draw(&o->lots);
    for (i32 b = first; b < end && is_neutral; b++) sums[b] += weight * (u64)(i64)(other[b] - world[b]);
  }
  free(by);
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

/* Half a set: these, and whatever further ones make at most `size` of few people; those that add up to nothing are found. */
static void collect(const Table *t, const Few *single, i32 count, i32 from, Few set, i32 size, Few *halves, i32 *half_count, Found *found) {
  for (i32 k = from; k < count && !found->is_full; k++) {
    if (!single[k].sum || set.people + single[k].people >= t->few) continue;
    if (!can_join(&set, single + k, found)) return;
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
  Few *halves = room_for(PAIRS, sizeof(Few)), nothing = {0, 0, 0, {0}};
  for (i32 k = 0; k < count; k++) if (!single[k].sum) add_found(found, single[k]);
  collect(t, single, count, 0, nothing, t->few / 2, halves, &half_count, found);
  qsort(halves, half_count, sizeof(Few), compare_few);
  for (i32 p = 0; p < half_count; p++) {
    u64 rest = -halves[p].sum;
    for (i32 q = first_with(halves, half_count, rest); q < half_count && halves[q].sum == rest; q++)
      if (q > p && halves[p].people + halves[q].people < t->few && are_apart(halves + p, halves + q) &&
          can_join(halves + p, halves + q, found))
        add_found(found, together(halves + p, halves + q));
  }
  free(halves);
}

/* A set that never changes may be made of several of these, each of which varies: all unions of few people are tried too. */
static void add_unions(const Table *t, Found *found) {
  i32 least = found->count;
  for (i32 k = 0; k < least; k++) found->sets[k].sum = (u64)k;  /* from here on the number of the last that is part of it */
  for (i32 p = 0; p < found->count && !found->is_full; p++)
    for (i32 q = (i32)found->sets[p].sum + 1; q < least && !found->is_full; q++) {
      if (found->sets[p].people + found->sets[q].people >= t->few || !are_apart(found->sets + p, found->sets + q)) continue;
      if (!can_join(found->sets + p, found->sets + q, found)) return;
      Few more = together(found->sets + p, found->sets + q);
      more.sum = (u64)q;
      add_found(found, more);
    }
}

/* T3: whether every set of base cells of few answers together is proved to vary; no where there are too many to try. */
static i32 is_proved_few(Offer *o, i32 i, i32 j) {
  const Table *t = o->t;
  i32 blocks = block_count(t), from = o->edge[i], to = o->edge[j + 1];
  u64 *sums = zeros_for(t->bases, sizeof(u64));
  Few *single = room_for(t->bases, sizeof(Few));
  Found parts = {room_for(PARTS, sizeof(Few)), 0, 0}, whole = {room_for(PARTS, sizeof(Few)), 0, 0};
  enter(o, i, j);
  o->node_least[0] = -1;
  for (i32 block = 0; block < blocks && !parts.is_full; block++) {
    i32 count = 0;
    weigh_chains(o, block, from, to, sums);
    if (blocks == 1) weigh_worlds(o, sums);
    else weigh_library(o, block, o->order[from], sums);
    for (i32 b = t->block_at[block]; b < t->block_at[block + 1]; b++)
      if (t->valid[b] < t->few) single[count++] = (Few){sums[b], t->valid[b], 1, {b}};
    cancelling(t, single, count, &parts);
  }
  /* Of parts that no chain in their municipality varies, those that vary with nothing. */
  if (blocks > 1 && parts.count && !parts.is_full) {
    memset(sums, 0, sizeof(u64) * t->bases);
    weigh_worlds(o, sums);
    weigh_remembered(o, from, to, sums);
    for (i32 k = 0; k < parts.count; k++) {
      parts.sets[k].sum = 0;
      for (i32 q = 0; q < parts.sets[k].count; q++) parts.sets[k].sum += sums[parts.sets[k].base[q]];
    }
    cancelling(t, parts.sets, parts.count, &whole);
  }
  Found *all = blocks > 1 ? &whole : &parts;
  add_unions(t, all);
  i32 result = !parts.is_full && !whole.is_full;
  for (i32 k = 0; k < all->count && result; k++) result = is_proved_few_set(o, all->sets + k, i, j);
  leave(o);
  free(sums), free(single), free(parts.sets), free(whole.sets);
  return result;
}
