/** Where cuts stand on an axis: edge 1 is the first; of several cuts the one of the lowest tier or score comes first. */
export type Cuts = readonly number[];

/** What the reader sets, by the name of the axis. */
export type Settings = Readonly<Record<string, Cuts>>;

/** A line of bins that is cut between them. */
export interface Axis {
  /** Names it in the address too. */
  name: string;
  /** The value at each edge. */
  values: readonly number[];
  /** Whether the best are in the first bins: cuts then go from high edges to low ones. */
  isDescending: boolean;
  /** Whether two cuts may stand at one edge, which leaves nobody between them. */
  mayMeet: boolean;
  /** The customers in each bin, one more than edges; the settings may change them. */
  bins: (settings: Settings) => readonly number[];
}

/** Sizes under some settings; tiers in the order of `WhatIf.tiers`. */
export interface Outcome {
  customers: number[];
  revenue: number[];
  /** Customers by tier in force, then by the new tier. */
  moves: number[][];
  /** How many of them change tier. */
  moved: number;
  /** By how many customers, and how much revenue, a tier can be off at most. */
  bound: { customers: number; revenue: number };
}

/** A tier model that can be cut otherwise, from counts alone. */
export interface WhatIf {
  axes: readonly Axis[];
  /** Lowest first. */
  tiers: readonly string[];
  inForce: Settings;
  outcome: (settings: Settings) => Outcome;
}

/** What the build says of a merged cube: loaders/merge_cells.ts has the meanings. */
export interface MergeBounds {
  moved: Record<string, Record<number, { customers?: number; revenue?: number }>>;
  pooled: { customers: number; revenue: number };
  leftGroup: number;
  merged: { customers: number; revenue: number };
}

/** Whether two settings cut alike; `names` of axes, or all. */
export function isSame(left: Settings, right: Settings, names = Object.keys(left)): boolean {
  return names.every((name) => left[name]?.join() === right[name]?.join());
}

/** Sizes by the tier that each cell has before and after. */
export function sizesOf(
  tiers: number,
  cells: { customers: ArrayLike<number>; revenue: ArrayLike<number> },
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Omit<Outcome, "bound"> {
  const zeros = () => new Array<number>(tiers).fill(0);
  const sizes = {
    customers: zeros(),
    revenue: zeros(),
    moves: Array.from({ length: tiers }, zeros),
    moved: 0,
  };
  for (let cell = 0; cell < cells.customers.length; ++cell) {
    const [from = 0, to = 0, count = 0] = [before[cell], after[cell], cells.customers[cell]];
    sizes.customers[to] = (sizes.customers[to] ?? 0) + count;
    sizes.revenue[to] = (sizes.revenue[to] ?? 0) + (cells.revenue[cell] ?? 0);
    const row = sizes.moves[from] ?? [];
    row[to] = (row[to] ?? 0) + count;
    if (from !== to) sizes.moved += count;
  }
  return sizes;
}

/**
 * How far a tier can be off when cuts stand at these edges of the cube's axes. Who is shown across an edge where no cut
 * stands is in the right tier all the same.
 */
export function boundOf(cuts: Readonly<Record<string, Cuts>>, bounds: MergeBounds): Outcome["bound"] {
  const crossed = Object.entries(cuts).flatMap(([axis, edges]) =>
    [...new Set(edges)].flatMap((edge) => bounds.moved[axis]?.[edge] ?? []),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const pool = crossed.some(({ revenue }) => revenue === undefined) ? bounds.pooled.revenue : 0;
  return {
    customers: Math.min(bounds.merged.customers, sum(crossed.map(({ customers = 0 }) => customers))),
    revenue: Math.min(bounds.merged.revenue, pool + sum(crossed.map(({ revenue = 0 }) => revenue))),
  };
}

/** The same under the settings in force: merging keeps to the tiers, but for those of few customers. */
export function boundInForce({ leftGroup, merged }: MergeBounds): Outcome["bound"] {
  return { customers: leftGroup, revenue: leftGroup > 0 ? merged.revenue : 0 };
}
