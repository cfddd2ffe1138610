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

/** How far sums of a merged cube can be off; the customers are rounded up to a multiple of the smallest cell. */
export interface MergeBounds {
  /** By axis and edge (edge 1 stands before bin 1): customers, at most, who are shown on its other side. */
  moved: Record<string, Record<number, number>>;
  /** Customers, at most, who are shown in another one of the widest groups. */
  leftGroup: number;
  /** By measure: the sum, at most, of all who are shown in another cell. Never more than half a percent too much. */
  merged: Record<string, number>;
}

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
  const moved: MergeBounds["moved"] = Object.fromEntries(merge.along.map((name) => [name, {}]));
  let leftGroup = 0;
  for (const [row, target] of shownAs.entries()) {
    const [from, to] = [cells[row], cells[target]];
    if (!from || !to || target === row) continue;
    if (from.within[0] !== to.within[0]) leftGroup += from.customers;
    for (const [axis, name] of merge.along.entries()) {
      const [low = 0, high = 0] = [from.bins[axis] ?? 0, to.bins[axis] ?? 0].sort((one, two) => one - two);
      const crossed = moved[name] ?? {};
      for (let edge = low + 1; edge <= high; ++edge) crossed[edge] = (crossed[edge] ?? 0) + from.customers;
    }
  }
  const roundUp = (count: number) => smallest * Math.ceil(count / smallest);
  for (const crossed of Object.values(moved)) {
    for (const [edge, count] of Object.entries(crossed)) crossed[Number(edge)] = roundUp(count);
  }
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
    bounds: {
      moved,
      leftGroup: roundUp(leftGroup),
      merged: Object.fromEntries(merge.measures.map((name) => [name, mergedAtMost(named(name), shownAs)])),
    },
  };
}

/** The sum of the sizes of the values in cells that are shown as others, rounded up to half a percent of all. */
function mergedAtMost(values: readonly unknown[], shownAs: readonly number[]): number {
  const sizes = values.map((value) => Math.abs(Number(value)));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const merged = sizes.reduce((sum, size, row) => (shownAs[row] === row ? sum : sum + size), 0);
  return all > 0 ? (Math.ceil((200 * merged) / all) / 200) * all : 0;
}
