import { hasGrown, perOrder } from "./scoring.ts";
import type { SnapshotLimits } from "./snapshot_limits.ts";
import { AMOUNT, AMOUNTS, INTEGER, INTEGERS, type StateBlock } from "./state_block.ts";
import { type LimitTables, type ReasonTables, reached, type ScoreTables, SIGNS } from "./tables.ts";

/** Of each of `MODELS`, how many bits the numbers of its tiers take. */
export type TierBits = readonly [number, number, number, number];

export const MODELS = ["score_tier", "segment", "pyramid_level", "lifecycle_stage"] as const;

/** Whether the moves of each of `MODELS` are counted. */
export type Counted = readonly [boolean, boolean, boolean, boolean];

/** So many numbers stand for a cell: customers, their revenue before, and after. */
export const COUNTS = 3;
const REASONS = 4;

/** How many cells a pair of snapshots has: of each model the tiers before and after, and the reason. */
export function cellsOf(bits: TierBits): number {
  return bits.reduce((sum, each) => sum + (REASONS << (2 * each)), 0);
}

/** What each cell stands for. */
export function* eachCell(
  bits: TierBits,
): Generator<{ model: string; from: number; to: number; reason: number }> {
  for (const [index, model] of MODELS.entries()) {
    const count = 1 << (bits[index] ?? 0);
    for (let from = 0; from < count; ++from)
      for (let to = 0; to < count; ++to)
        for (let reason = 0; reason < REASONS; ++reason) yield { model, from, to, reason };
  }
}

/** Two snapshots, and the limits of the earlier one. */
export interface Pair {
  block: StateBlock;
  earlierSlot: number;
  laterSlot: number;
  limits: SnapshotLimits;
  tables: LimitTables;
  laterAsOf: number;
}

/**
 * Counts the moves between two snapshots of the customers in the places `start` up to `end`, as customers.customer_moves
 * defines them, into `counts`, which holds `COUNTS` numbers for each of `cellsOf` cells; those without a reason count for
 * nothing. `movers` is room for the places of
 * those who moved in a model that is counted.
 *
 * A customer who moved in any model is scored at the later snapshot with the cut points of the earlier, with and without
 * the orders since. SQL takes three times as long for it, since each comparison goes over columns of its own.
 */
