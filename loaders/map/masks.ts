import type { Query } from "./query.ts";

/** A shape that a column's values have: digits written as 9, all else as it is. */
export interface Mask {
  mask: string;
  count: number;
  example: string;
}

const LIMIT = 5000;

/**
 * The shapes of all of a column's values, the commonest first. A number that starts `0.` or `0,` keeps its 0,
 * as that tells a decimal sign from a thousands one. At most 5,000 shapes.
 */
export async function readMasks(query: Query, rows: string, column: string): Promise<Mask[]> {
  const masks = await query.rows(
    `with texts as (
       select trim((${column})::varchar) as value, count(*) as n from ${rows} group by value
     ),
     shaped as (
       select value, n, translate(value, '012345678', '999999999') as nines from texts where value <> ''
     )
     select
       case
         when (contains(value, '0.') or contains(value, '0,')) and regexp_matches(value, '^[^0-9]*0[.,]')
           then regexp_replace(nines, '9', '0')
         else nines
       end as mask,
       sum(n)::double as n,
       left(min(value), 100) as example
     from shaped group by mask order by sum(n) desc, mask limit ${LIMIT}`,
  );
  return masks.map((row) => ({ mask: String(row.mask), count: Number(row.n), example: String(row.example) }));
}

/** The shapes of values that are at hand, as `readMasks` would tell them. */
export function masksOf(values: string[]): Mask[] {
  const masks = new Map<string, Mask>();
  for (const value of values) {
    const text = value.trim();
    if (text === "") continue;
    const mask = text
      .replace(/^([^0-9]*)0(?=[.,])/, "$1\u0000")
      .replace(/[0-9]/g, "9")
      .replace("\u0000", "0");
    const known = masks.get(mask);
    if (known) known.count++;
    else masks.set(mask, { mask, count: 1, example: text });
  }
  return [...masks.values()].sort((one, other) => other.count - one.count);
}
