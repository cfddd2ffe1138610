import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SingleModels, singleModels } from "./warehouse/single_models.ts";

const PRESETS = ["rf10", "eight", "klaviyo6", "rules"];

interface Group {
  key: string;
  preset: string;
  kind: string;
  segment: string;
  r: number;
  f: number;
  m: number;
  m_to: number;
  customers: number | null;
}

let models: SingleModels;

beforeAll(async () => {
  models = await singleModels();
  await models.run(
    "thresholds.calendar",
    "thresholds.rfm_cuts",
    "thresholds.segment_preset",
    "thresholds.segment_presets",
    "thresholds.segments",
    "customers.segment_map",
  );
  await models.give(
    "marts.rfm_cut_points",
    "select '' as preset, '' as measure, 1 as score, '' as method, 0.0 as at_least, 0.0 as at_most where false",
  );
});

afterAll(() => models.close());

/** The groups of customers who have these scores (three digits) of every scale that has them. */
async function groupsOf(counts: ReadonlyMap<number, number>, smallestCell: number): Promise<Group[]> {
  const rows = [...counts].map(([code, customers]) => `(${code}, ${customers})`).join(", ");
  await models.give("thresholds.privacy", `select ${smallestCell} as smallest_cell`);
  await models.give(
    "customers.scale_counts",
    `select scale, code, customers, customers as sales, customers as revenue
     from (values ${rows}) as rows (code, customers), (select distinct scale from thresholds.rfm_cuts) as scales`,
  );
  await models.run("marts.rfm_cells");
  const found = await models.rows(
    "select preset, kind, segment, r_score, f_score, m_from, m_to, customers from marts.rfm_cells",
  );
  return found.map(([preset, kind, segment, r, f, m, m_to, customers]) => ({
    key: [preset, kind, segment, r, f, m].join(" "),
    preset: String(preset),
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
function sumsOf(groups: Group[]): Group[][] {
  const of = (kind: string) => groups.filter((group) => group.kind === kind);
  const parts = of("part");
  return [
    ...of("cell").map((cell) => [cell, ...parts.filter(({ r, f }) => r === cell.r && f === cell.f)]),
    ...of("segment").map((total) => [total, ...parts.filter(({ segment }) => segment === total.segment)]),
    ...of("recency").map((total) => [total, ...of("cell").filter(({ r }) => r === total.r)]),
    ...of("frequency").map((total) => [total, ...of("cell").filter(({ f }) => f === total.f)]),
    ...of("monetary")
      .filter(({ m }) => parts.every((part) => m < part.m || m > part.m_to || part.m === part.m_to))
      .map((total) => [total, ...parts.filter(({ m }) => m === total.m)]),
    ...["segment", "recency", "frequency", "monetary"].map((kind) => [...of("all"), ...of(kind)]),
  ];
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
      for (const preset of PRESETS) {
        for (const members of sumsOf(groups.filter((group) => group.preset === preset))) {
          const hidden = members.filter(({ customers }) => customers === null);
          hiddenInAll += hidden.length;
          const isWhole = members.every((group) => group.customers === null || real(group) === 0);
          const sum = hidden.reduce((total, group) => total + real(group), 0);
          const isSafe = hidden.length === 0 || (hidden.length > 1 && sum >= 5) || isWhole;
          expect(isSafe, hidden.map(({ key }) => key).join(", ")).toBe(true);
        }
      }
    }),
    { numRuns: 20 },
  );
  expect(hiddenInAll).toBeGreaterThan(0);
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
  expect(shown("segment")).toEqual([
    ["gold", 0, 0, 60],
    ["ordinary", 0, 0, 1700],
    ["standard", 0, 0, 670],
  ]);
  // The one could be had from its cell, so the thousand is hidden; from the standard ones, so the 79; and so on until
  // nothing can. The parts that are whole cells stay.
  expect(shown("part").filter(([, , , customers]) => customers !== null)).toEqual([["standard", 2, 2, 90]]);
  expect(shown("part")).toHaveLength(9);
});
