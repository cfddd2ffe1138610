import { type DateOrder, type DateShape, dateShape, monthFormat } from "./date_formats.ts";
import type { Mask } from "./masks.ts";
import type { Query } from "./query.ts";

/** How a column writes days. */
export interface DateFormat {
  /** Every way that occurs, the commonest first, with the order of day and month settled. */
  shapes: SettledShape[];
  hasTime: boolean;
  unreadable: number;
  unreadableExample: string | undefined;
  why: string;
}

export type SettledShape = Exclude<DateShape, { kind: "open" }>;

/** What all values of a column say about the order of day and month. */
export interface OrderEvidence {
  /** Values whose first number is above 12, and one of them. */
  dayFirst: number;
  dayFirstExample: string;
  /** Values whose second number is above 12, and one of them. */
  monthFirst: number;
  monthFirstExample: string;
  /** Whether the file's rows are in order of time when read so; undefined when it cannot be told. */
  sorted: DateOrder | undefined;
}

/** Reads through all values of a column for what tells day from month. `formats` reads the commonest shape. */
export async function readOrderEvidence(
  query: Query,
  rows: string,
  column: string,
  formats: { dmy: string; mdy: string },
): Promise<OrderEvidence> {
  const [row = {}] = await query.rows(
    `with days as (
       select trim((${column})::varchar) as value, count(*) as n from ${rows} group by value
     ),
     parts as (
       select
         value,
         n,
         try_cast(regexp_extract(value, '^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]', 1) as integer) as one,
         try_cast(regexp_extract(value, '^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]', 2) as integer) as two
       from days
     )
     select
       coalesce(sum(n) filter (where one between 13 and 31 and two <= 12), 0)::double as day_first,
       min(value) filter (where one between 13 and 31 and two <= 12) as day_first_example,
       coalesce(sum(n) filter (where two between 13 and 31 and one <= 12), 0)::double as month_first,
       min(value) filter (where two between 13 and 31 and one <= 12) as month_first_example
     from parts`,
  );
  const evidence: OrderEvidence = {
    dayFirst: Number(row.day_first),
    dayFirstExample: String(row.day_first_example ?? ""),
    monthFirst: Number(row.month_first),
    monthFirstExample: String(row.month_first_example ?? ""),
    sorted: undefined,
  };
  if (evidence.dayFirst === 0 && evidence.monthFirst === 0)
    evidence.sorted = await readSorting(query, rows, column, formats);
  return evidence;
}

/** The one order of day and month in which the file's rows rise or fall all through. */
async function readSorting(
  query: Query,
  rows: string,
  column: string,
  formats: { dmy: string; mdy: string },
): Promise<DateOrder | undefined> {
  const [row = {}] = await query.rows(
    `with days as (
       select
         try_strptime(trim((${column})::varchar), '${formats.dmy}') as dmy,
         try_strptime(trim((${column})::varchar), '${formats.mdy}') as mdy
       from ${rows}
     ),
     steps as (
       select dmy - lag(dmy) over () as dmy_step, mdy - lag(mdy) over () as mdy_step from days
     )
     select
       (count(*) filter (where dmy_step < interval 0 day))::double as dmy_falls,
       (count(*) filter (where dmy_step > interval 0 day))::double as dmy_rises,
       (count(*) filter (where mdy_step < interval 0 day))::double as mdy_falls,
       (count(*) filter (where mdy_step > interval 0 day))::double as mdy_rises
     from steps`,
  );
  const inOrder = (falls: unknown, rises: unknown) =>
    Math.min(Number(falls), Number(rises)) === 0 && Math.max(Number(falls), Number(rises)) >= 5;
  const dmy = inOrder(row.dmy_falls, row.dmy_rises);
  const mdy = inOrder(row.mdy_falls, row.mdy_rises);
  if (dmy === mdy) return undefined;
  return dmy ? "dmy" : "mdy";
}

/** The shapes of a column and, for those that leave it open, the formats of the commonest. */
export function shapesOf(
  masks: Mask[],
  kind: "date" | "month" = "date",
): { shapes: DateShape[]; unreadable: number; unreadableExample: string | undefined; example: string } {
  const shapes = new Map<string, DateShape>();
  let unreadable = 0;
  let unreadableExample: string | undefined;
  let example = "";
  for (const { mask, count, example: value } of masks) {
    const month = kind === "month" ? monthFormat(mask, value) : undefined;
    const shape: DateShape | undefined = month
      ? { kind: "strptime", format: month, hasTime: false }
      : dateShape(mask, value);
    if (shape) {
      shapes.set(JSON.stringify(shape), shape);
      if (shape.kind === "open") example ||= value;
    } else {
      unreadable += count;
      unreadableExample ??= value;
    }
  }
  return { shapes: [...shapes.values()], unreadable, unreadableExample, example };
}

/**
 * Settles the order of day and month: as the user says unless every value that tells speaks against it, else by
 * numbers above 12, else by points, which only day-first countries write, else by the order of the file's rows,
 * else as in a column settled before. Undefined when nothing tells.
 */
export function decideOrder(
  evidence: OrderEvidence,
  { given, before, sign }: { given?: DateOrder | undefined; before?: DateOrder | undefined; sign: string },
): { order: DateOrder; why: string } | undefined {
  const { dayFirst, monthFirst, dayFirstExample, monthFirstExample, sorted } = evidence;
  const isAgainst = given === "dmy" ? monthFirst > 0 && dayFirst === 0 : dayFirst > 0 && monthFirst === 0;
  if (given && !isAgainst) return { order: given, why: "as you said" };
  if (dayFirst > monthFirst * 20) return { order: "dmy", why: `${dayFirstExample} has the day first` };
  if (monthFirst > dayFirst * 20) return { order: "mdy", why: `${monthFirstExample} has the month first` };
  if (dayFirst || monthFirst) return undefined;
  if (sign === ".") return { order: "dmy", why: "days written with points have the day first" };
  if (sorted) return { order: sorted, why: "only so the rows are in order of time" };
  if (before) return { order: before, why: "as in the columns before" };
  return undefined;
}

/** The shapes with day and month in one order. */
export function settleShapes(shapes: DateShape[], order: DateOrder): SettledShape[] {
  return shapes.map((shape) =>
    shape.kind === "open" ? { kind: "strptime", format: shape[order], hasTime: shape.hasTime } : shape,
  );
}
