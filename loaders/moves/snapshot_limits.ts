import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A snapshot that is compared with others, as in customers.limits: days counted from 1970, amounts in ten-thousandths. */
export interface SnapshotLimits {
  place: number;
  asOf: number;
  /** The reports' cut points. */
  cuts: Cuts;
  /** Those of the segment preset in force, where they are not the reports'. */
  segmentCuts: Cuts | null;
  /** Whether the M of these is revenue per order. */
  isPerOrder: boolean;
  /** Where the pyramid's levels begin; one that there is not begins at 0. */
  levels: Levels;
  lowestRank: number;
  /** The number of the tier of each triple of scores, in the order 111, 112 … 555. */
  scoreTiers: Uint8Array;
  segments: Uint8Array;
  /** The level of each segment's number, from 1, where they are not the numbers' own order. */
  segmentLevels: Uint8Array | null;
  churnedAfterDays: number;
  dormantAfterDays: number;
  reactivatedWithinDays: number;
  reactivatedGapDays: number;
  /** In ten-thousandths. */
  growthRate: number;
  growthDays: number;
  newWithinDays: number;
}

/** What begins the scores 5, 4, 3 and 2. */
export type Cuts = Readonly<
  Record<"r5" | "r4" | "r3" | "r2" | "f5" | "f4" | "f3" | "f2" | "m5" | "m4" | "m3" | "m2", number>
>;

export type Levels = Readonly<Record<"p1" | "p2" | "p3" | "p4" | "p5", number>>;

/** The snapshots that are compared with each other, the newest first: a slot is a place. */
export async function readSnapshotLimits(connection: DuckDBConnection): Promise<SnapshotLimits[]> {
  const read = await connection.runAndReadAll(
    `from customers.limits
     where slot = 0 or slot in (select slot from customers.comparisons)
     order by slot`,
  );
  return read.getRowObjects().map(limitsOf);
}

function limitsOf(row: Record<string, DuckDBValue>): SnapshotLimits {
  const number = (name: string) => Number(row[name]);
  const tenThousandths = (name: string) => scaled(row[name]);
  const cuts = (prefix: string): Cuts => ({
    r5: number(`${prefix}r5`),
    r4: number(`${prefix}r4`),
    r3: number(`${prefix}r3`),
    r2: number(`${prefix}r2`),
    f5: number(`${prefix}f5`),
    f4: number(`${prefix}f4`),
    f3: number(`${prefix}f3`),
    f2: number(`${prefix}f2`),
    m5: tenThousandths(`${prefix}m5`),
    m4: tenThousandths(`${prefix}m4`),
    m3: tenThousandths(`${prefix}m3`),
    m2: tenThousandths(`${prefix}m2`),
  });
  return {
    place: number("place"),
    asOf: row.as_of instanceof DuckDBDateValue ? row.as_of.days : Number.NaN,
    cuts: cuts(""),
    segmentCuts: row.has_own_scale === true ? cuts("s_") : null,
    isPerOrder: row.s_per_order === true,
    levels: {
      p1: tenThousandths("p1"),
      p2: tenThousandths("p2"),
      p3: tenThousandths("p3"),
      p4: tenThousandths("p4"),
      p5: tenThousandths("p5"),
    },
    lowestRank: number("lowest_rank"),
    scoreTiers: list(row.score_tier_numbers),
    segments: list(row.segment_numbers),
    segmentLevels: row.has_shared_levels === true ? list(row.segment_levels) : null,
    churnedAfterDays: number("churned_after_days"),
    dormantAfterDays: number("dormant_after_days"),
    reactivatedWithinDays: number("reactivated_within_days"),
    reactivatedGapDays: number("reactivated_gap_days"),
    growthRate: tenThousandths("growth_rate"),
    growthDays: number("growth_days"),
    newWithinDays: number("new_within_days"),
  };
}

function scaled(value: DuckDBValue | undefined): number {
  if (value instanceof DuckDBDecimalValue) return Number(value.value) * 10 ** (4 - value.scale);
  return Math.round(Number(value) * 10_000);
}

function list(text: DuckDBValue | undefined): Uint8Array {
  return Uint8Array.from(String(text).split(" "), Number);
}
