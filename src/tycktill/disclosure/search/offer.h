/* An offer from beginning to end: worlds sorted by what they say of the cell, then intervals of them that are proved. */

#define STRETCH 4  /* worlds looked for on either side of those drawn */

static Offer open_offer(const Table *t, State *s, i32 cell, const i32 *limits, u64 seed) {
  Offer o = {0};
  o.t = t, o.s = s, o.cell = cell, o.lots.state = seed, o.suspect = -1;
  o.tries = limits[0], o.drives = limits[1], o.steps = limits[2] < LONG ? limits[2] : LONG;
  o.targets = target_count(t);
  o.c = open_classes(cell < 0 ? 0 : t->size[cell], t->end, cell < 0 ? 0 : s->least[cell], cell < 0 ? 0 : s->most[cell],
                     t->certain, s->drawn + 2 * STRETCH);
  o.c.weighted = s->drawn;
  o.now_low = zeros_for(2 * (i64)o.targets + t->bases + t->cells + 4 * (i64)t->nodes, sizeof(i32));
  o.now_high = o.now_low + o.targets, o.node_least = o.now_high + o.targets, o.node_most = o.node_least + t->nodes;
  o.node_least[0] = -1, o.trial = o.node_most + t->nodes, o.world = o.trial + 2 * t->nodes, o.total = o.world + t->bases;
  return o;
}

/* Worlds beyond those drawn on either side, as far as sums let the cell go, so that what hardly ever happens need not be told
 * with the rest. */
static void stretch(Offer *o) {
  const Table *t = o->t;
  State *s = o->s;
  i32 c = o->cell, low = INT32_MAX, high = -1;
  for (i32 w = 0; w < s->drawn; w++) {
    i32 total = total_of(t, s, w)[c];
    if (total < low) low = total;
    if (total > high) high = total;
  }
  for (i32 side = 0; side < 2; side++) {
    i32 from = side ? high + 1 : o->c.least, to = side ? o->c.most : low - 1;
    if (!may_lie(o, t->bases + c, from, to)) continue;
    s->least[c] = from, s->most[c] = to;
    for (i32 k = 0; k < STRETCH && s->count < s->capacity; k++) {
      take(o, below(&o->lots, o->c.weighted));
      Broken b;
      open_list(t, s, &b, o->world, o->total);
      o->chain.steps = 0;
      note(t, s, &b, c);
      i32 is_there = mend(t, s, &b, &o->chain, LONG, &o->lots);
      close_list(t, s, &b);
      if (is_there) keep(o, o->world, o->total);
    }
  }
  s->least[c] = o->c.least, s->most[c] = o->c.most, s->drawn = s->count;
}

/* Widen what a class shows of so many targets, from one on, by their values in a world of it. */
static void widen(i32 *restrict low, i32 *restrict high, const i32 *restrict values, i32 count) {
  for (i32 k = 0; k < count; k++) {
    low[k] = values[k] < low[k] ? values[k] : low[k];
    high[k] = values[k] > high[k] ? values[k] : high[k];
  }
}

static void look(Offer *o) {
  const Table *t = o->t;
  const State *s = o->s;
  i64 all = o->targets * (i64)o->c.count;
  o->low = room_for(2 * all, sizeof(i32));
  o->high = o->low + all;
  for (i64 k = 0; k < all; k++) o->low[k] = INT32_MAX, o->high[k] = INT32_MIN;
  for (i32 c = 0; c < o->c.count; c++) {
    i32 *low = o->low + (i64)c * o->targets, *high = o->high + (i64)c * o->targets, cells_end = t->bases + t->cells;
    for (i32 q = o->c.edge[c]; q < o->c.edge[c + 1]; q++) {
      const i32 *world = world_of(t, s, o->c.order[q]), *total = total_of(t, s, o->c.order[q]);
      widen(low, high, world, t->bases);
      widen(low + t->bases, high + t->bases, total, t->cells);
      for (i32 k = cells_end; k < o->targets; k++) {
        i32 v = value(t, world, total, k);
        widen(low + k, high + k, &v, 1);
      }
    }
  }
}

/* How often each fact about a base cell holds in the worlds drawn, by class. */
static void count_facts(Offer *o) {
  const Table *t = o->t;
  i32 count = 0;
  for (i32 b = 0; b < t->bases; b++) count += facts_about(t->few, t->valid[b]);
  open_facts(&o->c, count);
  for (i32 c = 0; c < o->c.count; c++) {
    i32 *now = facts_of(&o->c, c);
    for (i32 q = o->c.edge[c]; q < o->c.edge[c + 1]; q++) {
      if (o->c.order[q] >= o->c.weighted) continue;
      for (i32 b = 0, f = 0; b < t->bases; f += facts_about(t->few, t->valid[b++]))
        count_fact(now + f, t->few, t->end, t->valid[b], world_of(t, o->s, o->c.order[q])[b]);
    }
  }
}

static void close_offer(Offer *o) {
  close_classes(&o->c);
  free(o->now_low);
  free(o->low);
}
