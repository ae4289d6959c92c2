/* Joint rows: rows of several municipalities (disclosure 6.9).
 *
 * A joint world takes each municipality's world from a pool, in which all agree with what was told there. Joint rows are
 * sums over municipalities: what exchanging the world of one does to them, exchanges of one or two others take back. */

#define SCAN 200  /* worlds of the pool that are tried as the last of an exchange */
#define PAIRS 60  /* pairs that are tried */
#define OF 12     /* worlds of which the best is the first of a pair */
#define BITS 12   /* of the number of a bucket */
#define BLOCK 16  /* worlds of a bucket that are looked at together */

typedef struct {
  i32 towns, rows, end, few;
  const i32 *size;                    /* by joint row: its valid answers */
  const i32 *world_at, *town;         /* by municipality: its first world of the pool; by world: its municipality */
  const i32 *adds;                    /* by world: what it adds to each joint row */
  const i32 *target_at, *bases;       /* by municipality: its first target; how many of them, the first, are base cells */
  const i32 *target_size;             /* by target: its valid answers */
  const i32 *value_at, *values;       /* by municipality: where its values begin; by its worlds and its targets */
  const i32 *columns;                 /* the same by its targets and its worlds */
} Joint;

typedef struct {
  i32 count, wanted, capacity;  /* joint worlds; worlds to draw; room */
  i32 *worlds, *totals;         /* by joint world: the pool's world of each municipality; the joint rows */
  i32 *least, *most;            /* by joint row: what is told so far */
} JointState;

/* Worlds of the pool that are put in together. */
typedef struct { i32 count, world[3]; } Exchange;

/* What further changes of the joint rows are within what is told, after some; and the key of those that were. */
typedef struct { i32 *least, *most; u64 key; } Room;

/* A world of the pool in a bucket, and the key of what putting it in changes. */
typedef struct { u64 key; i32 world, town; } Item;

/* A joint world, and the worlds of the pool sorted into buckets by what putting them in does to joint rows that are told
 * exactly: what takes back a change of these lies in one bucket. Each row has a weight by lot; a world's key is the sum of
 * what it adds to these rows, weighted. Rows of which nothing is told can't go wrong, and are most: only the others, the
 * limited ones, are looked at. */
typedef struct {
  const Joint *j;
  JointState *s;
  i32 rows, *row, *adds;        /* limited rows, in fours, those told exactly last; which each is; what a world adds to each */
  const i32 *here;              /* the world of each municipality */
  i32 *low, *high;              /* by limited row, as all below: what changes are within what is told */
  i32 *none, *change;           /* changes of the rows: none, and an exchange's first */
  Room first, both;             /* after an exchange's first world, and after its second too */
  i32 *begin, *bucket;          /* where each bucket begins; by world: in which it is */
  i32 *is_used;                 /* by municipality: whether its world stays */
  Item *item;                   /* by place in the buckets */
  i32 loose, *by, *is_weighed;  /* limited rows not told exactly; how each changes, by place; whether a bucket's are there */
  i32 *exact, exact_count;      /* rows that are told exactly, in the joint world too */
  i32 *far;                     /* by world: how far it alone brings joint rows from what is told; -1 where nobody asked */
  u64 *key, *weight;            /* by world; by joint row */
  Lots *lots;
} Exchanges;

static i32 pool_size(const Joint *j) { return j->world_at[j->towns]; }

static i32 *joint_world(const Joint *j, const JointState *s, i32 w) { return s->worlds + (i64)w * j->towns; }

static i32 *joint_total(const Joint *j, const JointState *s, i32 w) { return s->totals + (i64)w * j->rows; }

static const i32 *values_of(const Joint *j, i32 world) {
  i32 m = j->town[world];
  return j->values + j->value_at[m] + (i64)(world - j->world_at[m]) * (j->target_at[m + 1] - j->target_at[m]);
}

