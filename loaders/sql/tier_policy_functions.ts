import {
  BOOLEAN,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBListValue,
  DuckDBScalarFunction,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import {
  awardTiers,
  Course,
  followPolicy,
  MOST_MONTHS,
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
      parameterTypes: [LIST(INTEGER), VARCHAR, BOOLEAN],
      returnType: LIST(INTEGER),
      mainFunction: (_info, input, output) => {
        const { words, policies, isLastPartial } = readInput(input);
        const reader = new HistoryReader();
        for (const [row, history] of words.entries()) {
          const awarded = awardTiers(reader.read(history), policies[0]?.rules ?? [], isLastPartial);
          output.setItem(row, listValue(writeWords(awarded, history.length)));
        }
        output.flush();
      },
    }),
  );
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "policy_outcomes",
      parameterTypes: [LIST(INTEGER), VARCHAR, BOOLEAN],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const { words, policies, isLastPartial } = readInput(input);
        const reader = new HistoryReader();
        const outcomes = new Outcomes(policies);
        for (const [row, history] of words.entries())
          output.setItem(row, outcomes.of(reader.read(history), isLastPartial));
        output.flush();
      },
    }),
  );
}

function readInput(input: DuckDBDataChunk): {
  words: (readonly number[])[];
  policies: ReadPolicy[];
  isLastPartial: boolean;
} {
  const [histories, policies, partials] = [0, 1, 2].map((column) => input.getColumnVector(column));
  const words = Array.from({ length: input.rowCount }, (_, row) => {
    const history = histories?.getItem(row) as DuckDBListValue | null;
    return (history?.items ?? []) as number[];
  });
  const text = String(policies?.getItem(0));
  return { words, policies: parsePolicies(text), isLastPartial: partials?.getItem(0) === true };
}

/** Six bits a snapshot: the tier calculated, and above it the one without refunds. Five snapshots a word. */
const PLACES = 5;
const BITS = 6;

/** One history after the other, in the same arrays: there are millions. */
class HistoryReader implements TierHistory {
  months = 0;
  hasRefunds = false;
  readonly calculated = new Int8Array(MOST_MONTHS);
  readonly unrefunded = new Int8Array(MOST_MONTHS);

  read(words: readonly number[]): this {
    this.months = 0;
    this.hasRefunds = false;
    let place = 0;
    for (const word of words) {
      for (let shift = 0; shift < PLACES * BITS; shift += BITS, ++place) {
        const symbol = word >> shift;
        this.calculated[place] = symbol & 7;
        this.unrefunded[place] = (symbol >> 3) & 7;
        // Who has come stays: the last snapshot is the last with a tier.
        if ((symbol & 7) > 0) this.months = place + 1;
        if (((symbol >> 3) & 7) > 0) this.hasRefunds = true;
      }
    }
    return this;
  }
}

function writeWords(tiers: readonly number[], words: number): number[] {
  return Array.from({ length: words }, (_, word) =>
    tiers
      .slice(word * PLACES, (word + 1) * PLACES)
      .reduce((packed, tier, place) => packed | (tier << (BITS * place)), 0),
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
class Outcomes {
  readonly #policies: readonly ReadPolicy[];
  readonly #courses: Course[] = [];
  readonly #digits: Buffer;
  #tier = 0;

  constructor(policies: readonly ReadPolicy[]) {
    this.#policies = policies;
    this.#digits = Buffer.alloc(2 * policies.length);
  }

  of(history: HistoryReader, isLastPartial: boolean): string {
    const size = this.#policies.length;
    const digits = this.#digits;
    for (const [index, { rules, qualifiesAs, sameWithoutRefunds }] of this.#policies.entries()) {
      if (!history.hasRefunds && sameWithoutRefunds < index) {
        digits[index] = digits[sameWithoutRefunds] ?? ZERO;
        digits[size + index] = digits[size + sameWithoutRefunds] ?? ZERO;
        continue;
      }
      this.#courses[qualifiesAs] ??= new Course();
      const course = this.#courses[qualifiesAs];
      if (qualifiesAs === index) course.set(history, rules, isLastPartial);
      digits[size + index] = ZERO + followPolicy(course, rules, this.#award);
      digits[index] = ZERO + this.#tier;
    }
    return digits.toString("latin1");
  }

  readonly #award = (_: number, tier: number) => {
    this.#tier = tier;
  };
}

const ZERO = "0".charCodeAt(0);

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
