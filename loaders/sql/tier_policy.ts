/** What a tier is awarded and lost by, in whole months between month-ends; see sql/thresholds/tier_policy.sql. */
export interface TierRule {
  qualificationMonths: number;
  heldMonths: number;
  graceMonths: number;
  oneStepDown: boolean;
  refundReverses: boolean;
}

/** What a customer's scores said at each snapshot, oldest first. Numbers of tiers, 1 the best; 0: not yet a customer. */
export interface TierHistory {
  calculated: readonly number[];
  /** The tier had the refunds since the snapshot before not been made; 0 where they made no difference. */
  unrefunded: readonly number[];
}

/** A policy: the rules of each tier, the best first. */
export type TierPolicy = readonly TierRule[];

/** What a policy has to follow: a history, what its customers qualify for, and when either changes. */
export interface Course extends TierHistory {
  /**
   * The best tier that the customer has been calculated as good as for as many months as it asks for, at each snapshot. The
   * lowest tier asks for nothing. What was before the first snapshot is unknown: who is there has qualified for the tier
   * that is calculated there.
   */
  qualified: readonly number[];
  /** At each snapshot, the next one at which there is something new; the last is always looked at. */
  next: readonly number[];
  /** Whether the last snapshot is no month-end, so no further month. */
  isLastPartial: boolean;
}

/** Of the policy only the months of qualification count here, so that policies with the same share a course. */
export function courseOf(history: TierHistory, policy: TierPolicy, isLastPartial: boolean): Course {
  const { calculated, unrefunded } = history;
  const last = calculated.length - 1;
  const qualified = new Array<number>(calculated.length).fill(0);
  // Since when the customer has been as good as each tier without a break.
  const since = new Array<number>(policy.length).fill(NEVER);
  for (let place = 0; place <= last; ++place) {
    const now = calculated[place] ?? 0;
    if (now === 0) continue;
    const month = isLastPartial && place === last ? place - 1 : place;
    let best = policy.length;
    for (let tier = policy.length - 1; tier > 0; --tier) {
      if (now > tier) since[tier] = NEVER;
      else if (since[tier] === NEVER) since[tier] = place > 0 ? place : -ALWAYS;
      const start = since[tier] ?? NEVER;
      if (start !== NEVER && Math.max(0, month - start) >= (policy[tier - 1]?.qualificationMonths ?? 0))
        best = tier;
    }
    qualified[place] = best;
  }
  const next = new Array<number>(calculated.length).fill(last);
  for (let place = last - 2; place >= 0; --place) {
    const after = place + 1;
    const isNews =
      calculated[after] !== calculated[place] ||
      qualified[after] !== qualified[place] ||
      (unrefunded[after] ?? 0) > 0;
    next[place] = isNews ? after : (next[after] ?? last);
  }
  return { ...history, qualified, next, isLastPartial };
}

const NEVER = -1;
const ALWAYS = 1000;

/**
 * Follows a policy, and tells each tier that it awards; returns how often it kept a customer from leaving a tier and coming
 * back: the awarded tier waited while the calculated one was another, until it was the same again (counted in the last
 * `countedMonths` snapshots).
 *
 * The order of the rules: a better tier that has been qualified for is awarded; else, below the awarded tier, a refund
 * takes it back, then the time it is held at least is waited for, then the grace, and then it is lost, by one step or to
 * what is calculated. Being awarded a tier, upwards or downwards, begins its time anew. The tier calculated at the first
 * snapshot counts as awarded there.
 *
 * Each tier hangs on the one before it, so that SQL would pass over all customers once for every month and policy: 150 ns
 * a month and history in a recursive query, where this looks only at the months in which something can happen.
 */
export function followPolicy(
  { calculated, unrefunded, qualified, next, isLastPartial }: Course,
  policy: TierPolicy,
  award: (place: number, tier: number) => void,
  countedMonths = 12,
): number {
  const last = calculated.length - 1;
  const counted = calculated.length - countedMonths;
  let avoided = 0;
  let tier = 0;
  let awardedAt = 0;
  let belowAt = -1;
  for (let place = 0; place <= last; ) {
    const now = calculated[place] ?? 0;
    const reached = qualified[place] ?? 0;
    let wake = last;
    let awarded = tier;
    if (tier === 0) awarded = place === 0 ? now : reached;
    else if (reached < tier) awarded = reached;
    else if (now <= tier) {
      if (now === tier && place >= counted && calculated[place - 1] !== tier) ++avoided;
      belowAt = -1;
    } else {
      const rule = policy[tier - 1] as TierRule;
      const month = isLastPartial && place === last ? place - 1 : place;
      const unspoilt = unrefunded[place] ?? 0;
      if (rule.refundReverses && unspoilt > 0 && unspoilt <= tier) awarded = now;
      else if (month - awardedAt < rule.heldMonths) wake = awardedAt + rule.heldMonths;
      else {
        if (belowAt < 0) belowAt = place;
        if (Math.max(0, month - belowAt) < rule.graceMonths) wake = belowAt + rule.graceMonths;
        else awarded = rule.oneStepDown ? tier + 1 : now;
      }
    }
    if (awarded !== tier) {
      tier = awarded;
      awardedAt = place;
      belowAt = -1;
      award(place, tier);
      // By one step, the customer may be above what is calculated still.
      if (now > tier) wake = place + 1;
    }
    if (place === last) break;
    place = Math.max(place + 1, Math.min(wake, next[place] ?? last));
  }
  return avoided;
}

/** The tier awarded at each snapshot. */
export function awardTiers(history: TierHistory, policy: TierPolicy, isLastPartial: boolean): number[] {
  const awarded = new Array<number>(history.calculated.length).fill(0);
  followPolicy(courseOf(history, policy, isLastPartial), policy, (place, tier) => {
    awarded.fill(tier, place);
  });
  return awarded;
}
