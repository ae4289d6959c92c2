/* T1, T2 and T3 of all municipalities together, when something is told of a joint row (disclosure 6.9).
 *
 * What was told in a municipality is proved by worlds of its pool. Here each of them that is needed must have its place
 * in a joint world. For sets of few over several municipalities it must have so many such places, by exchanges that have
 * nothing else in common, that a set of few can't undo its change in all of them. */

#define ALTERNATES 24   /* worlds that are tried for one target */
#define ROUNDS 4        /* times that sets that did not vary are looked at */
#define CLIMB 60        /* worlds that are tried to go beyond those drawn */
#define EXCHANGES 4096  /* of a proof that are remembered */
#define COARSE 6        /* classes that are asked about at a time: finer ones when asked again */

typedef struct {
  const Joint *j;
  JointState *s;
  Classes c;
  Exchanges x;
  i32 row, keep_least, keep_most, suspect, count;
  i32 *is_varied, *is_row_varied;  /* by target, by joint row: whether a world of the interval has another value */
  Exchange *exchanges, *own;       /* that were found; those of one world */
  i32 *sums;                        /* by world of a municipality: over the targets that are looked at */
  i32 alternates, *alternate, *far; /* worlds to be tried, how far each is from what is told */
  Lots lots;
} JointOffer;

static i32 joint_targets(const Joint *j) { return j->target_at[j->towns]; }

/* Room for an offer; `lots` are those of the offer itself. */
static void open_joint(JointOffer *o, const Joint *j, JointState *s, i32 row, u64 seed) {
  i32 is_row = row >= 0;
  *o = (JointOffer){j, s};
  o->row = row, o->lots.state = seed;
  o->c = open_classes(is_row ? j->size[row] : 0, j->end, is_row ? s->least[row] : 0, is_row ? s->most[row] : 0, CERTAIN, s->capacity);
  o->c.weighted = s->count;
  o->x = open_exchanges(j, s, row, &o->lots);
  o->is_varied = zeros_for((i64)joint_targets(j) + j->rows + 3 * pool_size(j), sizeof(i32));
  o->is_row_varied = o->is_varied + joint_targets(j);
  o->alternate = o->is_row_varied + j->rows, o->far = o->alternate + pool_size(j), o->sums = o->far + pool_size(j);
  o->exchanges = room_for((i64)EXCHANGES + j->few, sizeof(Exchange));
  o->own = o->exchanges + EXCHANGES;
}

static void close_joint(JointOffer *o) {
  close_classes(&o->c);
  close_exchanges(&o->x);
  free(o->is_varied);
  free(o->exchanges);
}

static void enter_joint(JointOffer *o, i32 i, i32 j) {
  if (o->row < 0) return;
  o->keep_least = o->s->least[o->row], o->keep_most = o->s->most[o->row];
  o->s->least[o->row] = least_of(&o->c, i), o->s->most[o->row] = most_of(&o->c, j);
}

static void leave_joint(JointOffer *o) {
  if (o->row >= 0) o->s->least[o->row] = o->keep_least, o->s->most[o->row] = o->keep_most;
}

/* What a municipality's targets show when it is as in another world. */
static void show_targets(JointOffer *o, i32 here, i32 other) {
  const Joint *j = o->j;
  i32 m = j->town[here], at = j->target_at[m], count = here == other ? 0 : j->target_at[m + 1] - at;
  const i32 *now = values_of(j, here), *then = values_of(j, other);
  for (i32 k = 0; k < count; k++) o->is_varied[at + k] |= now[k] != then[k];
}

static void keep_exchange(JointOffer *o, const Exchange *found) {
  if (o->count < EXCHANGES) o->exchanges[o->count++] = *found;
}

static void show_exchange(JointOffer *o, const Exchange *found) {
  for (i32 q = 0; q < found->count; q++) show_targets(o, o->x.here[o->j->town[found->world[q]]], found->world[q]);
  for (i32 r = 0; r < o->j->rows; r++) {
    i32 by = 0;
    for (i32 q = 0; q < found->count; q++) by += change_of(&o->x, found->world[q], r);
    o->is_row_varied[r] |= by != 0;
  }
  keep_exchange(o, found);
}