static void copy_joint(const Joint *j, JointState *s, i32 from, i32 to) {
  memmove(joint_world(j, s, to), joint_world(j, s, from), sizeof(i32) * j->towns);
  memmove(joint_total(j, s, to), joint_total(j, s, from), sizeof(i32) * j->rows);
}

/* The rows of which something is told, and `row`, of which something may be; -1: none. */
static void limit_rows(Exchanges *x, i32 row) {
  const Joint *j = x->j;
  for (i32 is_exact = 0; is_exact < 2; is_exact++)
    for (i32 r = 0; r < j->rows; r++) {
      i32 least = x->s->least[r], most = x->s->most[r];
      if ((r == row || least > 0 || most < j->size[r]) && (least == most) == is_exact) x->row[x->rows++] = r;
    }
  for (x->loose = 0; x->loose < x->rows && x->s->least[x->row[x->loose]] < x->s->most[x->row[x->loose]];) x->loose++;
  x->by = zeros_for((i64)x->loose * pool_size(j) + BLOCK, sizeof(i32));
  i32 limited = x->rows, width = x->rows = (limited + 3) / 4 * 4;
  x->adds = zeros_for((i64)pool_size(j) * width, sizeof(i32));
  for (i32 i = 0; i < pool_size(j); i++)
    for (i32 k = 0; k < limited; k++) x->adds[(i64)i * width + k] = j->adds[(i64)i * j->rows + x->row[k]];
  for (i32 k = limited; k < width; k++) x->row[k] = -1;
}

static Exchanges open_exchanges(const Joint *j, JointState *s, i32 row, Lots *lots) {
  Exchanges x = {j, s};
  i32 n = pool_size(j), rows = j->rows + 3;
  x.low = zeros_for(10 * rows + 2 * (1 << BITS) + 2 + 2 * n + j->towns, sizeof(i32));
  x.high = x.low + rows, x.none = x.high + rows, x.change = x.none + rows;
  x.first = (Room){x.change + rows, x.change + 2 * rows}, x.both = (Room){x.first.most + rows, x.first.most + 2 * rows};
  x.begin = x.both.most + rows;
  x.bucket = x.begin + (1 << BITS) + 2;
  x.is_weighed = x.bucket + n;
  x.is_used = x.is_weighed + (1 << BITS), x.exact = x.is_used + j->towns, x.far = x.exact + rows, x.row = x.far + n;
  x.key = zeros_for((i64)n + j->rows, sizeof(u64)), x.weight = x.key + n;
  x.item = room_for(n, sizeof(Item));
  x.lots = lots;
  for (i32 r = 0; r < j->rows; r++) x.weight[r] = draw(lots);
  limit_rows(&x, row);
  return x;
}

static void close_exchanges(Exchanges *x) { free(x->low), free(x->key), free(x->item), free(x->by), free(x->adds); }

static const i32 *adds_of(const Exchanges *x, i32 world) { return x->adds + (i64)world * x->rows; }

static i32 here_of(const Exchanges *x, i32 world) { return x->here[x->j->town[world]]; }

/* How putting in a world changes a joint row, limited or not. */
static i32 change_of(const Exchanges *x, i32 world, i32 row) {
  const i32 *adds = x->j->adds + row, rows = x->j->rows;
  return adds[(i64)world * rows] - adds[(i64)here_of(x, world) * rows];
}

/* A change of the limited rows, and that of putting in a world too. */
static void change_by(const Exchanges *x, const i32 *sum, i32 world, i32 *both) {
  const i32 *own = adds_of(x, world), *now = adds_of(x, here_of(x, world));
  for (i32 r = 0; r < x->rows; r++) both[r] = sum[r] + own[r] - now[r];
}

static u64 key_of(const Exchanges *x, const i32 *sum) {
  u64 key = 0;
  for (i32 k = 0; k < x->exact_count; k++) key += x->weight[x->row[x->exact[k]]] * (u64)(i64)sum[x->exact[k]];
  return key;
}

