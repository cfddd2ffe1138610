/** What a tier is awarded and lost by, in whole months between month-ends; see sql/thresholds/tier_policy.sql. */
export interface TierRule {
  qualificationMonths: number;
  heldMonths: number;
  graceMonths: number;
  oneStepDown: boolean;
  refundReverses: boolean;
}

/**
 * What a customer's scores said at each of so many snapshots, oldest first. Numbers of tiers, 1 the best; 0: not yet a
 * customer.
 */
export interface TierHistory {
  months: number;
  calculated: ArrayLike<number>;
  /** The tier had the refunds since the snapshot before not been made; 0 where they made no difference. */
  unrefunded: ArrayLike<number>;
}

/** A policy: the rules of each tier, the best first. */
export type TierPolicy = readonly TierRule[];

/** The calendar has no more snapshots. */
export const MOST_MONTHS = 60;

/** What a policy has to follow: a history, what its customers qualify for, and when there is something new. */
export class Course {
  history: TierHistory = { months: 0, calculated: [], unrefunded: [] };
  /** Whether the last snapshot is no month-end, so no further month. */
  isLastPartial = false;
  /**
   * The best tier that the customer has been calculated as good as for as many months as it asks for, at each snapshot. The
   * lowest tier asks for nothing. What was before the first snapshot is unknown: who is there has qualified for the tier
   * that is calculated there.
   */
  readonly qualified = new Int8Array(MOST_MONTHS);
  /** At each snapshot, the next one at which there is something new; the last is always looked at. */
  readonly next = new Int8Array(MOST_MONTHS);
  /** Since when the customer has been as good as each tier without a break. */
  readonly #since = new Int16Array(16);

  /** Of the policy only the months of qualification count here, so that policies with the same share a course. */
  set(history: TierHistory, policy: TierPolicy, isLastPartial: boolean): this {
    this.history = history;
    this.isLastPartial = isLastPartial;
    const { months, calculated, unrefunded } = history;
    const last = months - 1;
    this.#since.fill(NEVER);
    for (let place = 0; place <= last; ++place)
      this.qualified[place] = this.#qualified(calculated[place] ?? 0, place, policy);
    this.next[last] = last;
    for (let place = last - 1; place >= 0; --place) {
      const after = place + 1;
      const isNews =
        calculated[after] !== calculated[place] ||
        this.qualified[after] !== this.qualified[place] ||
        (unrefunded[after] ?? 0) > 0;
      this.next[place] = isNews ? after : (this.next[after] ?? last);
    }
    return this;
  }

  #qualified(now: number, place: number, policy: TierPolicy): number {
    if (now === 0) return 0;
    const month = this.monthOf(place);
    let best = policy.length;
    for (let tier = policy.length - 1; tier > 0; --tier) {
      if (now > tier) this.#since[tier] = NEVER;
      else {
        if (this.#since[tier] === NEVER) this.#since[tier] = place > 0 ? place : -MOST_MONTHS;
        const months = Math.max(0, month - (this.#since[tier] ?? 0));
        if (months >= (policy[tier - 1]?.qualificationMonths ?? 0)) best = tier;
      }
    }
    return best;
  }

  /** The number of months passed at a snapshot. */
  monthOf(place: number): number {
    return this.isLastPartial && place === this.history.months - 1 ? place - 1 : place;
  }
}

const NEVER = -1000;

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
  course: Course,
  policy: TierPolicy,
  award: (place: number, tier: number) => void,
  countedMonths = 12,
): number {
  const { qualified, next } = course;
  const { months, calculated, unrefunded } = course.history;
  const last = months - 1;
  const counted = months - countedMonths;
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
      const month = course.monthOf(place);
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
  const awarded = new Array<number>(history.months).fill(0);
  followPolicy(new Course().set(history, policy, isLastPartial), policy, (place, tier) => {
    awarded.fill(tier, place);
  });
  return awarded;
}
