import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readModels } from "../loaders/sql/read_models.ts";
import { publicColumns } from "../loaders/suppress.ts";
import { root } from "./warehouse/build.ts";
import { type SingleModels, singleModels } from "./warehouse/single_models.ts";

interface Group {
  key: string;
  preset: string;
  scale: string;
  kind: string;
  segment: string;
  r: number;
  f: number;
  m: number;
  m_to: number;
  customers: number | null;
}

/** A combination of scores as a preset sees it: `row` is F, or the mean of F and M where that decides. */
interface Code {
  code: number;
  r: number;
  f: number;
  m: number;
  row: number;
  segment: string;
}

let models: SingleModels;
const scales = new Map<string, string>();
const maps = new Map<string, Code[]>();

beforeAll(async () => {
  models = await singleModels();
  await models.run(
    "thresholds.fiscal_year",
    "thresholds.rfm_cuts",
    "thresholds.segment_preset",
    "thresholds.segments",
    "thresholds.segment_presets",
    "customers.scale_levels",
    "customers.preset_segments",
    "customers.segment_matches",
    "customers.segment_map",
    "marts.segment_maps",
  );
  for (const [preset, scale] of await models.rows("select preset, scale from thresholds.segment_presets"))
    scales.set(String(preset), String(scale));
  for (const [preset, r, f, m, fm, segment] of await models.rows(
    "select preset, r_score, f_score, m_score, fm_score, segment from marts.segment_maps",
  ))
    maps.set(String(preset), [
      ...(maps.get(String(preset)) ?? []),
      {
        code: 100 * Number(r) + 10 * Number(f) + Number(m),
        r: Number(r),
        f: Number(f),
        m: Number(m),
        row: Number(fm ?? f),
        segment: String(segment),
      },
    ]);
  await models.give("customers.calendar", "select true as is_last, 365 as window_days");
  await models.give(
    "marts.rfm_cut_points",
    "select '' as preset, '' as measure, 1 as score, '' as method, 0.0 as at_least, 0.0 as at_most where false",
  );
});

afterAll(() => models.close());

const cells = readModels(root).find(({ name }) => name === "marts.rfm_cells");
const COLUMNS = [
  "preset",
  "scale",
  "kind",
  "segment",
  "r_score",
  "f_score",
  "m_from",
  "m_to",
  "codes",
  "customers",
];

/** What the public site shows of the customers who have these scores (three digits) of every scale that has them. */
async function groupsOf(counts: ReadonlyMap<number, number>, smallestCell: number): Promise<Group[]> {
  const rows = [...counts].map(([code, customers]) => `(${code}, ${customers})`).join(", ");
  await models.give(
    "customers.scale_counts",
    `select scale, code, customers, customers as sales, customers as revenue
     from (values ${rows}) as rows (code, customers), (select distinct scale from thresholds.rfm_cuts) as scales`,
  );
  await models.run("marts.rfm_cells");
  const read = await models.rows(`select ${COLUMNS.join(", ")} from marts.rfm_cells`);
  const columns = publicColumns(
    COLUMNS.map((name, index) => ({ name, values: read.map((row) => row[index]) })),
    cells?.suppress,
    smallestCell,
  );
  const of = (name: string) => columns.find((column) => column.name === name)?.values ?? [];
  const found = read.map((_, row) =>
    ["preset", "kind", "segment", "r_score", "f_score", "m_from", "m_to", "customers"].map(
      (name) => of(name)[row],
    ),
  );
  return found.map(([preset, kind, segment, r, f, m, m_to, customers]) => ({
    key: [preset, kind, segment, r, f, m].join(" "),
    preset: String(preset),
    scale: scales.get(String(preset)) ?? "",
    kind: String(kind),
    segment: String(segment),
    r: Number(r),
    f: Number(f),
    m: Number(m),
    m_to: Number(m_to),
    customers: customers === null ? null : Number(customers),
  }));
}

