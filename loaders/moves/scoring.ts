import type { Cuts, Levels, SnapshotLimits } from "./snapshot_limits.ts";

// Says the same as the macros of loaders/sql/scoring.ts; test/count_moves holds that it does.

/** 0 to 4, for the scores 1 to 5. */
export function recencyScore(days: number, { r5, r4, r3, r2 }: Cuts): number {
  return days <= r5 ? 4 : days <= r4 ? 3 : days <= r3 ? 2 : days <= r2 ? 1 : 0;
}

export function frequencyScore(orders: number, { f5, f4, f3, f2 }: Cuts): number {
  if (orders === 0) return 0;
  return orders >= f5 ? 4 : orders >= f4 ? 3 : orders >= f3 ? 2 : orders >= f2 ? 1 : 0;
}

/** Of a customer with orders in the window; without, 0. */
export function monetaryScore(revenue: number, { m5, m4, m3, m2 }: Cuts): number {
  return revenue >= m5 ? 4 : revenue >= m4 ? 3 : revenue >= m3 ? 2 : revenue >= m2 ? 1 : 0;
}

export function pyramidRank(revenue: number, { p1, p2, p3, p4, p5 }: Levels, lowest: number): number {
  if (revenue <= 0) return lowest + 1;
  if (revenue >= p1) return 1;
  if (revenue >= p2) return Math.min(lowest, 2);
  if (revenue >= p3) return Math.min(lowest, 3);
  if (revenue >= p4) return Math.min(lowest, 4);
  return revenue >= p5 ? Math.min(lowest, 5) : lowest;
}

/** Cut to whole ten-thousandths. */
export function perOrder(revenue: number, orders: number): number {
  return orders > 0 ? Math.trunc(revenue / orders) : 0;
}

/** What a lifecycle stage hangs on. */
export interface StageSigns {
  recencyDays: number;
  isNew: boolean;
  /** The last order ended a gap long enough for a comeback. */
  isAfterGap: boolean;
  hasGrown: boolean;
}

export function lifecycleRank(
  { recencyDays, isNew, isAfterGap, hasGrown }: StageSigns,
  limits: SnapshotLimits,
): number {
  if (recencyDays > limits.churnedAfterDays) return 7;
  if (recencyDays > limits.dormantAfterDays) return 6;
  if (isNew) return 2;
  if (recencyDays <= limits.reactivatedWithinDays && isAfterGap) return 5;
  return hasGrown ? 3 : 4;
}

/** `rate` in ten-thousandths. */
export function hasGrown(revenue: number, base: number, rate: number): boolean {
  const left = revenue * 10_000;
  const right = base * (10_000 + rate);
  // Numbers hold some of these products only nearly.
  if (Math.abs(left - right) <= Math.abs(right) * 1e-12)
    return revenue > base && BigInt(revenue) * 10_000n >= BigInt(base) * BigInt(10_000 + rate);
  return (Number(revenue > base) & Number(left > right)) === 1;
}

export const REASONS = { none: 0, behaviour: 1, time: 2, drift: 3 } as const;

/** Why a tier's number changed: `drifted` under the earlier cut points, `still` with these and without the orders since. */
export function reasonOf(before: number, after: number, drifted: number, still: number): number {
  if (before === after || before === 0) return REASONS.none;
  if (drifted === before) return REASONS.drift;
  return still !== before && still < before === drifted < before ? REASONS.time : REASONS.behaviour;
}

/** The same where tiers share a level, or have none; `levels` by number, from 1. */
export function leveledReasonOf(
  before: number,
  after: number,
  drifted: number,
  still: number,
  levels: ArrayLike<number>,
): number {
  if (before === after || before === 0) return REASONS.none;
  if (drifted === before) return REASONS.drift;
  if (still === before) return REASONS.behaviour;
  if (still === drifted) return REASONS.time;
  return wayOf(levels, before, still) * wayOf(levels, before, drifted) === 1
    ? REASONS.time
    : REASONS.behaviour;
}

function wayOf(levels: ArrayLike<number>, before: number, after: number): number {
  const from = levels[before - 1] ?? 0;
  const to = levels[after - 1] ?? 0;
  return from * to === 0 ? 0 : Math.sign(to - from);
}

/** Stages have no cut points that drift; up and down are those of their levels. */
export function stageReasonOf(before: number, after: number, still: number): number {
  if (before === after) return REASONS.none;
  if (still === before) return REASONS.behaviour;
  if (still === after) return REASONS.time;
  const [was, is, wouldBe] = [stageLevel(before), stageLevel(after), stageLevel(still)];
  return wouldBe !== was && is !== was && wouldBe < was === is < was ? REASONS.time : REASONS.behaviour;
}

function stageLevel(rank: number): number {
  return rank === 1 ? 4 : rank === 6 ? 2 : rank === 7 ? 3 : 1;
}
