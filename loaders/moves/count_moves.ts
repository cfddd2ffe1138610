import { availableParallelism } from "node:os";
import {
  BIGINT,
  DECIMAL,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  type DuckDBValue,
  INTEGER,
  TINYINT,
  VARCHAR,
} from "@duckdb/node-api";
import { COUNTS, type Counted, cellsOf, eachCell, MODELS, type TierBits } from "./count_pair.ts";
import { makeCounter } from "./counting_threads.ts";
import { pairsOf } from "./pair_counter.ts";
import { EXACT, readStates } from "./read_states.ts";
import { readSnapshotLimits, type SnapshotLimits } from "./snapshot_limits.ts";
import { StateBlock } from "./state_block.ts";
import { makeTables } from "./tables.ts";

export interface CountOptions {
  /** The tier models whose moves are counted; all unless given. */
  models?: readonly (typeof MODELS)[number][];
  /** 0: this thread. Unless given, one per processor where there are customers enough. */
  threads?: number | undefined;
  /** Customers whose states are in memory at a time, twice. */
  size?: number;
}

/**
 * Adds to the table `into`, which is empty and has the columns of customers.moves, the rows that its query would
 * (`DEFINITION`), in a third of the time. False, and the table is as it was, where it can't count exactly: amounts are too
 * large, or a limit is beyond what is looked up in tables.
 */
export async function countMoves(
  connection: DuckDBConnection,
  into: string,
  { models = MODELS, threads, size = 61_440 }: CountOptions = {},
): Promise<boolean> {
  const limits = await readSnapshotLimits(connection);
  if (limits.some((each) => makeTables(each) === null)) return false;
  const bits = await readTierBits(connection, limits);
  const chunks = await readChunks(connection);
  const customers = chunks.at(-1)?.last ?? 0;
  const places = Math.min(size, customers);
  const blocks = [0, 1].map(() => new StateBlock(limits.length, places));
  const wanted = {
    stages: models.includes("lifecycle_stage"),
    others: models.some((model) => model !== "lifecycle_stage"),
  };
  const counter = await makeCounter(
    {
      limits,
      bits,
      counted: MODELS.map((model) => models.includes(model)) as unknown as Counted,
      size: places,
      buffers: blocks.map(({ buffer }) => buffer),
      queue: new SharedArrayBuffer(4),
    },
    threads ?? (customers < FEW ? 0 : Math.min(MOST, availableParallelism())),
  );
  try {
    const rows: DuckDBValue[][] = [];
    let counting = Promise.resolve();
    let turn = 0;
    for (const chunk of chunks) {
      let sum = 0;
      for (let first = chunk.first; first <= chunk.last; first += places) {
        turn = 1 - turn;
        const block = blocks[turn] as StateBlock;
        const found = await readStates(
          connection,
          block,
          first,
          Math.min(chunk.last, first + places - 1),
          wanted,
        );
        sum += found.sum;
        if (Math.max(found.largest, sum) > EXACT) return false;
        await counting;
        counting = counter.count(turn);
        // Heard of where it is waited for.
        counting.catch(() => {});
      }
      await counting;
      for (const row of movesOf(await counter.take(), limits, bits, chunk.first)) rows.push(row);
    }
    await insert(connection, into, rows);
    return true;
  } finally {
    await counter.close();
  }
}

/** Below so many customers other threads are not worth their beginning. */
const FEW = 100_000;
const MOST = 8;

/** As customers.chunks, the last one up to the last customer. */
async function readChunks(connection: DuckDBConnection): Promise<{ first: number; last: number }[]> {
  const read = await connection.runAndReadAll(
    `select first_number, least(last_number, (select max(customer_number) from staging.customers))
     from customers.chunks
     order by first_number`,
  );
  return read.getRows().map(([first, last]) => ({ first: Number(first), last: Number(last) }));
}

async function readTierBits(
  connection: DuckDBConnection,
  limits: readonly SnapshotLimits[],
): Promise<TierBits> {
  const read = await connection.runAndReadAll(
    "select model, max(number)::integer from customers.tier_numbers group by model",
  );
  const most = new Map(read.getRows().map(([model, number]) => [String(model), Number(number)]));
  const ranks = limits.map(({ lowestRank }) => lowestRank + 1);
  const largest = { pyramid_level: Math.max(...ranks), lifecycle_stage: 7 } as Record<string, number>;
  return MODELS.map((model) =>
    Math.ceil(Math.log2(1 + Math.max(most.get(model) ?? 0, largest[model] ?? 0))),
  ) as unknown as TierBits;
}

function* movesOf(
  counts: Float64Array,
  limits: readonly SnapshotLimits[],
  bits: TierBits,
  firstNumber: number,
): Generator<DuckDBValue[]> {
  const cells = cellsOf(bits);
  const known = [...eachCell(bits)];
  for (const [from, earlier] of limits.entries())
    for (const [to, later] of limits.slice(0, from).entries()) {
      const first = (pairsOf(from) + to) * cells * COUNTS;
      for (const [cell, move] of known.entries()) {
        const [customers = 0, before = 0, after = 0] = counts.subarray(
          first + cell * COUNTS,
          first + (cell + 1) * COUNTS,
        );
        if (customers > 0 && move.reason > 0)
          yield [
            firstNumber,
            move.model,
            earlier.place,
            later.place,
            move.from,
            move.to,
            move.reason,
            BigInt(customers),
            new DuckDBDecimalValue(BigInt(before), 38, 4),
            new DuckDBDecimalValue(BigInt(after), 38, 4),
          ];
      }
    }
}

const TYPES = [
  INTEGER,
  VARCHAR,
  INTEGER,
  INTEGER,
  TINYINT,
  TINYINT,
  TINYINT,
  BIGINT,
  DECIMAL(38, 4),
  DECIMAL(38, 4),
];

async function insert(
  connection: DuckDBConnection,
  into: string,
  rows: readonly DuckDBValue[][],
): Promise<void> {
  const [schema, table] = into.split(".");
  const appender = await connection.createAppender(table ?? "", schema);
  for (let start = 0; start < rows.length; start += VECTOR) {
    const chunk = DuckDBDataChunk.create(TYPES);
    chunk.setRows(rows.slice(start, start + VECTOR));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** So many rows DuckDB takes at once. */
const VECTOR = 2048;
