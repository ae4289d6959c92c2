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
  o.now_low = zeros_for(2 * (i64)o.targets + t->bases + t->cells + 2 * (i64)t->nodes, sizeof(i32));
  o.now_high = o.now_low + o.targets, o.node_least = o.now_high + o.targets, o.node_most = o.node_least + t->nodes;
  o.world = o.node_most + t->nodes, o.total = o.world + t->bases;
  return o;
}

/* Worlds beyond those drawn on either side, so that what hardly ever happens need not be told with the rest. */
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
    s->least[c] = side ? high + 1 : o->c.least, s->most[c] = side ? o->c.most : low - 1;
    for (i32 k = 0; k < STRETCH && s->least[c] <= s->most[c] && s->count < s->capacity; k++) {
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

static void look(Offer *o) {
  const Table *t = o->t;
  const State *s = o->s;
  o->low = room_for(2 * (i64)o->targets * o->c.count, sizeof(i32));
  o->high = o->low + o->targets * (i64)o->c.count;
  for (i32 c = 0; c < o->c.count; c++)
    for (i32 q = o->c.edge[c]; q < o->c.edge[c + 1]; q++) {
      const i32 *world = world_of(t, s, o->c.order[q]), *total = total_of(t, s, o->c.order[q]);
      for (i32 k = 0; k < o->targets; k++) {
        i32 v = value(t, world, total, k), *low = o->low + (i64)c * o->targets + k, *high = o->high + (i64)c * o->targets + k;
        if (q == o->c.edge[c] || v < *low) *low = v;
        if (q == o->c.edge[c] || v > *high) *high = v;
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