/* Keep exchanges within an interval, and set out from a joint world of it. */
static i32 set_out_within(JointOffer *o, i32 i, i32 j) {
  i32 w = o->c.order[(o->c.edge[i] + o->c.edge[j + 1]) / 2];
  enter_joint(o, i, j);
  o->count = 0;
  set_out(&o->x, w);
  return w;
}

/* What the joint worlds of the interval show, beside the one set out from. */
static void show_worlds(JointOffer *o, i32 w, i32 from, i32 to) {
  const Joint *j = o->j;
  memset(o->is_varied, 0, sizeof(i32) * (joint_targets(j) + j->rows));
  for (i32 q = from; q < to; q++) {
    i32 other = o->c.order[q];
    for (i32 m = 0; m < j->towns; m++) show_targets(o, joint_world(j, o->s, w)[m], joint_world(j, o->s, other)[m]);
    for (i32 r = 0; r < j->rows; r++) o->is_row_varied[r] |= joint_total(j, o->s, other)[r] != joint_total(j, o->s, w)[r];
  }
}

/* The sum over targets of a municipality in each of its worlds. */
static void sum_in_worlds(const Joint *j, i32 town, const i32 *in, i32 count, i32 *restrict sums) {
  i32 worlds = j->world_at[town + 1] - j->world_at[town];
  memset(sums, 0, sizeof(i32) * worlds);
  for (i32 k = 0; k < count; k++) {
    const i32 *restrict column = j->columns + j->value_at[town] + (i64)(in[k] - j->target_at[town]) * worlds;
    for (i32 w = 0; w < worlds; w++) sums[w] += column[w];
  }
}

/* The worlds of a municipality in which these targets of it have another sum, from one by lot on. */
static void list_alternates(JointOffer *o, i32 town, const i32 *in, i32 count) {
  const Joint *j = o->j;
  i32 first = j->world_at[town], worlds = j->world_at[town + 1] - first, from = below(&o->lots, worlds);
  sum_in_worlds(j, town, in, count, o->sums);
  i32 known = o->sums[o->x.here[town] - first];
  o->alternates = 0;
  for (i32 q = 0; q < worlds; q++, from = from + 1 < worlds ? from + 1 : 0) {
    if (o->sums[from] == known) continue;
    i32 world = first + from;
    if (o->x.far[world] < 0) o->x.far[world] = excess(&o->x, room_of(&o->x), world);
    o->alternate[o->alternates] = world;
    o->far[o->alternates++] = o->x.far[world];
  }
}

/* The next of them, that which changes joint rows least first; -1 after some. */
static i32 next_alternate(JointOffer *o, i32 tried) {
  i32 best = -1;
  for (i32 k = tried; k < o->alternates && tried < ALTERNATES; k++) if (best < 0 || o->far[k] < o->far[best]) best = k;
  if (best < 0) return -1;
  i32 world = o->alternate[best];
  o->alternate[best] = o->alternate[tried], o->far[best] = o->far[tried];
  return world;
}

/* Whether an exchange is found that changes a target. */
static i32 is_target_proved(JointOffer *o, i32 town, i32 target) {
  list_alternates(o, town, &target, 1);
  for (i32 tried = 0, world; (world = next_alternate(o, tried)) >= 0; tried++) {
    Exchange found = exchange_for(&o->x, world);
    if (!found.count) continue;
    show_exchange(o, &found);
    return 1;
  }
  return 0;
}

/* Whether every target of a municipality is proved to vary. */
static i32 is_town_proved(JointOffer *o, i32 town) {
  const Joint *j = o->j;
  const i32 *now = values_of(j, o->x.here[town]), at = j->target_at[town];
  for (i32 k = 0; k < j->target_at[town + 1] - at; k++)
    if (!o->is_varied[at + k] && is_bad(j->few, j->end, j->target_size[at + k], now[k]) && !is_target_proved(o, town, at + k))
      return 0;
  return 1;
}

static i32 is_row_proved(JointOffer *o, i32 row) {
  const Joint *j = o->j;
  for (i32 k = 0; k < 10 * ALTERNATES && !o->is_row_varied[row]; k++) {
    i32 world = below(&o->lots, pool_size(j));
    if (!change_of(&o->x, world, row)) continue;
    Exchange found = exchange_for(&o->x, world);
    if (found.count) show_exchange(o, &found);
  }
  return o->is_row_varied[row];
}

