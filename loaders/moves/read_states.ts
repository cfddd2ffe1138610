import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  type DuckDBResult,
} from "@duckdb/node-api";
import { AMOUNT, AMOUNTS, INTEGER, INTEGERS, type StateBlock } from "./state_block.ts";

// Who has lapsed has no days or sums so far.
const integerColumns: Record<keyof typeof INTEGER, string> = {
  recencyDays: "coalesce(activity.as_of - last_ordered_on, 99999999)::integer",
  frequency: "frequency",
  gapDays: "coalesce(gap_days, 0)",
  salesSoFar: "coalesce(sales_so_far, 0)::integer",
  firstOrderedOn: "(first_ordered_on - date '1970-01-01')::integer",
};

const amountColumns: Record<keyof typeof AMOUNT, string> = {
  monetary: "monetary::double",
  revenueSoFar: "coalesce(revenue_so_far, 0)::double",
  growthRevenue: "growth_revenue::double",
  growthBase: "growth_base::double",
};

/** What the models' reasons are made of: that of lifecycle stages, and that of all others. */
export interface Wanted {
  stages: boolean;
  others: boolean;
}

const ofStages: readonly string[] = ["gapDays", "firstOrderedOn", "growthRevenue", "growthBase"];
const ofOthers: readonly string[] = ["frequency", "salesSoFar"];

function namesOf<Name extends string>(columns: Record<Name, string>, { stages, others }: Wanted): Name[] {
  const names = Object.keys(columns) as Name[];
  return names.filter((name) => (stages || !ofStages.includes(name)) && (others || !ofOthers.includes(name)));
}

/**
 * Reads the states of a block's customers, of whom the first has the number `first`, and what they are made of. Returns the
 * largest amount, in ten-thousandths, and the largest sum of revenues in the window at a snapshot; amounts are exact up to
 * `EXACT`.
 */
export async function readStates(
  connection: DuckDBConnection,
  block: StateBlock,
  first: number,
  last: number,
  wanted: Wanted,
): Promise<{ largest: number; sum: number }> {
  const where = `slot between 0 and ${block.slots - 1} and customer_number between ${first} and ${last}`;
  block.clear();
  const states = await connection.stream(
    `select slot::integer, customer_number, tiers from customers.states where ${where}`,
  );
  for await (const chunk of chunksOf(states)) {
    const places = placesOf(integersOf(chunk, 0), integersOf(chunk, 1), block, first);
    const tiers = integersOf(chunk, 2);
    for (let row = 0; row < places.length; ++row) block.tiers[places[row] as number] = tiers[row] as number;
  }
  const [integers, amounts] = [namesOf(integerColumns, wanted), namesOf(amountColumns, wanted)];
  const columns = [
    ...integers.map((name) => integerColumns[name]),
    ...amounts.map((name) => amountColumns[name]),
  ];
  const activity = await connection.stream(
    `select slot, customer_number, ${columns.join(", ")}
     from customers.activity as activity
     inner join customers.slots as slots on activity.as_of = slots.as_of
     where ${where}`,
  );
  const sums = new Float64Array(block.slots);
  let largest = 0;
  for await (const chunk of chunksOf(activity)) {
    const slots = integersOf(chunk, 0);
    const places = placesOf(slots, integersOf(chunk, 1), block, first);
    for (const [index, name] of integers.entries())
      putIntegers(integersOf(chunk, 2 + index), block.integers, places, INTEGER[name]);
    for (const [index, name] of amounts.entries()) {
      const values = amountsOf(chunk, 2 + integers.length + index);
      largest = Math.max(largest, putAmounts(values, block.amounts, places, AMOUNT[name]));
      if (name !== "monetary") continue;
      for (let row = 0; row < values.length; ++row)
        sums[slots[row] as number] =
          (sums[slots[row] as number] as number) + Math.abs(values[row] as number) * 10_000;
    }
  }
  return { largest, sum: Math.max(...sums) };
}

/** Each chunk while the next one is on its way. */
async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  let next = result.fetchChunk();
  for (;;) {
    const chunk = await next;
    if (!chunk || chunk.rowCount === 0) return;
    next = result.fetchChunk();
    // Heard of where it is waited for.
    next.catch(() => {});
    yield chunk;
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
