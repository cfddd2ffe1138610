import {
  BIGINT,
  BOOLEAN,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBListValue,
  DuckDBScalarFunction,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import {
  awardTiers,
  type Course,
  courseOf,
  followPolicy,
  type TierHistory,
  type TierPolicy,
} from "./tier_policy.ts";

/**
 * Makes functions of SQL of loaders/sql/tier_policy.ts. A history is that of customers.score_tier_paths; a policy is its
 * rules as in customers.policies, for each tier `qualification held grace one_step_down refund_reverses`, the best first,
 * with commas between; flags are 0 or 1. Policies, and whether the last snapshot is partial, are the same for all rows.
 *
 * - `awarded_history(history, policy, is_last_partial)`: the tiers awarded, in the form of a history.
 * - `policy_outcomes(history, policies, is_last_partial)`: for each of the policies, which semicolons part, a digit: the tier
 *   awarded at the last snapshot; and after all of them, for each a digit: the flip-flops avoided in the last 12 months.
 */
export function makeTierPolicyFunctions(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "awarded_history",
      parameterTypes: [LIST(BIGINT), VARCHAR, BOOLEAN],
      returnType: LIST(BIGINT),
      mainFunction: (_info, input, output) => {
        const { words, policies, isLastPartial } = readInput(input);
        for (const [row, history] of words.entries()) {
          const awarded = awardTiers(readHistory(history), policies[0]?.rules ?? [], isLastPartial);
          output.setItem(row, listValue(writeWords(awarded, history.length)));
        }
        output.flush();
      },
    }),
  );
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "policy_outcomes",
      parameterTypes: [LIST(BIGINT), VARCHAR, BOOLEAN],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const { words, policies, isLastPartial } = readInput(input);
        for (const [row, history] of words.entries())
          output.setItem(row, outcomesOf(readHistory(history), policies, isLastPartial));
        output.flush();
      },
    }),
  );
}

function readInput(input: DuckDBDataChunk): {
  words: (readonly bigint[])[];
  policies: ReadPolicy[];
  isLastPartial: boolean;
} {
  const [histories, policies, partials] = [0, 1, 2].map((column) => input.getColumnVector(column));
  const words = Array.from({ length: input.rowCount }, (_, row) => {
    const history = histories?.getItem(row) as DuckDBListValue | null;
    return (history?.items ?? []) as bigint[];
  });
  const text = String(policies?.getItem(0));
  return { words, policies: parsePolicies(text), isLastPartial: partials?.getItem(0) === true };
}

/** Six bits a snapshot, ten of them a word: the tier calculated, and above it the one without refunds. */
const PLACES = 10;
const BITS = 6n;

function readHistory(words: readonly bigint[]): TierHistory {
  const calculated: number[] = [];
  const unrefunded: number[] = [];
  for (const word of words) {
    // Halves of 30 bits are exact as numbers, which are faster than large ones.
    for (const half of [Number(word & 0x3fffffffn), Number(word >> 30n)])
      for (let shift = 0; shift < 30; shift += Number(BITS)) {
        calculated.push((half >> shift) & 7);
        unrefunded.push((half >> (shift + 3)) & 7);
      }
  }
  // Who has come stays: the last snapshot is the last with a tier.
  const length = calculated.findLastIndex((tier) => tier > 0) + 1;
  return { calculated: calculated.slice(0, length), unrefunded: unrefunded.slice(0, length) };
}

function writeWords(tiers: readonly number[], words: number): bigint[] {
  return Array.from({ length: words }, (_, word) =>
    tiers
      .slice(word * PLACES, (word + 1) * PLACES)
      .reduce((packed, tier, place) => packed | (BigInt(tier) << (BITS * BigInt(place))), 0n),
  );
}

/** A policy among others. */
interface ReadPolicy {
  rules: TierPolicy;
  /** The first one that asks the same for a qualification. */
  qualifiesAs: number;
  /** The first one that differs at most in what a refund does. */
  sameWithoutRefunds: number;
}

/** Of each policy what it comes to; what several policies share is found once, which takes a fifth of the time. */
function outcomesOf(history: TierHistory, policies: readonly ReadPolicy[], isLastPartial: boolean): string {
  const hasRefunds = history.unrefunded.some((tier) => tier > 0);
  const courses: Course[] = [];
  const digits = new Array<number>(2 * policies.length).fill(0);
  let tier = 0;
  const award = (_: number, awarded: number) => {
    tier = awarded;
  };
  for (const [index, { rules, qualifiesAs, sameWithoutRefunds }] of policies.entries()) {
    if (!hasRefunds && sameWithoutRefunds < index) {
      digits[index] = digits[sameWithoutRefunds] ?? 0;
      digits[policies.length + index] = digits[policies.length + sameWithoutRefunds] ?? 0;
      continue;
    }
    courses[qualifiesAs] ??= courseOf(history, rules, isLastPartial);
    digits[policies.length + index] = followPolicy(courses[qualifiesAs], rules, award);
    digits[index] = tier;
  }
  return digits.join("");
}

function parsePolicies(text: string): ReadPolicy[] {
  const policies = text
    .split(";")
    .map((policy) => policy.split(",").map((rule) => rule.split(" ").map(Number)));
  const firstLike = (part: (rule: readonly number[]) => readonly number[]) => {
    const keys = policies.map((rules) => rules.map(part).join());
    return keys.map((key) => keys.indexOf(key));
  };
  const qualifiesAs = firstLike((rule) => rule.slice(0, 1));
  const sameWithoutRefunds = firstLike((rule) => rule.slice(0, 4));
  return policies.map((rules, index) => ({
    rules: rules.map(
      ([qualificationMonths = 0, heldMonths = 0, graceMonths = 0, oneStepDown, refundReverses]) => ({
        qualificationMonths,
        heldMonths,
        graceMonths,
        oneStepDown: oneStepDown === 1,
        refundReverses: refundReverses === 1,
      }),
    ),
    qualifiesAs: qualifiesAs[index] ?? index,
    sameWithoutRefunds: sameWithoutRefunds[index] ?? index,
  }));
}