static u64 key_of_change(const Exchanges *x, i32 world) { return x->key[world] - x->key[here_of(x, world)]; }

static i32 bucket_of(u64 key) { return (i32)((key * 0x9E3779B97F4A7C15ull) >> (64 - BITS)); }

/* Worlds of the pool by bucket, in their order. */
static void fill_buckets(Exchanges *x) {
  const Joint *j = x->j;
  i32 buckets = 1 << BITS, *place = x->begin + 1;
  memset(x->begin, 0, sizeof(i32) * (buckets + 2));
  memset(x->is_weighed, 0, sizeof(i32) * buckets);
  for (i32 m = 0; m < j->towns; m++)
    for (i32 i = j->world_at[m]; i < j->world_at[m + 1]; i++) {
      x->bucket[i] = bucket_of(x->key[i] - x->key[x->here[m]]);
      place[x->bucket[i] + 1]++;
    }
  for (i32 k = 0; k < buckets; k++) place[k + 1] += place[k];
  for (i32 m = 0; m < j->towns; m++)
    for (i32 i = j->world_at[m]; i < j->world_at[m + 1]; i++)
      x->item[place[x->bucket[i]]++] = (Item){x->key[i] - x->key[x->here[m]], i, m};
}

/* The rows that are told exactly, and by them the keys of all worlds: mostly those of the joint world before. */
static void weigh_pool(Exchanges *x) {
  i32 count = 0, is_same = 1;
  for (i32 r = 0; r < x->rows; r++) {
    if (x->row[r] < 0 || x->low[r] || x->high[r]) continue;
    is_same &= count < x->exact_count && x->exact[count] == r;
    x->exact[count++] = r;
  }
  is_same &= count == x->exact_count;
  x->exact_count = count;
  for (i32 i = 0; i < pool_size(x->j) && !is_same; i++) x->key[i] = key_of(x, adds_of(x, i));
}

/* Set out from a joint world. */
static void set_out(Exchanges *x, i32 w) {
  const Joint *j = x->j;
  const i32 *total = joint_total(j, x->s, w);
  x->here = joint_world(j, x->s, w);
  for (i32 k = 0; k < x->rows && x->row[k] >= 0; k++) {
    i32 r = x->row[k];
    x->low[k] = x->s->least[r] - total[r], x->high[k] = x->s->most[r] - total[r];
  }
  weigh_pool(x);
  memset(x->far, -1, sizeof(i32) * pool_size(j));
  fill_buckets(x);
}

static Room room_of(const Exchanges *x) { return (Room){x->low, x->high, 0}; }

/* What is left of it after these changes. */
static void leave_room(const Exchanges *x, const i32 *sum, Room *left) {
  for (i32 r = 0; r < x->rows; r++) left->least[r] = x->low[r] - sum[r], left->most[r] = x->high[r] - sum[r];
  left->key = key_of(x, sum);
}

/* The same after putting in a world too, in a room of its own. */
static void leave_less_room(const Exchanges *x, Room room, i32 world, Room *left) {
  const i32 *restrict own = adds_of(x, world), *restrict now = adds_of(x, here_of(x, world));
  const i32 *restrict least = room.least, *restrict most = room.most;
  i32 *restrict low = left->least, *restrict high = left->most;
  for (i32 r = 0; r < x->rows; r++) {
    i32 by = own[r] - now[r];
    low[r] = least[r] - by, high[r] = most[r] - by;
  }
  left->key = room.key + key_of_change(x, world);
}

/* How far joint rows are from what is told, after changes that leave this room. */
static i32 excess_of(const Exchanges *x, Room room) {
  i32 far = 0;
  for (i32 r = 0; r < x->rows; r++) far += (room.least[r] > 0 ? room.least[r] : 0) + (room.most[r] < 0 ? -room.most[r] : 0);
  return far;
}

