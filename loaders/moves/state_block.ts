/**
 * The states of so many customers at so many snapshots, as in customers.states and activity; a customer has the same place at all.
 * What belongs to one state stands together. Shared between threads.
 */
export class StateBlock {
  /** Packed tiers by slot and place; 0 where there is no state. */
  readonly tiers: Int32Array;
  /** By slot, place and `DAYS`: days (from 1970) and numbers of orders. */
  readonly integers: Int32Array;
  /** By slot, place and `AMOUNT`: in ten-thousandths. */
  readonly amounts: Float64Array;

  constructor(
    readonly slots: number,
    readonly size: number,
    readonly buffer = new SharedArrayBuffer(slots * size * BYTES),
  ) {
    const states = slots * size;
    this.amounts = new Float64Array(buffer, 0, states * AMOUNTS);
    this.integers = new Int32Array(buffer, states * AMOUNTS * 8, states * INTEGERS);
    this.tiers = new Int32Array(buffer, states * (AMOUNTS * 8 + INTEGERS * 4), states);
  }

  /** Prospects have a state, but nothing that it is made of. */
  clear(): void {
    this.tiers.fill(0);
    this.integers.fill(0);
    this.amounts.fill(0);
  }
}

export const INTEGER = {
  recencyDays: 0,
  frequency: 1,
  gapDays: 2,
  salesSoFar: 3,
  firstOrderedOn: 4,
} as const;
export const AMOUNT = { monetary: 0, revenueSoFar: 1, growthRevenue: 2, growthBase: 3 } as const;
/** So many numbers for each state: powers of two, for quick counting. */
export const INTEGERS = 8;
export const AMOUNTS = 4;
const BYTES = AMOUNTS * 8 + INTEGERS * 4 + 4;
