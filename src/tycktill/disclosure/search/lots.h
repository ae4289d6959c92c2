/* Whole numbers, memory and lots: pseudo-random numbers, the same on any machine. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int32_t i32;
typedef int64_t i64;
typedef uint64_t u64;

typedef struct { u64 state; } Lots;

static u64 draw(Lots *lots) {  /* SplitMix64 */
  u64 z = (lots->state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

/* One of 0..bound-1; no lots are drawn where bound is 0, but one is used up. */
static i32 below(Lots *lots, i32 bound) { return (i32)(((draw(lots) >> 32) * (u64)bound) >> 32); }

/* Memory for so many things, and the same of zeros; a machine without any stops here, before anything is told. */
static void *there_is(void *room) { if (!room) abort(); return room; }

static void *room_for(i64 count, size_t size) { return there_is(malloc((size_t)count * size + 1)); }

static void *zeros_for(i64 count, size_t size) { return there_is(calloc((size_t)count + 1, size)); }