export function countPair(
  pair: Pair,
  bits: TierBits,
  counted: Counted,
  reasons: ReasonTables,
  counts: Float64Array,
  movers: Int32Array,
  start: number,
  end: number,
): void {
  const { limits, tables, laterAsOf } = pair;
  const { tiers: packed, integers, amounts: sums, size } = pair.block;
  const { scoreTiers, segments, isPerOrder, reactivatedGapDays, growthRate } = limits;
  const { scores, segmentScores, ranks, stages } = tables;
  const { amounts, monetary: monetaryScores } = scores;
  const [tierBits, segmentBits, levelBits, stageBits] = bits;
  const [countsTiers, countsSegments, countsLevels, countsStages] = counted;
  const mask = counted.reduce((fields, isCounted, model) => fields | (isCounted ? 31 << (5 * model) : 0), 0);
  const segmentStart = REASONS << (2 * tierBits);
  const levelStart = segmentStart + (REASONS << (2 * segmentBits));
  const stageStart = levelStart + (REASONS << (2 * levelBits));
  const lastStageDay = (stages.length >> 3) - 1;
  const daysBetween = laterAsOf - limits.asOf;
  const newSince = laterAsOf - limits.newWithinDays;
  const growthReachesBack = laterAsOf - limits.growthDays < limits.asOf;
  const baseReachesBack = laterAsOf - 2 * limits.growthDays < limits.asOf;
  const [earlier, later] = [pair.earlierSlot * size, pair.laterSlot * size];
  const count = findMovers(packed, mask, earlier, later, movers, start, end);
  for (let index = 0; index < count; ++index) {
    const place = movers[index] as number;
    const old = earlier + place;
    const now = later + place;
    const before = packed[old] as number;
    const after = packed[now] as number;
    const revenue = sums[old * AMOUNTS + AMOUNT.monetary] as number;
    const monetary = sums[now * AMOUNTS + AMOUNT.monetary] as number;
    const recency = integers[now * INTEGERS + INTEGER.recencyDays] as number;
    const frequency = integers[now * INTEGERS + INTEGER.frequency] as number;
    const stillRecency = ((integers[old * INTEGERS + INTEGER.recencyDays] as number) + daysBetween) | 0;
    const salesBetween =
      ((integers[now * INTEGERS + INTEGER.salesSoFar] as number) -
        (integers[old * INTEGERS + INTEGER.salesSoFar] as number)) |
      0;
    const stillFrequency = Math.max(0, frequency - salesBetween) & -Number(recency !== LAPSED_DAYS);
    const revenueBetween =
      (sums[now * AMOUNTS + AMOUNT.revenueSoFar] as number) -
      (sums[old * AMOUNTS + AMOUNT.revenueSoFar] as number);
    const stillInWindow = monetary - revenueBetween;
    const stillMonetary = stillInWindow * Number(stillFrequency > 0);
    const amount = reached(amounts, monetary);
    const stillAmount = reached(amounts, stillMonetary);

    if (countsTiers || countsSegments) {
      let drifted =
        timesOf(scores, recency, frequency) + ((monetaryScores[amount] as number) & -Number(frequency > 0));
      let still =
        timesOf(scores, stillRecency, stillFrequency) +
        ((monetaryScores[stillAmount] as number) & -Number(stillFrequency > 0));
      if (countsTiers) {
        const move = ((before & 31) << tierBits) | (after & 31);
        const reason =
          (((move << tierBits) | (scoreTiers[drifted] as number)) << tierBits) |
          (scoreTiers[still] as number);
        add(counts, move * REASONS + (reasons.scoreTiers[reason] as number), revenue, monetary);
      }
      if (countsSegments) {
        if (segmentScores) {
          const value = isPerOrder ? perOrder(monetary, frequency) : monetary;
          const stillValue = isPerOrder ? perOrder(stillInWindow, stillFrequency) : stillInWindow;
          drifted =
            timesOf(segmentScores, recency, frequency) +
            ((segmentScores.monetary[reached(segmentScores.amounts, value)] as number) &
              -Number(frequency > 0));
          still =
            timesOf(segmentScores, stillRecency, stillFrequency) +
            ((segmentScores.monetary[reached(segmentScores.amounts, stillValue)] as number) &
              -Number(stillFrequency > 0));
        }
        const move = (((before >> 5) & 31) << segmentBits) | ((after >> 5) & 31);
        const reason =
          (((move << segmentBits) | (segments[drifted] as number)) << segmentBits) |
          (segments[still] as number);
        const cell = segmentStart + move * REASONS + (reasons.segments[reason] as number);
        add(counts, cell, revenue, monetary);
      }
    }

    if (countsLevels) {
      const move = (((before >> 10) & 31) << levelBits) | ((after >> 10) & 31);
      const reason =
        (((move << levelBits) | (ranks[amount] as number)) << levelBits) | (ranks[stillAmount] as number);
      const cell = levelStart + move * REASONS + (reasons.levels[reason] as number);
      add(counts, cell, revenue, monetary);
    }

    if (countsStages) {
      const stage = (before >> 15) & 31;
      const growth = (sums[now * AMOUNTS + AMOUNT.growthRevenue] as number) - revenueBetween;
      const base = sums[now * AMOUNTS + AMOUNT.growthBase] as number;
      const stillBase = growthReachesBack ? base : baseReachesBack ? growth + base : 0;
      const signs =
        Number((integers[now * INTEGERS + INTEGER.firstOrderedOn] as number) >= newSince) * SIGNS.isNew +
        Number((integers[old * INTEGERS + INTEGER.gapDays] as number) > reactivatedGapDays) *
          SIGNS.isAfterGap +
        Number(hasGrown(growthReachesBack ? growth : 0, stillBase, growthRate)) * SIGNS.hasGrown;
      const still =
        stage === PROSPECT ? PROSPECT : (stages[Math.min(stillRecency, lastStageDay) * 8 + signs] as number);
      const move = (stage << stageBits) | ((after >> 15) & 31);
      const reason = reasons.stages[(move << stageBits) | still] as number;
      add(counts, stageStart + move * REASONS + reason, revenue, monetary);
    }
  }
}

const LAPSED_DAYS = 99_999_999;
const PROSPECT = 1;

function findMovers(
  packed: Int32Array,
  mask: number,
  earlier: number,
  later: number,
  movers: Int32Array,
  start: number,
  end: number,
): number {
  let count = 0;
  for (let place = start; place < end; ++place) {
    const before = packed[earlier + place] as number;
    const after = packed[later + place] as number;
    movers[count] = place;
    count += Number(((before ^ after) & mask) !== 0) & Number(before !== 0) & Number(after !== 0);
  }
  return count;
}

/** 25 times the score of recency and 5 times that of frequency. */
function timesOf({ days, orders }: ScoreTables, recency: number, frequency: number): number {
  return (
    (days[Math.min(recency, days.length - 1)] as number) +
    (orders[Math.min(frequency, orders.length - 1)] as number)
  );
}

function add(counts: Float64Array, cell: number, revenueBefore: number, revenueAfter: number): void {
  const at = cell * COUNTS;
  counts[at] = (counts[at] as number) + 1;
  counts[at + 1] = (counts[at + 1] as number) + revenueBefore;
  counts[at + 2] = (counts[at + 2] as number) + revenueAfter;
}
