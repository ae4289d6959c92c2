/* Worlds of one table and what can be proved with them: see docs/method/disclosure.md, section 6.
 *
 * Whole numbers only, nothing static, no clock: the same arguments give the same bytes on any machine and in any thread.
 * The functions here are those of `reference`, which is the same in Python, file by file; a test holds the two against
 * each other. Each is called by `compiled.py`. */
#include "lots.h"
#include "table.h"
#include "chains.h"
#include "worlds.h"
#include "follow.h"
#include "proof.h"
#include "few.h"
#include "partition.h"
#include "offer.h"

void totals(const Table *t, State *s) {
  for (i32 w = 0; w < s->count; w++) add_up(t, world_of(t, s, w), total_of(t, s, w));
}

/* Worlds from the prior, given what the base tells: cells with nobody in common, each exactly or as an end. */
void begin(const Table *t, State *s, const i32 *base, i32 count, const i32 *shares, i32 share_count, u64 seed) {
  Lots lots = {seed};
  for (i32 w = 0; w < s->count; w++) {
    i32 *world = world_of(t, s, w), share = shares[below(&lots, share_count)];
    s->odds[w] = share;
    for (i32 b = 0; b < t->bases; b++) {
      world[b] = 0;
      for (i32 k = 0; k < t->valid[b]; k++) world[b] += below(&lots, 256) < share;
    }
    for (i32 k = 0; k < count; k++) {
      i32 c = base[k], left = t->size[c];
      i32 positive = s->least[c] + below(&lots, s->most[c] - s->least[c] + 1);
      for (i32 p = t->bases_at[c]; p < t->bases_at[c + 1]; p++) {
        i32 b = t->bases_of[p];
        world[b] = 0;
        for (i32 k2 = 0; k2 < t->valid[b]; k2++, left--)
          if (below(&lots, left) < positive) { world[b]++; positive--; }
      }
    }
  }
  totals(t, s);
}

/* Bring every world within what is told; others take the place of those that cannot be. Whether any could. */
i32 settle(const Table *t, State *s, u64 seed) {
  Lots lots = {seed};
  Habit habit = {0};
  i32 kept = 0;
  for (i32 w = 0; w < s->count; w++) {
    i32 is_there = 0;
    for (i32 turn = 0; turn < 200 && !is_there; turn++) {
      Broken b;
      Chain chain;
      chain.steps = 0;
      open_list(&b, world_of(t, s, w), total_of(t, s, w));
      for (i32 c = 0; c < t->cells; c++) note(s, &b, c);
      is_there = mend(t, s, &b, &chain, 0, LONG, &lots);
      close_list(s, &b);
    }
    if (!is_there) continue;
    if (w != kept) copy(t, s, w, kept);
    kept++;
  }
  for (i32 w = kept; kept && w < s->count; w++) {
    copy(t, s, below(&lots, kept), w);
    walk_world(t, s, w, 0, 0, 3 * t->bases, &habit, &lots);
  }
  return kept > 0;
}

/* Which worlds are proof: the first, and for each target the first in which it is otherwise. */
void mark_proof(const Table *t, const State *s, i32 count, i32 *is_proof) {
  memset(is_proof, 0, sizeof(i32) * count);
  if (count) is_proof[0] = 1;
  for (i32 target = 0; target < target_count(t); target++) {
    i32 first = value(t, s->worlds, s->totals, target), w = 1;
    while (w < count && value(t, world_of(t, s, w), total_of(t, s, w), target) == first) w++;
    if (w < count) is_proof[w] = 1;
  }
}

/* After the answer to an offer: keep the worlds that agree with what is told of the cell, and draw others from
 * them by walking; those that are proof stay as they are. Few kept walk everywhere; else at the base cells near the cell
 * (`near`, none: everywhere). */
