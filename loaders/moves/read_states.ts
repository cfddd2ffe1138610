import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  type DuckDBResult,
} from "@duckdb/node-api";
import { AMOUNT, AMOUNTS, INTEGER, INTEGERS, type StateBlock } from "./state_block.ts";

const integerColumns: Record<keyof typeof INTEGER, string> = {
  recencyDays: "recency_days",
  frequency: "frequency",
  gapDays: "gap_days",
  salesSoFar: "sales_so_far",
  firstOrderedOn: "coalesce(first_ordered_on - date '1970-01-01', 0)::integer",
};

const amountColumns: Record<keyof typeof AMOUNT, string> = {
  monetary: "monetary::double",
  revenueSoFar: "revenue_so_far::double",
  growthRevenue: "growth_revenue::double",
  growthBase: "growth_base::double",
};

const integerNames = Object.keys(integerColumns) as (keyof typeof INTEGER)[];
const amountNames = Object.keys(amountColumns) as (keyof typeof AMOUNT)[];

/** Begins to read the states of the customers with these numbers at the snapshots of so many slots. */
export function askStates(
  connection: DuckDBConnection,
  slots: number,
  first: number,
  last: number,
): Promise<DuckDBResult> {
  return connection.stream(
    `select slot::integer, customer_number, tiers, ${[...Object.values(integerColumns), ...Object.values(amountColumns)].join(", ")}
     from customers.states where slot between 0 and ${slots - 1} and customer_number between ${first} and ${last}`,
  );
}

/**
 * Reads them into a block whose first customer has the number `first`; returns the largest amount, in ten-thousandths, and
 * the largest sum of revenues in the window at a snapshot. Amounts are exact up to `EXACT`.
 */
export async function readStates(
  states: DuckDBResult,
  block: StateBlock,
  first: number,
): Promise<{ largest: number; sum: number }> {
  block.tiers.fill(0);
  const sums = new Float64Array(block.slots);
  let largest = 0;
  for (;;) {
    const chunk = await states.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return { largest, sum: Math.max(...sums) };
    const slots = integersOf(chunk, 0);
    const places = placesOf(slots, integersOf(chunk, 1), block, first);
    const tiers = integersOf(chunk, 2);
    for (let row = 0; row < places.length; ++row) block.tiers[places[row] as number] = tiers[row] as number;
    for (const [index, name] of integerNames.entries())
      putIntegers(integersOf(chunk, 3 + index), block.integers, places, INTEGER[name]);
    for (const [index, name] of amountNames.entries()) {
      const amounts = amountsOf(chunk, 3 + integerNames.length + index);
      largest = Math.max(largest, putAmounts(amounts, block.amounts, places, AMOUNT[name]));
      if (name !== "monetary") continue;
      for (let row = 0; row < amounts.length; ++row)
        sums[slots[row] as number] =
          (sums[slots[row] as number] as number) + Math.abs(amounts[row] as number) * 10_000;
    }
  }
}

/** Up to here, numbers hold amounts and their sums exactly. */
export const EXACT = 2 ** 50;

function placesOf(slots: Int32Array, numbers: Int32Array, block: StateBlock, first: number): Int32Array {
  const places = new Int32Array(slots.length);
  for (let row = 0; row < places.length; ++row) {
    places[row] = (slots[row] as number) * block.size + (numbers[row] as number) - first;
  }
  return places;
}

function putIntegers(values: Int32Array, into: Int32Array, places: Int32Array, offset: number): void {
  for (let row = 0; row < places.length; ++row)
    into[(places[row] as number) * INTEGERS + offset] = values[row] as number;
}

/** In ten-thousandths; returns the largest. */
function putAmounts(values: Float64Array, into: Float64Array, places: Int32Array, offset: number): number {
  let largest = 0;
  for (let row = 0; row < places.length; ++row) {
    const amount = Math.round((values[row] as number) * 10_000);
    into[(places[row] as number) * AMOUNTS + offset] = amount;
    largest = Math.max(largest, Math.abs(amount));
  }
  return largest;
}

// The library's own arrays, since asking for each value costs more than all else. No value is null.

function integersOf(chunk: DuckDBDataChunk, column: number): Int32Array {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBIntegerVector)) throw new Error(`column ${column} holds no whole numbers`);
  // biome-ignore lint/complexity/useLiteralKeys: only so may a private member be read
  return vector["items"];
}

function amountsOf(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBDoubleVector)) throw new Error(`column ${column} holds no amounts`);
  // biome-ignore lint/complexity/useLiteralKeys: only so may a private member be read
  return vector["items"];
}
