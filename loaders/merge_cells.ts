import type { Model } from "./sql/model.ts";
import type { MartColumn } from "./suppress.ts";

/** A cell of a cube that people cut where they like: its bin along each axis, and of how many customers it tells. */
export interface CubeCell {
  bins: readonly number[];
  /** Groups, wide ones first, within which to stay when it joins another cell: the last one is tried first. */
  within: readonly unknown[];
  customers: number;
}

/**
 * For every cell the cell that it is shown as (itself, or another by index), so that each that is shown holds at least
 * `smallest` customers: microaggregation. Hiding small cells would hide most of a fine cube, and with it every sum; joined
 * to the nearest cell of their group they stay in all sums but those that a cut between the two parts. Only what the
 * narrowest group can't join goes on to the next wider one. Fewer than `smallest` customers in all: nothing is shown (-1).
 */
export function mergeSmall(cells: readonly CubeCell[], smallest: number): number[] {
  const shownAs = [...cells.keys()];
  const customers = cells.map((cell) => cell.customers);
  const depth = cells[0]?.within.length ?? 0;
  const isSmall = (index: number) => (customers[index] ?? 0) < smallest;
  for (let groups = depth; groups >= 0; --groups) {
    const members = new Map<string, number[]>();
    for (const [index, { within }] of cells.entries()) {
      if (shownAs[index] !== index) continue;
      const key = JSON.stringify(within.slice(0, groups));
      const group = members.get(key);
      if (group) group.push(index);
      else members.set(key, [index]);
    }
    for (const group of members.values()) {
      const shown = new Set(group);
      const size = (index: number) => customers[index] ?? 0;
      const queue = group.filter(isSmall).sort((left, right) => size(left) - size(right) || left - right);
      for (const index of queue) {
        if (!shown.has(index) || !isSmall(index)) continue;
        const nearest = nearestOf(cells, index, shown, size);
        if (nearest === undefined) break;
        shown.delete(index);
        shownAs[index] = nearest;
        customers[nearest] = size(nearest) + size(index);
        if (isSmall(nearest)) queue.push(nearest);
      }
    }
  }
  const last = (index: number): number => {
    const next = shownAs[index] ?? index;
    return next === index ? (isSmall(index) ? -1 : index) : last(next);
  };
  return [...cells.keys()].map(last);
}

/** The fewest bins away; of several the one with the most customers. */
function nearestOf(
  cells: readonly CubeCell[],
  index: number,
  shown: ReadonlySet<number>,
  size: (index: number) => number,
): number | undefined {
  const here = cells[index]?.bins ?? [];
  let [best, least]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const other of shown) {
    if (other === index) continue;
    const there = cells[other]?.bins ?? [];
    let away = 0;
    for (const [axis, bin] of here.entries()) away += Math.abs(bin - (there[axis] ?? 0));
    if (away < least || (away === least && best !== undefined && size(other) > size(best)))
      [best, least] = [other, away];
  }
  return best;
}

/** A merged cube, and bounds for what merging did to it. */
export interface MergedCube<Column> {
  /** The cells that are shown, with their bins and the sums of their measures. */
  cells: Column[];
  bounds: MergeBounds;
}

/** How far sums of a merged cube can be off. Bounds are rounded up, so that they tell nobody of few customers. */
export interface MergeBounds {
  /** By axis and edge (edge 1 stands before bin 1), what is shown on its other side, by measure. */
  moved: Record<string, Record<number, Moved>>;
  /** What is moved, by measure, across all edges together whose own sums would tell of few customers. */
  pooled: Record<string, number>;
  /** What is shown in another one of the widest groups, in customers. */
  leftGroup: number;
  /** All that is shown in another cell, by measure. */
  merged: Record<string, number>;
}

/** Sums at most, by measure; one that is left out is part of `pooled`. */
type Moved = Partial<Record<string, number>>;

/**
 * What the public site may show of a cube. A mart asks for it in its header: `-- merge: customers, revenue in tier, code
 * along r_bin, f_bin`. The first measure is the number of customers; `in` names the groups that `mergeSmall` keeps to,
 * wide ones first, which are themselves left out. How many were merged across an edge is rounded up to a multiple of
 * `smallest`: a bound for readers, not a count.
 */
