/* What follows from sums: bounds of nodes, narrowed by each sum until nothing changes (disclosure 6.10). */

#define TIMES 12  /* that all sums are gone through at most, where what is left unsaid is looked for by worlds */

/* Narrow the bounds of all nodes by all sums; 0 where they contradict each other. */
static i32 narrow_bounds(const Table *t, i32 *least, i32 *most, i32 rounds) {
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

/* What follows by sums of all that is told; 0 where that can't be. */
static i32 bound_nodes(const Table *t, const State *s, i32 *least, i32 *most) {
  for (i32 k = 0; k < t->nodes; k++) least[k] = 0, most[k] = k < t->bases ? t->valid[k] : INT32_MAX / 4;
  memcpy(least + t->bases, s->least, sizeof(i32) * t->cells), memcpy(most + t->bases, s->most, sizeof(i32) * t->cells);
  return narrow_bounds(t, least, most, TIMES);
}

/* Whether a node within these bounds may lie in from..to, for all that sums say; `trial` is room for bounds. */
static i32 may_be(const Table *t, const i32 *least, const i32 *most, i32 *trial, i32 node, i32 from, i32 to) {
  i32 *low = trial, *high = trial + t->nodes;
  from = from > least[node] ? from : least[node], to = to < most[node] ? to : most[node];
  if (from > to) return 0;
  memcpy(low, least, sizeof(i32) * t->nodes), memcpy(high, most, sizeof(i32) * t->nodes);
  low[node] = from, high[node] = to;
  return narrow_bounds(t, low, high, TIMES);
}
