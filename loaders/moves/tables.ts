import {
  frequencyScore,
  leveledReasonOf,
  lifecycleRank,
  monetaryScore,
  pyramidRank,
  reasonOf,
  recencyScore,
  stageReasonOf,
} from "./scoring.ts";
import type { Cuts, SnapshotLimits } from "./snapshot_limits.ts";

/**
 * What a snapshot's limits come to, looked up rather than decided: a branch that the processor can't foresee costs more
 * than all else. Built with loaders/moves/scoring.ts, which defines it.
 */
export interface LimitTables {
  scores: ScoreTables;
  /** Of the segment preset's own scale, where it has one. */
  segmentScores: ScoreTables | null;
  /** By what `reached` finds in the amounts of `scores`: the pyramid's rank. */
  ranks: Uint8Array;
  /** By days since the last order, the last for all beyond, times 8, and `SIGNS`: the lifecycle's rank. */
  stages: Uint8Array;
}

export interface ScoreTables {
  /** By days, the last for all beyond: 25 times the score, which counts from 0. */
  days: Uint8Array;
  /** By orders, the last for all beyond: 5 times the score. */
  orders: Uint8Array;
  /** Rising, padded with infinity to `THRESHOLDS`. */
  amounts: Float64Array;
  /** By what `reached` finds in the amounts. */
  monetary: Uint8Array;
}

/** What a place in `stages` says beside the days. */
export const SIGNS = { isNew: 1, isAfterGap: 2, hasGrown: 4 } as const;

/** Null for limits that would make tables too long. */
export function makeTables(limits: SnapshotLimits): LimitTables | null {
  const { cuts, segmentCuts, levels, lowestRank } = limits;
  const stageDays = [limits.churnedAfterDays, limits.dormantAfterDays, limits.reactivatedWithinDays];
  const scores = scoreTables(cuts, [1, ...Object.values(levels)]);
  const segmentScores = segmentCuts && scoreTables(segmentCuts, []);
  const days = upTo(stageDays);
  if (!scores || (segmentCuts && !segmentScores) || days === null) return null;
  const ranks = table(THRESHOLDS, (index) =>
    pyramidRank(amountAt(scores.amounts, index), levels, lowestRank),
  );
  const stages = table((days + 1) * 8, (index) =>
    lifecycleRank(
      {
        recencyDays: index >> 3,
        isNew: (index & SIGNS.isNew) > 0,
        isAfterGap: (index & SIGNS.isAfterGap) > 0,
        hasGrown: (index & SIGNS.hasGrown) > 0,
      },
      limits,
    ),
  );
  return { scores, segmentScores, ranks, stages };
}

function scoreTables(cuts: Cuts, otherAmounts: readonly number[]): ScoreTables | null {
  const days = upTo([cuts.r5, cuts.r4, cuts.r3, cuts.r2]);
  const orders = upTo([cuts.f5, cuts.f4, cuts.f3, cuts.f2]);
  const reachable = [cuts.m5, cuts.m4, cuts.m3, cuts.m2, ...otherAmounts].filter((amount) => amount < NEVER);
  const rising = [...new Set(reachable)].sort((one, other) => one - other);
  if (days === null || orders === null || rising.length >= THRESHOLDS) return null;
  const amounts = new Float64Array(THRESHOLDS).fill(Number.POSITIVE_INFINITY);
  amounts.set(rising);
  return {
    days: table(days + 1, (value) => 25 * recencyScore(value, cuts)),
    orders: table(orders + 1, (value) => 5 * frequencyScore(value, cuts)),
    amounts,
    monetary: table(THRESHOLDS, (index) => monetaryScore(amountAt(amounts, index), cuts)),
  };
}

/** An amount that has reached so many of these. */
function amountAt(amounts: Float64Array, index: number): number {
  return index === 0 ? Number.NEGATIVE_INFINITY : (amounts[index - 1] as number);
}

/** So many of the amounts are at or below the value. */
export function reached(amounts: Float64Array, value: number): number {
  let count = Number(value >= (amounts[7] as number)) << 3;
  count += Number(value >= (amounts[count + 3] as number)) << 2;
  count += Number(value >= (amounts[count + 1] as number)) << 1;
  return count + Number(value >= (amounts[count] as number));
}

const THRESHOLDS = 16;

/** Cut points of customers.limits that nobody reaches: of orders, and of amounts. */
const NO_ORDERS = 2 ** 31 - 1;
const NEVER = 99_999_999_999_999 * 10_000;

/** One more than the largest of these, from where on all values are alike. */
function upTo(limits: readonly number[]): number | null {
  const most = Math.max(0, ...limits.filter((limit) => limit < NO_ORDERS)) + 1;
  return most <= LONGEST ? most : null;
}

const LONGEST = 100_000;

function table(length: number, of: (index: number) => number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => of(index));
}

/** Why the number of a tier changed: by before, after, drifted and still, as many bits each as `bits` of the model says. */
export interface ReasonTables {
  scoreTiers: Uint8Array;
  segments: Uint8Array;
  levels: Uint8Array;
  /** By before, after and still. */
  stages: Uint8Array;
}

export function makeReasons(
  bits: readonly [number, number, number, number],
  segmentLevels: Uint8Array | null,
): ReasonTables {
  const [scoreTiers, segments, levels, stages] = bits.map((each) => 1 << each) as [
    number,
    number,
    number,
    number,
  ];
  const four = (count: number, of: typeof reasonOf) =>
    table(count ** 4, (index) =>
      of(
        Math.floor(index / count ** 3),
        Math.floor(index / count ** 2) % count,
        Math.floor(index / count) % count,
        index % count,
      ),
    );
  return {
    scoreTiers: four(scoreTiers, reasonOf),
    segments: four(segments, (before, after, drifted, still) =>
      segmentLevels
        ? leveledReasonOf(before, after, drifted, still, segmentLevels)
        : reasonOf(before, after, drifted, still),
    ),
    levels: four(levels, reasonOf),
    stages: table(stages ** 3, (index) =>
      stageReasonOf(Math.floor(index / stages ** 2), Math.floor(index / stages) % stages, index % stages),
    ),
  };
}