void narrow(const Table *t, State *s, i32 cell, const i32 *near, i32 near_count, u64 seed) {
  Lots lots = {seed};
  Habit habit = {0};
  i32 kept = 0, wanted = s->wanted, least = s->least[cell], most = s->most[cell];
  for (i32 w = 0; w < s->count; w++) {
    i32 total = total_of(t, s, w)[cell];
    if (total < least || total > most || kept >= 2 * wanted) continue;
    if (w != kept) copy(t, s, w, kept);
    kept++;
  }
  if (!kept) return;
  i32 is_joint = block_count(t) > 1;  /* of several municipalities worlds hold proof of chains: they stay */
  i32 is_few = kept < wanted / 3, *is_proof = room_for(kept, sizeof(i32));
  mark_proof(t, s, kept, is_proof);
  for (i32 w = kept; w < wanted; w++) copy(t, s, below(&lots, kept), w);
  s->count = s->drawn = kept > wanted ? kept : wanted;
  i32 *room = room_for((i64)t->bases + t->cells, sizeof(i32));
  for (i32 w = kept; w < s->count && s->shelf; w++) shuffle(t, s, w, block_count(t) / 2, room, &lots);
  free(room);
  for (i32 w = 0; w < s->count; w++) {
    if (w < kept && (is_proof[w] || (!is_few && w < kept / 2) || is_joint)) continue;
    if (is_few || !near) walk_world(t, s, w, 0, 0, 3 * t->bases + 16, &habit, &lots);
    if (near) walk_world(t, s, w, near, near_count, 4 * near_count + 16, &habit, &lots);
  }
  free(is_proof);
}

/* Narrow the bounds of all nodes by all sums; 0 where they contradict each other. */
i32 follow(const Table *t, i32 *least, i32 *most, i32 rounds) { return narrow_bounds(t, least, most, rounds); }

/* Intervals to offer for a cell, every one proved: their number, and the first and last number of each. */
i32 offer(const Table *t, State *s, i32 cell, const i32 *limits, u64 seed, i32 *least, i32 *most) {
  i32 count = 0;
  s->count = s->drawn;
  least[0] = s->least[cell], most[0] = s->most[cell];
  if (class_number(t, t->size[cell], least[0]) == class_number(t, t->size[cell], most[0])) return 1;
  Offer o = open_offer(t, s, cell, limits, seed);
  stretch(&o);
  sort_worlds(&o);
  i32 k = o.classes, *reach = room_for(2 * (k + 1), sizeof(i32)), *next = reach + k + 1;
  i64 *best = room_for(k + 1, sizeof(i64));
  look(&o);
  if (t->certain < 1000) count_facts(&o);
  for (i32 i = 0, j = 0; i < k; i++) {
    j = j < i ? i : j;
    while (j < k && !(i == 0 && j == k - 1) && !is_proved(&o, i, j)) j++;
    reach[i] = j;
  }
  for (i32 is_done = 0; !is_done;) {
    best_partition(&o, reach, next, best);
    is_done = 1;
    for (i32 i = 0; i < k; i = next[i]) {
      if (i == 0 && next[i] == k) break;
      if (is_proved(&o, i, next[i] - 1) && is_proved_few(&o, i, next[i] - 1)) continue;
      for (i32 q = i; q < next[i]; q++) if (reach[q] < next[i]) reach[q] = next[i];
      is_done = 0;
      break;
    }
  }
  for (i32 i = 0; i < k; i = next[i], count++) {
    least[count] = class_least(&o, o.first[i]);
    most[count] = class_most(&o, o.last[next[i] - 1]);
  }
  free(reach);
  free(best);
  s->drawn = o.weighted;
  close_offer(&o);
  return count;
}

/* Whether what is told so far is proved safe: worlds are those drawn. */
i32 is_safe(const Table *t, State *s, const i32 *limits, u64 seed) {
  if (!t->bases) return 1;
  s->count = s->drawn;
  Offer o = open_offer(t, s, -1, limits, seed);
  for (i32 w = 0; w < s->drawn; w++) o.order[w] = w;
  o.classes = 1, o.edge[0] = 0, o.edge[1] = s->drawn, o.first[0] = o.last[0] = 0;
  look(&o);
  i32 result = is_proved(&o, 0, 0) && is_proved_few(&o, 0, 0);
  close_offer(&o);
  return result;
}
