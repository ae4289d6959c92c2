/* What follows from sums: bounds of nodes, narrowed by each sum until nothing changes (disclosure 6.10). */

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
