import { createHash } from "node:crypto";
import type { Model } from "./sql/model.ts";
import { groupsToHide } from "./suppress_groups.ts";

/** A cell of a published table: its place along each margin, and of how many customers it tells. */
export interface Cell {
  along: readonly unknown[];
  /** What a further published sum counts it under, such as the direction of a move. */
  group?: unknown;
  customers: number;
  /** It is not published in any case, and so serves to hide others. */
  isLeftOut?: boolean;
}

/**
 * Which cells of one table must not be published, by index: those of 1 to `smallest` - 1 customers, and as many others
 * as it takes that no such cell can be worked out. Whoever reads the table is taken to know the sum of every line (all
 * cells that differ along one margin only), the sum of every group, and which cells are empty. A small cell is safe when
 * these sums leave its value open (Gaussian elimination over the hidden cells), and when the hidden cells of each line are
 * two at least, and those of each line and group together no fewer than `smallest`. What bounds could tell beyond that (no cell is below 1) is not looked at.
 */
export function cellsToHide(cells: readonly Cell[], smallest: number): Set<number> {
  const counts = cells.map(({ customers }) => customers);
  const filled = [...cells.keys()].filter((index) => (counts[index] ?? 0) > 0);
  const isSmall = (index: number) => (counts[index] ?? 0) < smallest;
  const isLeftOut = (index: number) => cells[index]?.isLeftOut === true;
  if (!filled.some(isSmall)) return new Set();
  const hidden = new Set(filled.filter((index) => isSmall(index) || isLeftOut(index)));
  const total = (indices: readonly number[]) => indices.reduce((sum, index) => sum + (counts[index] ?? 0), 0);
  const smallestShown = (candidates: readonly number[]) =>
    candidates.reduce<number | undefined>(
      (best, index) =>
        hidden.has(index) || (best !== undefined && (counts[best] ?? 0) <= (counts[index] ?? 0))
          ? best
          : index,
      undefined,
    );
  const [lines, groups] = knownSums(cells, filled);
  const sums = [...lines, ...groups];
  // In its own sums or, where these are hidden whole, in those that share a hidden cell with them, and so on.
  const nearestShown = (index: number) => {
    const near = new Set([index]);
    for (let size = 0; size < near.size; ) {
      size = near.size;
      for (const sum of sums.filter((each) => each.some((cell) => near.has(cell) && hidden.has(cell))))
        for (const cell of sum) near.add(cell);
      const shown = smallestShown([...near]);
      if (shown !== undefined) return shown;
    }
    return undefined;
  };
  const findBox = boxFinder(cells, filled);
  const hide = (found: readonly (number | undefined)[]) => {
    const fresh = found.filter((index) => index !== undefined && !hidden.has(index)) as number[];
    for (const index of fresh) hidden.add(index);
    return fresh.length > 0;
  };
  for (let isOpen = true; isOpen; ) {
    isOpen = false;
    for (const sum of sums) {
      const left = sum.filter((index) => hidden.has(index));
      if (left.length > 0 && total(left) < smallest && hide([smallestShown(sum)])) isOpen = true;
    }
    for (const line of lines) {
      const left = line.filter((index) => hidden.has(index));
      if (left.length === 1 && !left.every(isLeftOut) && hide([smallestShown(line)])) isOpen = true;
    }
    if (isOpen) continue;
    for (const index of determined(sums, hidden)) {
      if (!isSmall(index)) continue;
      const box = findBox(index, (corners) => {
        const shown = corners.filter((corner) => !hidden.has(corner));
        return shown.length > 0 ? total(shown) : Number.POSITIVE_INFINITY;
      });
      if (hide(box ?? [nearestShown(index)])) isOpen = true;
    }
  }
  return hidden;
}