/* T1 and T2: whether every target is proved to vary when the row lies in one of the classes i..j. The municipality that
 * failed last comes first. */
static i32 is_joint_proved(void *of, i32 i, i32 j_) {
  JointOffer *o = of;
  const Joint *j = o->j;
  i32 result = 1, w = set_out_within(o, i, j_);
  show_worlds(o, w, o->c.edge[i], o->c.edge[j_ + 1]);
  for (i32 k = 0; k < j->towns && result; k++) {
    i32 town = (o->suspect + k) % j->towns;
    result = is_town_proved(o, town);
    if (!result) o->suspect = town;
  }
  for (i32 r = 0; r < j->rows && result; r++)
    if (!o->is_row_varied[r] && is_bad(j->few, j->end, j->size[r], joint_total(j, o->s, w)[r])) result = is_row_proved(o, r);
  leave_joint(o);
  return result;
}

/* Whether a world has its place in so many joint worlds, no two of which exchange the same further municipality, that those
 * of a set of few who are elsewhere can't undo its change in all of them. */
static i32 is_free(JointOffer *o, i32 world) {
  const Joint *j = o->j;
  i32 *is_used = o->x.is_used, count = 0, is_there = 1;
  is_used[j->town[world]] = 1;
  Room room = room_with(&o->x, world);
  for (i32 is_done = 0; is_there && !is_done && count < j->few - 1;) {
    Exchange *found = o->own + count;
    *found = (Exchange){1, {world}};
    is_there = take_back(&o->x, room, found);
    if (!is_there) break;
    for (i32 q = 1; q < found->count; q++) is_used[j->town[found->world[q]]] = 1;
    keep_exchange(o, found);
    is_done = found->count == 1;  /* nothing to take back: no need of others */
    count++;
  }
  for (i32 k = 0; k < count; k++)
    for (i32 q = 1; q < o->own[k].count; q++) is_used[j->town[o->own[k].world[q]]] = 0;
  is_used[j->town[world]] = 0;
  return is_there;
}

/* Add to the sums of a municipality's base cells what this world does to them. */
static void weigh_world(const JointOffer *o, i32 world, u64 weight, u64 *sums) {
  const Joint *j = o->j;
  i32 m = j->town[world];
  const i32 *now = values_of(j, o->x.here[m]), *then = values_of(j, world);
  for (i32 k = 0; k < j->bases[m]; k++) sums[j->target_at[m] + k] += weight * (u64)(i64)(then[k] - now[k]);
}

/* Find a free world in which a set of base cells of its municipality has another sum, and weigh it; whether there is one. */
static i32 weigh_free(JointOffer *o, i32 town, const i32 *in, i32 count, u64 *sums) {
  list_alternates(o, town, in, count);
  for (i32 tried = 0, world; (world = next_alternate(o, tried)) >= 0; tried++) {
    if (!is_free(o, world)) continue;
    weigh_world(o, world, draw(&o->lots), sums);
    return 1;
  }
  return 0;
}

/* The sets of few of a municipality that no free world is found to change. */
static void hold_sets(JointOffer *o, i32 town, u64 *sums, Few *single, Found *held) {
  const Joint *j = o->j;
  i32 at = j->target_at[town], end = at + j->bases[town], before = held->count, is_new = 1;
  for (i32 b = at; b < end; b++) if (j->target_size[b] < j->few && !sums[b]) weigh_free(o, town, &b, 1, sums);
  for (i32 round = 0; is_new && !held->is_full; round++) {
    i32 count = 0;
    for (i32 b = at; b < end; b++) if (j->target_size[b] < j->few) single[count++] = (Few){sums[b], j->target_size[b], 1, {b}};
    is_new = 0, held->count = before;
    cancelling(j->few, single, count, held);
    for (i32 k = before; k < held->count && round < ROUNDS && !held->is_full; k++)
      is_new |= weigh_free(o, town, held->sets[k].base, held->sets[k].count, sums);
  }
}

