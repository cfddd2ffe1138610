import { COUNTS, type Counted, cellsOf, countPair, type TierBits } from "./count_pair.ts";
import type { SnapshotLimits } from "./snapshot_limits.ts";
import { StateBlock } from "./state_block.ts";
import { type LimitTables, makeReasons, makeTables, type ReasonTables } from "./tables.ts";

/** What counting hangs on: the same for all customers. */
export interface Counting {
  /** The newest first; the slot is the place. */
  limits: readonly SnapshotLimits[];
  bits: TierBits;
  counted: Counted;
  /** Of `StateBlock`. */
  size: number;
  buffers: readonly SharedArrayBuffer[];
  /** One number: the next earlier snapshot that no thread has taken yet. */
  queue: SharedArrayBuffer;
}

/** Counts the moves between all pairs of snapshots, as one of several threads that share blocks of states. */
export class PairCounter {
  readonly #counting: Counting;
  readonly #blocks: readonly StateBlock[];
  readonly #queue: Int32Array;
  readonly #counts: Float64Array;
  readonly #cells: number;
  readonly #tables: readonly (LimitTables | null)[];
  readonly #reasons: ReasonTables;
  readonly #movers = new Int32Array(CACHED);

  constructor(counting: Counting) {
    const { limits, bits, size, buffers, queue } = counting;
    this.#counting = counting;
    this.#blocks = buffers.map((buffer) => new StateBlock(limits.length, size, buffer));
    this.#queue = new Int32Array(queue);
    this.#cells = cellsOf(bits);
    this.#tables = limits.map(makeTables);
    this.#reasons = makeReasons(bits, limits[0]?.segmentLevels ?? null);
    this.#counts = new Float64Array(pairsOf(limits.length) * this.#cells * COUNTS);
  }

  /** Takes one earlier snapshot after the other, until all are taken: those with most later ones first. */
  count(block: number): void {
    const { limits, bits, counted, size } = this.#counting;
    const states = this.#blocks[block] as StateBlock;
    for (;;) {
      const from = limits.length - 1 - Atomics.add(this.#queue, 0, 1);
      const [then, tables] = [limits[from], this.#tables[from]];
      if (from < 1 || !then || !tables) return;
      for (let start = 0; start < size; start += CACHED) {
        const end = Math.min(size, start + CACHED);
        for (let to = 0; to < from; ++to) {
          const now = limits[to];
          if (!now) continue;
          const first = (pairsOf(from) + to) * this.#cells * COUNTS;
          const counts = this.#counts.subarray(first, first + this.#cells * COUNTS);
          const pair = {
            block: states,
            earlierSlot: from,
            laterSlot: to,
            limits: then,
            tables,
            laterAsOf: now.asOf,
          };
          countPair(pair, bits, counted, this.#reasons, counts, this.#movers, start, end);
        }
      }
    }
  }

  /** All counts since the last time: for each pair (see `pairsOf`) and cell `COUNTS` numbers. */
  take(): Float64Array {
    const counts = this.#counts.slice();
    this.#counts.fill(0);
    return counts;
  }
}

/** The number of pairs among so many snapshots; that of the later slot `to` with the earlier `from` is `pairsOf(from) + to`. */
export function pairsOf(snapshots: number): number {
  return (snapshots * (snapshots - 1)) / 2;
}

/** So many customers' states at two snapshots fit into the nearer cache. */
const CACHED = 4096;