/** The cells whose sum is known: the lines, each of cells that differ along one margin only, and the groups. */
function knownSums(
  cells: readonly Cell[],
  filled: readonly number[],
): [lines: number[][], groups: number[][]] {
  const lines = new Map<string, number[]>();
  const groups = new Map<string, number[]>();
  const put = (into: Map<string, number[]>, key: string, index: number) => {
    const sum = into.get(key);
    if (sum) sum.push(index);
    else into.set(key, [index]);
  };
  for (const index of filled) {
    const { along = [], group } = cells[index] ?? {};
    if (along.length === 0) put(lines, "", index);
    for (const axis of along.keys()) put(lines, JSON.stringify([axis, along.toSpliced(axis, 1)]), index);
    if (group !== undefined) put(groups, JSON.stringify(group), index);
  }
  return [[...lines.values()], [...groups.values()]];
}

/**
 * Finds for a cell the box of least `cost`: the cells at the corners between it and an opposite one, all filled. Adding
 * to one corner and taking from the next keeps the sum of every line, so hiding all corners leaves the cell open.
 */
function boxFinder(cells: readonly Cell[], filled: readonly number[]) {
  const margins = cells[0]?.along.length ?? 0;
  const numbers = Array.from({ length: margins }, () => new Map<unknown, number>());
  const places = cells.map(({ along }) =>
    along.map((value, axis) => {
      const known = numbers[axis] ?? new Map();
      if (!known.has(value)) known.set(value, known.size);
      return known.get(value) as number;
    }),
  );
  const flat = (place: readonly number[]) =>
    place.reduce((sum, number, axis) => sum * (numbers[axis]?.size ?? 1) + number, 0);
  const at = new Map(filled.map((index) => [flat(places[index] ?? []), index]));
  return (index: number, cost: (corners: readonly number[]) => number): readonly number[] | undefined => {
    const here = places[index] ?? [];
    let [best, least]: [readonly number[] | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    if (margins === 0) return best;
    for (const opposite of filled) {
      const there = places[opposite] ?? [];
      if (here.some((number, axis) => number === there[axis])) continue;
      const corners: number[] = [];
      for (let corner = 1; corner < 1 << margins; ++corner) {
        const found = at.get(
          flat(here.map((number, axis) => (corner & (1 << axis) ? (there[axis] ?? 0) : number))),
        );
        if (found === undefined) break;
        corners.push(found);
      }
      if (corners.length < (1 << margins) - 1) continue;
      const price = cost(corners);
      if (price < least) [best, least] = [corners, price];
    }
    return best;
  };
}

/** The hidden cells whose value follows from the sums of `lines`: reduced row echelon form, where a pivot stands alone. */
export function determined(lines: readonly (readonly number[])[], hidden: ReadonlySet<number>): number[] {
  const rows: Map<number, number>[] = [];
  for (const line of lines) {
    const row = new Map<number, number>();
    for (const index of line) if (hidden.has(index)) row.set(index, 1);
    if (row.size > 0) rows.push(row);
  }
  // Sparse, and shortest rows first: most cells stand in few lines. `holders` are the solved rows by their pivot.
  rows.sort((left, right) => left.size - right.size);
  const holders = new Map<number, Map<number, number>>();
  for (const row of rows) {
    for (const [pivot, factor] of [...row]) {
      const holder = holders.get(pivot);
      if (holder) subtract(row, holder, factor);
    }
    const [pivot, scale] = row.entries().next().value ?? [];
    if (pivot === undefined || scale === undefined) continue;
    for (const [index, value] of row) row.set(index, value / scale);
    for (const holder of holders.values()) {
      const factor = holder.get(pivot);
      if (factor !== undefined) subtract(holder, row, factor);
    }
    holders.set(pivot, row);
  }
  return [...holders]
    .filter(([, row]) => row.size === 1)
    .map(([pivot]) => pivot)
    .sort((left, right) => left - right);
}

/** Takes `factor` times `other` from `row`; the coefficients stay small fractions, so what is nearly 0 is 0. */
function subtract(row: Map<number, number>, other: ReadonlyMap<number, number>, factor: number): void {
  for (const [index, value] of other) {
    const left = (row.get(index) ?? 0) - factor * value;
    if (Math.abs(left) < 1e-9) row.delete(index);
    else row.set(index, left);
  }
}

/** A column of a mart, as it is exported. */
export interface MartColumn {
  name: string;
  values: readonly unknown[];
}

/**
 * What the public site may show of a mart: see `cellsToHide`. The warehouse itself keeps every figure.
 *
 * A mart asks for it in its header: `-- suppress: customers, revenue in model, as_of along from_tier, to_tier by
 * direction`. The first measure is the number of customers; `in` names what parts one table from another, `along` the
 * tables' margins (none: one total), and `by` a column of groups whose sums are published elsewhere. With `of codes` a row
 * is itself a sum, of the parts that this column holds, and `by` names the columns of its family: see suppress_groups.ts.
 * In a table of three margins, whose every two are published too, hardly a cell could stay beside a hidden one: its counts
 * are rounded instead (`roundAtRandom`), as are those of `customers rounded in …`. A mart without that header is shown as
 * it is.
 */
export function publicColumns<Column extends MartColumn>(
  columns: readonly Column[],
  suppress: Model["suppress"],
  smallest: number,
): Column[] {
  if (!suppress) return [...columns];
  const named = (name: string | undefined) => columns.find((column) => column.name === name)?.values ?? [];
  const customers = named(suppress.measures[0]);
  const within = suppress.within.map(named);
  const groups = suppress.by === undefined ? undefined : named(suppress.by);
  const tables = new Map<string, number[]>();
  for (const row of customers.keys()) {
    const key = JSON.stringify(within.map((values) => values[row]));
    const rows = tables.get(key);
    if (rows) rows.push(row);
    else tables.set(key, [row]);
  }
  const hidden = new Set<number>();
  const parts = suppress.of === undefined ? undefined : named(suppress.of);
  const family = suppress.by?.split(/\s*,\s*/).map(named) ?? [];
  const rounded = new Map<number, number>();
  const secret = digestOf(JSON.stringify(customers));
  for (const [key, rows] of tables) {
    if (parts) {
      const groups = rows.map((row) => ({
        parts: String(parts[row]),
        family: JSON.stringify(family.map((values) => values[row])),
        customers: Number(customers[row] ?? 0),
      }));
      for (const index of groupsToHide(groups, smallest)) hidden.add(rows[index] ?? -1);
      continue;
    }
    const along = apart(suppress.along.map(named), rows);
    if (suppress.isRounded || along.length > 2) {
      for (const row of rows) {
        const place = along.map((values) => values[row]);
        const chance = chanceOf(JSON.stringify([secret, key, place]));
        rounded.set(row, roundAtRandom(Number(customers[row] ?? 0), smallest, chance));
      }
      continue;
    }
    const cells = rows.map((row) => ({
      along: along.map((values) => values[row]),
      ...(groups ? { group: groups[row] } : {}),
      customers: Number(customers[row] ?? 0),
    }));
    for (const index of cellsToHide(cells, smallest)) hidden.add(rows[index] ?? -1);
  }
  const shown = [...customers.keys()].filter((row) => rounded.get(row) !== 0);
  // The parts are of no use to a page, and many.
  const published = columns.filter(({ name }) => name !== suppress.of);
  return published.map((column) => {
    const isMeasure = suppress.measures.includes(column.name);
    const valueAt = (row: number) =>
      isMeasure && hidden.has(row)
        ? null
        : isMeasure
          ? (rounded.get(row) ?? column.values[row])
          : column.values[row];
    return { ...column, values: shown.map(valueAt) };
  });
}

/**
 * A count as the multiple of `base` below or above it, the nearer the likelier, so that sums are right on average.
 * `chance` (0 to 1) decides; it must hang on a secret, or it would tell the count.
 */
export function roundAtRandom(count: number, base: number, chance: number): number {
  const rest = count % base;
  return count - rest + (chance < rest / base ? base : 0);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The same text, the same chance: a build of the same data gives the same site. */
function chanceOf(text: string): number {
  return Number.parseInt(digestOf(text).slice(0, 12), 16) / 16 ** 12;
}

/** The margins that say something of their own: where a flow begins, where it comes from is where it began. */
function apart(along: (readonly unknown[])[], rows: readonly number[]): (readonly unknown[])[] {
  return along.filter(
    (values, axis) =>
      !along.some((others, other) => other > axis && rows.every((row) => values[row] === others[row])),
  );
}