/* Sums of base cells over all joint worlds that are known of the interval. */
static void weigh_joint(JointOffer *o, i32 from, i32 to, u64 *sums) {
  const Joint *j = o->j;
  memset(sums, 0, sizeof(u64) * joint_targets(j));
  for (i32 k = 0; k < o->count; k++) {
    u64 weight = draw(&o->lots);
    for (i32 q = 0; q < o->exchanges[k].count; q++) weigh_world(o, o->exchanges[k].world[q], weight, sums);
  }
  for (i32 q = from; q < to; q++) {
    u64 weight = draw(&o->lots);
    for (i32 m = 0; m < j->towns; m++) weigh_world(o, joint_world(j, o->s, o->c.order[q])[m], weight, sums);
  }
}

/* By how much an exchange changes the sum over a set. */
static i32 change_of_set(const JointOffer *o, const Few *set, const Exchange *exchange) {
  const Joint *j = o->j;
  i32 by = 0;
  for (i32 q = 0; q < exchange->count; q++) {
    i32 world = exchange->world[q], m = j->town[world], at = j->target_at[m];
    for (i32 k = 0; k < set->count; k++)
      if (set->base[k] >= at && set->base[k] < j->target_at[m + 1])
        by += values_of(j, world)[set->base[k] - at] - values_of(j, o->x.here[m])[set->base[k] - at];
  }
  return by;
}

static i32 town_of(const Joint *j, i32 target) {
  i32 town = 0;
  while (j->target_at[town + 1] <= target) town++;
  return town;
}

/* Whether an exchange is found that changes the sum over a set. */
static i32 is_set_proved(JointOffer *o, const Few *set) {
  for (i32 k = 0; k < set->count; k++) {
    list_alternates(o, town_of(o->j, set->base[k]), set->base + k, 1);
    for (i32 tried = 0, world; (world = next_alternate(o, tried)) >= 0; tried++) {
      Exchange found = exchange_for(&o->x, world);
      if (change_of_set(o, set, &found)) return 1;
    }
  }
  return 0;
}

/* T3: whether every set of few is proved to vary. */
static i32 is_joint_proved_few(void *of, i32 i, i32 j_) {
  JointOffer *o = of;
  const Joint *j = o->j;
  u64 *sums = zeros_for(joint_targets(j), sizeof(u64));
  Few *single = room_for(joint_targets(j), sizeof(Few));
  Found parts = {room_for(PARTS, sizeof(Few)), 0, 0}, held = {room_for(PARTS, sizeof(Few)), 0, 0};
  set_out_within(o, i, j_);
  for (i32 m = 0; m < j->towns && !parts.is_full; m++) hold_sets(o, m, sums, single, &parts);
  if (parts.count && !parts.is_full) {
    weigh_joint(o, o->c.edge[i], o->c.edge[j_ + 1], sums);
    for (i32 k = 0; k < parts.count; k++) {
      parts.sets[k].sum = 0;
      for (i32 q = 0; q < parts.sets[k].count; q++) parts.sets[k].sum += sums[parts.sets[k].base[q]];
    }
    cancelling(j->few, parts.sets, parts.count, &held);
    add_unions(j->few, &held);
  }
  i32 result = !parts.is_full && !held.is_full;
  for (i32 k = 0; k < held.count && result; k++) result = is_set_proved(o, held.sets + k);
  leave_joint(o);
  free(sums), free(single), free(parts.sets), free(held.sets);
  return result;
}

/* Joint worlds beyond those drawn on either side. */
static void stretch_joint(JointOffer *o) {
  JointState *s = o->s;
  i32 end[2] = {0, 0}, drawn = s->count;
  for (i32 w = 1; w < drawn; w++) {
    if (joint_total(o->j, s, w)[o->row] < joint_total(o->j, s, end[0])[o->row]) end[0] = w;
    if (joint_total(o->j, s, w)[o->row] > joint_total(o->j, s, end[1])[o->row]) end[1] = w;
  }
  for (i32 side = 0; side < 2; side++)
    for (i32 k = 0; k < STRETCH && s->count < s->capacity; k++) {
      walk_joint(&o->x, end[side], s->count, CLIMB, o->row, side ? 1 : -1);
      s->count += joint_total(o->j, s, s->count)[o->row] != joint_total(o->j, s, end[side])[o->row];
    }
}