/** Every sum that the mart publishes of a preset: a total and what adds up to it. */
function sumsOf(groups: Group[]): [total: Group, ...members: Group[]][] {
  const of = (kind: string) => groups.filter((group) => group.kind === kind);
  const parts = of("part");
  return [
    ...of("cell").map((cell) => [cell, ...parts.filter(({ r, f }) => r === cell.r && f === cell.f)]),
    ...of("segment").map((total) => [total, ...parts.filter(({ segment }) => segment === total.segment)]),
    ...of("recency").map((total) => [total, ...of("cell").filter(({ r }) => r === total.r)]),
    // Where the mean of F and M makes the rows, cells add up to means.
    ...(of("mean").length > 0 ? of("mean") : of("frequency")).map((total) => [
      total,
      ...of("cell").filter(({ f }) => f === total.f),
    ]),
    ...of("monetary")
      .filter(({ m }) => parts.every((part) => m < part.m || m > part.m_to || part.m === part.m_to))
      .map((total) => [total, ...parts.filter(({ m }) => m === total.m)]),
    ...["segment", "recency", "frequency", "monetary", "mean"]
      .filter((kind) => of(kind).length > 0)
      .map((kind) => [...of("all"), ...of(kind)]),
  ] as [Group, ...Group[]][];
}

/** The combinations of scores that a group is made of. */
function codesIn(group: Group): Set<number> {
  const { kind, r, f, m, m_to, segment } = group;
  const own = maps.get(group.preset) ?? [];
  const readsMean = own.some((code) => code.row !== code.f);
  const isIn = (code: Code) => {
    if (kind === "all") return true;
    if (kind === "segment") return code.segment === segment;
    if (kind === "recency") return code.r === r;
    if (kind === "frequency") return code.f === f;
    if (kind === "monetary") return code.m === m;
    if (kind === "mean") return code.row === f;
    const isCell = code.r === r && code.row === f;
    return kind === "cell" || readsMean ? isCell : isCell && code.m >= m && code.m <= m_to;
  };
  return new Set(own.filter(isIn).map(({ code }) => code));
}

const codes = fc
  .integer({ min: 0, max: 124 })
  .map((n) => 111 + 100 * Math.floor(n / 25) + 10 * (Math.floor(n / 5) % 5) + (n % 5));
const sizes = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 900 }));

test("no small group is told of, nor given away by a sum", async () => {
  let hiddenInAll = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(codes, sizes), { minLength: 1, maxLength: 60 }), async (entries) => {
      const counts = new Map(entries);
      const truth = new Map((await groupsOf(counts, 1)).map(({ key, customers }) => [key, customers ?? -1]));
      const real = ({ key }: Group) => truth.get(key) ?? -1;
      const groups = await groupsOf(counts, 5);
      for (const group of groups) {
        if (group.customers !== null) expect(group.customers, group.key).toBe(real(group));
        if (real(group) > 0 && real(group) < 5) expect(group.customers, group.key).toBeNull();
      }
      for (const preset of scales.keys()) {
        for (const [total, ...members] of sumsOf(groups.filter((group) => group.preset === preset))) {
          const hidden = members.filter(({ customers }) => customers === null);
          hiddenInAll += hidden.length;
          // What is hidden of a known total is known together.
          const rest = hidden.reduce((sum, group) => sum + real(group), 0);
          const isSafe = total?.customers === null || rest === 0 || rest >= 5;
          expect(isSafe, hidden.map(({ key }) => key).join(", ")).toBe(true);
        }
      }
    }),
    { numRuns: 20 },
  );
  expect(hiddenInAll).toBeGreaterThan(0);
});

/** A number of customers as a fraction, so that elimination is exact. */
type Fraction = [numerator: bigint, denominator: bigint];

function lowest([a, b]: Fraction): Fraction {
  const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? (x < 0n ? -x : x) : gcd(y, x % y));
  const divisor = gcd(a, b) || 1n;
  return b < 0n ? [-a / divisor, -b / divisor] : [a / divisor, b / divisor];
}

/** The rank of a matrix, row by row. */
function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map((value): Fraction => [BigInt(value), 1n]));
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); ++column) {
    const at = left.findIndex((row, index) => index >= rank && row[column]?.[0] !== 0n);
    const pivot = left[at];
    if (at < 0 || !pivot) continue;
    [left[rank], left[at]] = [pivot, left[rank] as Fraction[]];
    for (const row of left.slice(rank + 1)) {
      const [a, b] = row[column] as Fraction;
      const [c, d] = pivot[column] as Fraction;
      if (a === 0n) continue;
      for (const [place, [x, y]] of row.entries()) {
        const [u, v] = pivot[place] as Fraction;
        row[place] = lowest([x * b * c * v - u * a * d * y, y * b * c * v]);
      }
    }
    ++rank;
  }
  return rank;
}