/* The same when this world is put in too: asked often. */
static i32 excess(const Exchanges *x, Room room, i32 world) {
  const i32 *restrict own = adds_of(x, world), *restrict now = adds_of(x, here_of(x, world));
  const i32 *restrict least = room.least, *restrict most = room.most;
  i32 far = 0;
  for (i32 r = 0; r < x->rows; r++) {
    i32 by = own[r] - now[r], under = least[r] - by, over = by - most[r];
    far += (under > 0 ? under : 0) + (over > 0 ? over : 0);
  }
  return far;
}

/* Whether putting in this world too brings all joint rows within what is told. */
static i32 takes_back(const Exchanges *x, Room room, i32 world) { return !excess(x, room, world); }

/* How each world of a bucket changes the rows that are not told exactly, row by row. */
static void weigh_bucket(const Exchanges *x, i32 bucket) {
  for (i32 p = x->begin[bucket]; p < x->begin[bucket + 1] && !x->is_weighed[bucket]; p++) {
    const i32 *own = adds_of(x, x->item[p].world), *now = adds_of(x, x->here[x->item[p].town]);
    for (i32 r = 0; r < x->loose; r++) x->by[(i64)r * pool_size(x->j) + p] = own[r] - now[r];
  }
  x->is_weighed[bucket] = 1;
}

/* Which worlds of a block bring these rows within what is told; whether any does. Asked most of all, so without a branch. */
static i32 look_at(const Exchanges *x, Room room, i32 place, i32 *is_out) {
  i32 are_out = 1;
  memset(is_out, 0, sizeof(i32) * BLOCK);
  for (i32 r = 0; r < x->loose; r++) {
    const i32 *restrict by = x->by + (i64)r * pool_size(x->j) + place;
    i32 least = room.least[r], most = room.most[r];
    for (i32 k = 0; k < BLOCK; k++) is_out[k] |= (by[k] < least) | (by[k] > most);
  }
  for (i32 k = 0; k < BLOCK; k++) are_out &= is_out[k];
  return !are_out;
}

/* A world, of a municipality that may be exchanged and is not `but`, that brings all joint rows within what is told; -1
 * where none is found. */
static i32 last_of(const Exchanges *x, Room room, i32 but) {
  u64 wanted = -room.key;
  i32 bucket = bucket_of(wanted), first = x->begin[bucket], span = x->begin[bucket + 1] - first;
  i32 start = below(x->lots, span), left = span < SCAN ? span : SCAN, is_out[BLOCK];
  weigh_bucket(x, bucket);
  for (i32 k = 0, count; k < left; k += count) {
    i32 place = start + k < span ? start + k : start + k - span;
    count = left - k < span - place ? left - k : span - place;
    count = count < BLOCK ? count : BLOCK;
    if (!look_at(x, room, first + place, is_out)) continue;
    for (i32 q = 0; q < count; q++) {
      const Item *item = x->item + first + place + q;
      if (is_out[q] || item->key != wanted || x->is_used[item->town] || item->town == but) continue;
      if (takes_back(x, room, item->world)) return item->world;
    }
  }
  return -1;
}

/* The room that an exchange's change of the joint rows leaves. */
static Room room_after(const Exchanges *x, const i32 *change) {
  Room left = x->first;
  leave_room(x, change, &left);
  return left;
}

/* Add to an exchange what takes back its change of the joint rows, which leaves this room; whether that was found. */
static i32 take_back(const Exchanges *x, Room room, Exchange *exchange) {
  const Joint *j = x->j;
  Room both = x->both;
  if (!excess_of(x, room)) return 1;
  i32 last = last_of(x, room, -1);
  for (i32 k = 0; k < PAIRS && last < 0; k++) {
    i32 first = -1, far = INT32_MAX;
    for (i32 q = 0; q < OF; q++) {
      i32 i = below(x->lots, pool_size(j));
      if (x->is_used[j->town[i]] || i == x->here[j->town[i]]) continue;
      i32 own = excess(x, room, i);
      if (own < far) first = i, far = own;
    }
    if (first < 0) continue;
    leave_less_room(x, room, first, &both);
    last = last_of(x, both, j->town[first]);
    if (last >= 0) exchange->world[exchange->count++] = first;
  }
  if (last >= 0) exchange->world[exchange->count++] = last;
  return last >= 0;
}

