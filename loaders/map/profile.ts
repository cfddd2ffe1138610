import { dateShape, monthFormat } from "./date_formats.ts";
import { type Mask, masksOf } from "./masks.ts";
import { isNumberMask } from "./number_formats.ts";
import type { Query } from "./query.ts";
import { rowsNow, type Source } from "./source.ts";

/** What the first rows of a column show. */
export interface ColumnProfile {
  /** Values that are not empty. */
  filled: number;
  distinct: number;
  /** Shares of the filled values that look like one. */
  dateShare: number;
  monthShare: number;
  numberShare: number;
  /** Numbers with a fraction, of the numbers. */
  fractionShare: number;
  /** The first three different values. */
  samples: string[];
  /** Words for nothing that occur, such as NULL. */
  nulls: string[];
  /** Values stand in tabs or as `="001"`, which keeps programs from taking an id for a number. */
  isWrapped: boolean;
}

/** Rows that are looked at to guess what a column is; how it is written is settled over all rows. */
const ROWS = 20_000;
const NULLS = new Set(["NULL", "null", "Null", "\\N", "NaN", "nan", "#N/A", "#NULL!", "(null)", "<null>"]);

/** The profile of every column of a source, by its name. */
export async function profileSource(query: Query, source: Source): Promise<Map<string, ColumnProfile>> {
  const cells = source.columns.map(({ sql }, at) => `left((${sql})::varchar, 200) as c${at}`);
  const rows = await query.rows(`select ${cells.join(", ")} from ${rowsNow(source)} limit ${ROWS}`);
  return new Map(
    source.columns.map(({ name, type }, at) => {
      const profile = profileValues(rows.map((row) => (row[`c${at}`] ?? null) as string | null));
      if (type === "date" || type === "timestamp") profile.dateShare = 1;
      return [name, profile];
    }),
  );
}

/** What a column's values show. */
export function profileValues(values: (string | null)[]): ColumnProfile {
  const filled: string[] = [];
  const nulls = new Set<string>();
  let isWrapped = false;
  for (const value of values) {
    const text = value?.trim().replace(/^="(.*)"$/s, "$1") ?? "";
    isWrapped ||= value !== null && /^\s*="|^\t|\t$/.test(value);
    if (NULLS.has(text)) nulls.add(text);
    else if (text !== "") filled.push(text);
  }
  const distinct = new Set(filled);
  const masks = masksOf(filled);
  const count = (test: (mask: Mask) => boolean) =>
    masks.reduce((sum, mask) => sum + (test(mask) ? mask.count : 0), 0);
  const numbers = count(({ mask }) => isNumberMask(mask));
  const isDay = ({ mask, example }: Mask) => dateShape(mask, example) !== undefined;
  const of = filled.length || 1;
  return {
    filled: filled.length,
    distinct: distinct.size,
    dateShare: count(isDay) / of,
    monthShare: count((mask) => isDay(mask) || monthFormat(mask.mask, mask.example) !== undefined) / of,
    numberShare: numbers / of,
    fractionShare: count(({ mask }) => isNumberMask(mask) && /[.,]9+\D*$/.test(mask)) / (numbers || 1),
    samples: [...distinct].slice(0, 3),
    nulls: [...nulls],
    isWrapped,
  };
}