export function mergedCube<Column extends MartColumn>(
  columns: readonly Column[],
  merge: NonNullable<Model["merge"]>,
  smallest: number,
): MergedCube<Column> {
  const named = (name: string | undefined) => columns.find((column) => column.name === name)?.values ?? [];
  const customers = named(merge.measures[0]);
  const [along, within] = [merge.along.map(named), merge.within.map(named)];
  const cells = [...customers.keys()].map((row) => ({
    bins: along.map((values) => Number(values[row])),
    within: within.map((values) => values[row]),
    customers: Number(customers[row]),
  }));
  const shownAs = mergeSmall(cells, smallest);
  const shown = [...shownAs.keys()].filter((row) => shownAs[row] === row);
  const sums = new Map(merge.measures.map((name) => [name, new Map<number, number>()]));
  for (const [name, sum] of sums) {
    for (const [row, value] of named(name).entries()) {
      const target = shownAs[row] ?? -1;
      sum.set(target, (sum.get(target) ?? 0) + Number(value));
    }
  }
  return {
    cells: columns
      .filter(({ name }) => !merge.within.includes(name))
      .map((column) => ({
        ...column,
        values: shown.map((row) => sums.get(column.name)?.get(row) ?? column.values[row]),
      })),
    bounds: boundsOf(cells, shownAs, {
      ...merge,
      smallest,
      values: new Map(merge.measures.map((name) => [name, named(name)])),
    }),
  };
}

function boundsOf(
  cells: readonly CubeCell[],
  shownAs: readonly number[],
  {
    along,
    measures,
    smallest,
    values,
  }: Pick<NonNullable<Model["merge"]>, "along" | "measures"> & {
    smallest: number;
    values: ReadonlyMap<string, readonly unknown[]>;
  },
): MergeBounds {
  const [count = "", ...amounts] = measures;
  const size = (measure: string, row: number) => Math.abs(Number(values.get(measure)?.[row] ?? 0));
  const sums = () => Object.fromEntries(measures.map((name) => [name, 0])) as Record<string, number>;
  const [merged, pooled] = [sums(), sums()];
  const crossed = Object.fromEntries(
    along.map((name) => [name, {} as Record<number, Record<string, number>>]),
  );
  let leftGroup = 0;
  for (const [row, target] of shownAs.entries()) {
    const [from, to] = [cells[row], cells[target]];
    if (!from || !to || target === row) continue;
    if (from.within[0] !== to.within[0]) leftGroup += from.customers;
    for (const measure of measures) merged[measure] = (merged[measure] ?? 0) + size(measure, row);
    for (const [axis, name] of along.entries()) {
      const [low = 0, high = 0] = [from.bins[axis] ?? 0, to.bins[axis] ?? 0].sort((one, two) => one - two);
      for (let edge = low + 1; edge <= high; ++edge) {
        const across = crossed[name]?.[edge] ?? sums();
        for (const measure of measures) across[measure] = (across[measure] ?? 0) + size(measure, row);
        if (crossed[name]) crossed[name][edge] = across;
      }
    }
  }
  const customersUp = (customers: number) => smallest * Math.ceil(customers / smallest);
  const moved: MergeBounds["moved"] = {};
  for (const [name, edges] of Object.entries(crossed)) {
    const shown: Record<number, Moved> = {};
    for (const [edge, across] of Object.entries(edges)) {
      const isFew = (across[count] ?? 0) < 2 * smallest;
      shown[Number(edge)] = {
        [count]: customersUp(across[count] ?? 0),
        ...(isFew ? {} : Object.fromEntries(amounts.map((name) => [name, upToTwoDigits(across[name] ?? 0)]))),
      };
      if (isFew) for (const name of amounts) pooled[name] = (pooled[name] ?? 0) + (across[name] ?? 0);
    }
    moved[name] = shown;
  }
  const rounded = (exact: Record<string, number>) =>
    Object.fromEntries(
      measures.map((name) => [
        name,
        name === count ? customersUp(exact[name] ?? 0) : upToTwoDigits(exact[name] ?? 0),
      ]),
    );
  return { moved, pooled: rounded(pooled), leftGroup: customersUp(leftGroup), merged: rounded(merged) };
}

/** The next number of two digits and noughts: 12,345 gives 13,000. */
function upToTwoDigits(amount: number): number {
  if (amount <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(amount)) - 1);
  return Math.ceil(amount / unit) * unit;
}
