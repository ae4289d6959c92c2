/* A table and what is known of it, as `arrays.py` hands them over: the order of the fields is the order there.
 *
 * A world is one whole number for each base cell: how many of its answers may be positive. Lists of lists lie one after
 * the other: list k is of[at[k]] up to of[at[k + 1]]. */

#define CHAIN 24 /* changes of a chain that is remembered */

typedef struct {
  i32 bases, cells, groups, end, few, certain, kinds, nodes, sums;
  const i32 *valid;                   /* by base cell: its valid answers */
  const i32 *cells_at, *cells_of;     /* by base cell: the cells that hold it */
  const i32 *bases_at, *bases_of;     /* by cell: its base cells */
  const i32 *size;                    /* by cell: its valid answers */
  const i32 *groups_at, *groups_of;   /* by group (a sensitive set that is no cell): its base cells */
  const i32 *place, *gender;          /* by base cell: target group in a unit; 0, 1 or 2 */
  const i32 *base_at;                 /* places by three genders: the base cell, or -1 */
  const i32 *apart_at, *apart_of;     /* by base cell and gender: its cells that do not hold its place's base cell of that
                                         gender, of its own gender all; in fours, filled up with a cell of nobody */
  const i32 *unit, *kind;             /* by place */
  const i32 *place_at;                /* units by kinds: the place, or -1 */
  const i32 *kind_at, *kind_of;       /* by kind: its places */
  const i32 *unit_at, *unit_of;       /* by unit: its places */
  const i32 *whole, *parts_at, *parts_of; /* sums of nodes: targets, then other rows not told */
} Table;

typedef struct {
  i32 count, drawn, capacity;  /* worlds; those drawn, which come first and alone give probabilities; room */
  i32 wanted;                  /* worlds to draw */
  i32 *worlds, *totals, *odds; /* by world: positive by base cell, by cell; odds of the prior, in 256ths */
  i32 *least, *most;           /* by cell: what is told so far */
  i32 *chains;                 /* by target: the last chain that varied it, CHAIN base cells (-1: none) and changes */
  i32 *place;                  /* by cell, zero: for the list of broken cells */
  i32 *dearer;                 /* by one less and one more, and by cell and one of nobody, zero: see `weigh` */
  i32 *barred;                 /* by base cell, zero: in how many recent changes it is, and LOCKED if it must stay */
} State;

static i32 *world_of(const Table *t, const State *s, i32 w) { return s->worlds + (i64)w * t->bases; }

static i32 *total_of(const Table *t, const State *s, i32 w) { return s->totals + (i64)w * t->cells; }

/* ---- targets: base cells, then cells, then groups: what must not follow at an end, or at all if of few */

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
static i32 is_bad(i32 few, i32 end, i32 size, i32 known) {
  return size > 0 && (size < few || (end && (known <= end || known >= size - end)));
}
