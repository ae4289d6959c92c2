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
#include "classes.h"
#include "proof.h"
#include "few.h"
#include "offer.h"
#include "joint.h"
#include "joint_proof.h"

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
    add_up(t, world, total_of(t, s, w));
  }
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
      open_list(t, s, &b, world_of(t, s, w), total_of(t, s, w));
      for (i32 c = 0; c < t->cells; c++) note(t, s, &b, c);
      is_there = mend(t, s, &b, &chain, LONG, &lots);
      close_list(t, s, &b);
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
static void mark_proof(const Table *t, const State *s, i32 count, i32 *is_proof) {
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
 * (`near`, none: everywhere): three times as far where worlds also say how certain a fact is. */
void narrow(const Table *t, State *s, i32 cell, const i32 *near, i32 near_count, u64 seed) {
  Lots lots = {seed};
  Habit habit = {0};
  i32 kept = 0, far = t->certain < CERTAIN ? 3 : 1, wanted = s->wanted, least = s->least[cell], most = s->most[cell];
  for (i32 w = 0; w < s->count; w++) {
    i32 total = total_of(t, s, w)[cell];
    if (total < least || total > most || kept >= 2 * wanted) continue;
    if (w != kept) copy(t, s, w, kept);
    kept++;
  }
  if (!kept) return;
  i32 is_few = kept < wanted / 3, *is_proof = room_for(kept, sizeof(i32));
  mark_proof(t, s, kept, is_proof);
  for (i32 w = kept; w < wanted; w++) copy(t, s, below(&lots, kept), w);
  s->count = s->drawn = kept > wanted ? kept : wanted;
  for (i32 w = 0; w < s->count; w++) {
    if (w < kept && (is_proof[w] || (!is_few && w < kept / 2))) continue;
    if (is_few || !near) walk_world(t, s, w, 0, 0, far * (2 * t->bases + 8), &habit, &lots);
    if (near) walk_world(t, s, w, near, near_count, far * (2 * near_count + 8), &habit, &lots);
  }
  free(is_proof);
}

/* Narrow the bounds of all nodes by all sums; 0 where they contradict each other. */
i32 follow(const Table *t, i32 *least, i32 *most, i32 rounds) { return narrow_bounds(t, least, most, rounds); }

/* Intervals to offer for a cell, every one proved: their number, and the first and last number of each. */
i32 offer(const Table *t, State *s, i32 cell, const i32 *limits, u64 seed, i32 *least, i32 *most) {
  i32 count = 1;
  s->count = s->drawn;
  least[0] = s->least[cell], most[0] = s->most[cell];
  Offer o = open_offer(t, s, cell, limits, seed);
  if (class_number(&o.c, least[0]) < class_number(&o.c, most[0])) {
    stretch(&o);
    sort_worlds(&o.c, s->totals + cell, t->cells, s->drawn, 1);
    look(&o);
    if (t->certain < CERTAIN) count_facts(&o);
    count = proved_intervals(&o.c, (Proof){&o, is_proved, is_proved_few}, least, most);
  }
  s->drawn = o.c.weighted;
  close_offer(&o);
  return count;
}

/* Whether what is told so far is proved safe: worlds are those drawn. What proves it is kept behind them. */
i32 is_safe(const Table *t, State *s, const i32 *limits, u64 seed) {
  if (!t->bases) return 1;
  s->count = s->drawn;
  Offer o = open_offer(t, s, -1, limits, seed);
  all_in_one(&o.c, s->drawn);
  look(&o);
  i32 result = is_proved(&o, 0, 0) && is_proved_few(&o, 0, 0);
  close_offer(&o);
  return result;
}

/* Keep worlds that lie near the first ones drawn: one answer otherwise, and what it takes to mend that. */
void spread(const Table *t, State *s, i32 count, u64 seed) {
  Lots lots = {seed};
  for (i32 w = 0; w < count && w < s->drawn; w++)
    for (i32 b = 0; b < t->bases; b++)
      for (i32 sign = -1; sign <= 1; sign += 2) {
        Chain chain;
        i32 *world = world_of(t, s, w), *total = total_of(t, s, w);
        if (s->count == s->capacity || !vary(t, s, world, total, b, sign, 32, &chain, &lots)) continue;
        copy(t, s, w, s->count++);
        apply(t, world, total, &chain, -1);
      }
}

/* Joint worlds, each municipality's by lot; then brought within what is told of joint rows already. Whether any could be. */
i32 joint_begin(const Joint *j, JointState *s, u64 seed) {
  Lots lots = {seed};
  Exchanges x = open_exchanges(j, s, -1, &lots);
  i32 kept = 0;
  for (i32 w = 0; w < s->wanted; w++) {
    i32 *world = joint_world(j, s, kept), *total = joint_total(j, s, kept);
    for (i32 r = 0; r < j->rows; r++) total[r] = 0;
    for (i32 m = 0; m < j->towns; m++) {
      world[m] = j->world_at[m] + below(&lots, j->world_at[m + 1] - j->world_at[m]);
      for (i32 r = 0; r < j->rows; r++) total[r] += j->adds[(i64)world[m] * j->rows + r];
    }
    kept += settle_joint(&x, kept);
  }
  for (s->count = kept; kept && s->count < s->wanted; s->count++) walk_joint(&x, below(&lots, kept), s->count, j->towns, 0, 0);
  close_exchanges(&x);
  return kept > 0;
}

/* Intervals to offer for a joint row, every one proved, as `offer` does. Joint worlds that were looked for stay until the
 * next offer: the answer may be where they alone are. */
i32 joint_offer(const Joint *j, JointState *s, i32 row, u64 seed, i32 *least, i32 *most) {
  i32 count = 1;
  JointOffer o;
  if (s->count > s->wanted) s->count = s->wanted;
  least[0] = s->least[row], most[0] = s->most[row];
  open_joint(&o, j, s, row, seed);
  if (class_number(&o.c, least[0]) < class_number(&o.c, most[0])) {
    stretch_joint(&o);
    sort_worlds(&o.c, s->totals + row, j->rows, s->count, s->count / COARSE);
    count = proved_intervals(&o.c, (Proof){&o, is_joint_proved, is_joint_proved_few}, least, most);
  }
  close_joint(&o);
  return count;
}

/* After the answer to an offer: keep the joint worlds that agree with what is told, and draw others from them. */
void joint_narrow(const Joint *j, JointState *s, i32 row, u64 seed) {
  Lots lots = {seed};
  i32 kept = 0;
  for (i32 w = 0; w < s->count; w++) {
    i32 total = joint_total(j, s, w)[row];
    if (total < s->least[row] || total > s->most[row] || kept == s->wanted) continue;
    if (w != kept) copy_joint(j, s, w, kept);
    kept++;
  }
  Exchanges x = open_exchanges(j, s, -1, &lots);
  for (s->count = kept; s->count < s->wanted; s->count++) walk_joint(&x, below(&lots, kept), s->count, j->towns, 0, 0);
  close_exchanges(&x);
}

/* Whether what is told of joint rows and in municipalities is proved safe. */
i32 joint_is_safe(const Joint *j, JointState *s, u64 seed) {
  JointOffer o;
  open_joint(&o, j, s, -1, seed);
  all_in_one(&o.c, s->count);
  i32 result = is_joint_proved(&o, 0, 0) && is_joint_proved_few(&o, 0, 0);
  close_joint(&o);
  return result;
}