/* The room that putting in a world leaves. */
static Room room_with(const Exchanges *x, i32 world) {
  change_by(x, x->none, world, x->change);
  return room_after(x, x->change);
}

/* An exchange that puts this world in; of none: none is found. */
static Exchange exchange_for(const Exchanges *x, i32 world) {
  Exchange found = {1, {world}};
  i32 town = x->j->town[world], was = x->is_used[town];
  x->is_used[town] = 1;
  if (!take_back(x, room_with(x, world), &found)) found.count = 0;
  x->is_used[town] = was;
  return found;
}

/* Put worlds into a joint world that was the same as the one set out from, but for municipalities that are used. */
static void put_in(const Exchanges *x, i32 w, const Exchange *exchange) {
  for (i32 q = 0; q < exchange->count; q++) {
    i32 world = exchange->world[q];
    for (i32 r = 0; r < x->j->rows; r++) joint_total(x->j, x->s, w)[r] += change_of(x, world, r);
    joint_world(x->j, x->s, w)[x->j->town[world]] = world;
  }
}

/* Another joint world from this one, by exchanges of municipalities, each at most once; where `way` is 1 or -1 a row goes up
 * or down with each of them. */
static void walk_joint(Exchanges *x, i32 from, i32 to, i32 steps, i32 row, i32 way) {
  const Joint *j = x->j;
  i32 *sum = zeros_for(2 * (i64)x->rows, sizeof(i32)), *next = sum + x->rows, limited = 0;
  while (way && x->row[limited] != row) limited++;
  set_out(x, from);
  copy_joint(j, x->s, from, to);
  for (i32 k = 0; k < steps; k++) {
    i32 world = below(x->lots, pool_size(j));
    Exchange found = {1, {world}};
    if (x->is_used[j->town[world]] || (way && change_of(x, world, row) * way <= 0)) continue;
    change_by(x, sum, world, next);
    if (way > 0) x->low[limited] = sum[limited] + 1;
    if (way < 0) x->high[limited] = sum[limited] - 1;
    x->is_used[j->town[world]] = 1;
    if (!take_back(x, room_after(x, next), &found)) { x->is_used[j->town[world]] = 0; continue; }
    put_in(x, to, &found);
    for (i32 q = 0; q < found.count; q++) {
      x->is_used[j->town[found.world[q]]] = 1;
      change_by(x, sum, found.world[q], sum);
    }
  }
  for (i32 m = 0; m < j->towns; m++) x->is_used[m] = 0;
  free(sum);
}

/* Bring a joint world within what is told, the exchange that helps most at a time; whether that was done. */
static i32 settle_joint(Exchanges *x, i32 w) {
  const Joint *j = x->j;
  i32 far = 1;
  set_out(x, w);
  Room room = x->first, next = x->both;
  leave_room(x, x->none, &room);
  for (i32 steps = 0; (far = excess_of(x, room)) && steps < j->towns; steps++) {
    i32 n = pool_size(j), start = below(x->lots, n), best = -1;
    for (i32 k = 0; k < n; k++) {
      i32 i = (start + k) % n, own = x->is_used[j->town[i]] ? far : excess(x, room, i);
      if (own < far) far = own, best = i;
    }
    if (best < 0) break;
    leave_less_room(x, room, best, &next);
    Room was = room;
    room = next, next = was;
    put_in(x, w, &(Exchange){1, {best}});
    x->is_used[j->town[best]] = 1;
  }
  for (i32 m = 0; m < j->towns; m++) x->is_used[m] = 0;
  return !far;
}
