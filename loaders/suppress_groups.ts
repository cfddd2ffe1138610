/** A published sum: which of the smallest parts it adds up, and of how many customers it tells. */
export interface Group {
  /** The parts, such as combinations of scores, as the characters of a text: 1 is in, 0 is out. */
  parts: string;
  /** Groups of one family do not overlap, such as the segments of one preset. */
  family: string;
  customers: number;
}

/** Groups of the same parts: they are shown or hidden together. */
interface Sum {
  parts: Set<number>;
  customers: number;
  /** What hiding it costs the reader. */
  loss: number;
}

/**
 * Which groups must not be published, by index: those of 1 to `smallest` - 1 customers, and as many others as it takes that
 * none of these follows from those that are left. Whoever reads them is taken to know which parts each group adds up and
 * which groups are empty, and to add and subtract as many of them as it takes: a small group is safe when it is no linear
 * combination of the groups that are left (Gaussian elimination). Nor may two groups of which one lies in the other differ
 * by so few customers, or what a group holds beside its shown parts of one family. What bounds could tell beyond that (no
 * group is below 0) is not looked at.
 */
export function groupsToHide(groups: readonly Group[], smallest: number): Set<number> {
  const { sums, sumOf, families } = distinct(groups);
  const isSmall = (customers: number) => customers > 0 && customers < smallest;
  const hidden = new Set(sums.filter(({ customers }) => isSmall(customers)));
  const small = [...hidden];
  const nested = pairsWithin(sums).filter(([outer, inner]) => isSmall(outer.customers - inner.customers));
  /** Lists of shown sums that together tell of a few customers. */
  const leaks = (): Sum[][] => {
    const isShown = (sum: Sum) => !hidden.has(sum);
    const pairs = nested.filter((pair) => pair.every(isShown));
    const rests = families.flatMap((family) => {
      const [total, ...members] = family;
      const rest = members.reduce((sum, member) => sum + (isShown(member) ? 0 : member.customers), 0);
      return isShown(total) && isSmall(rest) ? [family.filter(isShown)] : [];
    });
    if (pairs.length + rests.length > 0) return [...pairs, ...rests];
    const shown = sums.filter(isShown);
    const told = combinations(
      shown.map(({ parts }) => parts),
      small.map(({ parts }) => parts),
    );
    return told.flatMap((terms) => (terms ? [terms.map((index) => shown[index] as Sum)] : []));
  };
  if (small.length + nested.length === 0) return new Set();
  // To hide one of a list is enough, and may do for several.
  for (let found = leaks(); found.length > 0; found = leaks())
    for (const leak of found)
      if (!leak.some((sum) => hidden.has(sum))) hidden.add(leak.reduce((a, b) => (b.loss < a.loss ? b : a)));
  // What was hidden first may have become needless by what was hidden after it.
  const spare = [...hidden].filter(({ customers }) => !isSmall(customers));
  for (const sum of spare.sort((a, b) => b.loss - a.loss)) {
    hidden.delete(sum);
    if (leaks().length > 0) hidden.add(sum);
  }
  return new Set([...groups.keys()].filter((index) => hidden.has(sumOf[index] as Sum)));
}

/** Groups by their parts that are not known to be empty, and for each total the members of a family that make it up. */
function distinct(groups: readonly Group[]) {
  const empty = new Set(
    groups.filter(({ customers }) => customers === 0).flatMap(({ parts }) => ones(parts)),
  );
  const byParts = new Map<string, Sum>();
  const sumOf = groups.map((group) => {
    const parts = ones(group.parts).filter((part) => !empty.has(part));
    const key = parts.join(" ");
    const sum = byParts.get(key) ?? { parts: new Set(parts), customers: group.customers, loss: 0 };
    byParts.set(key, sum);
    return sum;
  });
  const sums = [...byParts.values()].filter(({ parts }) => parts.size > 0);
  const members = new Map<string, Set<Sum>>();
  for (const [index, { family }] of groups.entries()) {
    const sum = sumOf[index] as Sum;
    if (sum.parts.size > 0) members.set(family, (members.get(family) ?? new Set()).add(sum));
  }
  const families: [total: Sum, ...members: Sum[]][] = [];
  const wholes = new Set<Sum>();
  for (const total of sums) {
    for (const family of members.values()) {
      const inside = [...family].filter((sum) => sum !== total && isWithin(sum, total));
      const covered = inside.reduce((size, { parts }) => size + parts.size, 0);
      if (inside.length > 0 && covered === total.parts.size) {
        families.push([total, ...inside]);
        wholes.add(total);
      }
    }
  }
  // What others add up to is the greater loss, and the more customers the greater.
  for (const sum of sums) sum.loss = sum.customers + (wholes.has(sum) ? 1e12 : 0);
  return { sums, sumOf, families };
}

function pairsWithin(sums: readonly Sum[]): [outer: Sum, inner: Sum][] {
  return sums.flatMap((outer) =>
    sums.flatMap((inner): [Sum, Sum][] =>
      inner !== outer && inner.customers > 0 && isWithin(inner, outer) ? [[outer, inner]] : [],
    ),
  );
}

function isWithin(inner: Sum, outer: Sum): boolean {
  if (inner.parts.size > outer.parts.size) return false;
  for (const part of inner.parts) if (!outer.parts.has(part)) return false;
  return true;
}

function ones(text: string): number[] {
  return [...text].flatMap((character, place) => (character === "1" ? [place] : []));
}

/**
 * For each of `wanted` the indices of the sets that it is a linear combination of, or undefined if it is none. The sets are
 * the rows of a matrix beside the identity, brought to echelon form: what is left of a wanted row then says which rows
 * were taken from it.
 */
export function combinations(
  sets: readonly ReadonlySet<number>[],
  wanted: readonly ReadonlySet<number>[],
): (number[] | undefined)[] {
  const parts = 1 + Math.max(-1, ...[...sets, ...wanted].flatMap((set) => [...set]));
  const width = parts + sets.length;
  const row = (set: ReadonlySet<number>) => {
    const values = new Float64Array(width);
    for (const part of set) values[part] = 1;
    return values;
  };
  const pivots: { column: number; values: Float64Array }[] = [];
  const reduce = (values: Float64Array) => {
    for (const pivot of pivots) {
      const factor = values[pivot.column] ?? 0;
      if (Math.abs(factor) < NOTHING) continue;
      for (let column = 0; column < width; ++column)
        values[column] = (values[column] ?? 0) - factor * (pivot.values[column] ?? 0);
    }
    return values;
  };
  // The smallest sets first: they leave the coefficients whole.
  const order = [...sets.keys()].sort((a, b) => (sets[a]?.size ?? 0) - (sets[b]?.size ?? 0));
  for (const index of order) {
    const values = row(sets[index] as ReadonlySet<number>);
    values[parts + index] = 1;
    reduce(values);
    const column = values.subarray(0, parts).findIndex((value) => Math.abs(value) > NOTHING);
    if (column < 0) continue;
    const scale = values[column] ?? 1;
    pivots.push({ column, values: values.map((value) => value / scale) });
  }
  return wanted.map((set) => {
    const values = reduce(row(set));
    if (values.subarray(0, parts).some((value) => Math.abs(value) > NOTHING)) return undefined;
    return [...sets.keys()].filter((index) => Math.abs(values[parts + index] ?? 0) > NOTHING);
  });
}

/** Coefficients are small fractions: what is nearer to 0 is 0. */
const NOTHING = 1e-7;