test("no small group is any combination of what is shown, of all presets of one scale", async () => {
  let small = 0;
  const few = fc.array(fc.tuple(codes, sizes), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(few, async (entries) => {
      const counts = new Map(entries);
      const truth = new Map((await groupsOf(counts, 1)).map(({ key, customers }) => [key, customers ?? -1]));
      const groups = await groupsOf(counts, 5);
      for (const scale of new Set(scales.values())) {
        const own = groups.filter((group) => group.scale === scale);
        // A reader knows which groups are empty, and so that nobody has their combinations.
        const empty = new Set(
          own.filter(({ key }) => truth.get(key) === 0).flatMap((group) => [...codesIn(group)]),
        );
        const [whole] = own.filter(({ kind }) => kind === "all");
        const filled = whole ? [...codesIn(whole)].filter((code) => !empty.has(code)) : [];
        const row = (group: Group) => {
          const within = codesIn(group);
          return filled.map((code) => Number(within.has(code)));
        };
        const shown = own.filter(({ customers }) => customers !== null).map(row);
        const rank = rankOf(shown);
        for (const group of own) {
          const size = truth.get(group.key) ?? 0;
          if (size < 1 || size > 4) continue;
          ++small;
          expect(rankOf([...shown, row(group)]), group.key).toBe(rank + 1);
        }
      }
    }),
    { numRuns: 4 },
  );
  expect(small).toBeGreaterThan(0);
}, 300_000);

test("presets that read one scale hide alike, and no difference of two groups tells of a few", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(codes, sizes), { minLength: 1, maxLength: 60 }), async (entries) => {
      const counts = new Map(entries);
      for (const scale of new Set(scales.values())) {
        const groups = (await groupsOf(counts, 5)).filter((group) => group.scale === scale);
        const sets = groups.map((group) => ({ group, codes: codesIn(group) }));
        const byCodes = new Map<string, Set<number | null>>();
        for (const { group, codes } of sets) {
          const key = [...codes].sort().join(" ");
          byCodes.set(key, (byCodes.get(key) ?? new Set()).add(group.customers));
        }
        for (const [key, shown] of byCodes) expect(shown.size, key).toBe(1);
        for (const whole of sets) {
          for (const part of sets) {
            const [all, some] = [whole.group.customers, part.group.customers];
            if (all === null || some === null || some === 0) continue;
            if (![...part.codes].every((code) => whole.codes.has(code))) continue;
            ++compared;
            const rest = all - some;
            expect(rest === 0 || rest >= 5, `${whole.group.key} less ${part.group.key}: ${rest}`).toBe(true);
          }
        }
      }
    }),
    { numRuns: 6 },
  );
  expect(compared).toBeGreaterThan(100);
});

test("parts are hidden before the cells and segments that they add up to", async () => {
  // One customer who ordered once or twice, lately, is standard for M 2, beside a thousand ordinary ones.
  const groups = await groupsOf(
    new Map([
      [111, 700],
      [211, 1000],
      [212, 1],
      [221, 90],
      [231, 70],
      [232, 9],
      [241, 500],
      [243, 60],
    ]),
    5,
  );
  const shown = (kind: string) =>
    groups
      .filter((group) => group.preset === "rules" && group.kind === kind && group.customers !== 0)
      .map(({ segment, r, f, customers }) => [segment, r, f, customers]);
  expect(shown("cell")).toEqual([
    ["all", 1, 1, 700],
    ["all", 2, 1, 1001],
    ["all", 2, 2, 90],
    ["all", 2, 3, 79],
    ["all", 2, 4, 560],
  ]);
  // F 1 is 1,701 customers, of whom all but the one are ordinary: so ordinary is hidden, and one more segment with it.
  expect(shown("segment")).toEqual([
    ["gold", 0, 0, null],
    ["standard", 0, 0, 670],
    ["ordinary", 0, 0, null],
  ]);
  // The one could be had from its cell, so the thousand is hidden; from the standard ones, so the 500; and from those by
  // their cell, so the gold 60. The parts that are whole cells stay.
  expect(shown("part")).toEqual([
    ["gold", 2, 4, null],
    ["standard", 2, 1, null],
    ["standard", 2, 2, 90],
    ["standard", 2, 3, 79],
    ["standard", 2, 4, null],
    ["ordinary", 1, 1, 700],
    ["ordinary", 2, 1, null],
  ]);
});
