import { fromArrow } from "arquero";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import type { Catalog } from "../src/components/catalog.ts";
import type { Settings, WhatIf } from "../src/components/what_if.ts";
import {
  type LifecycleCell,
  type LimitRow,
  lifecycleFiles,
  whatIfLifecycle,
} from "../src/components/what_if_lifecycle.ts";
import {
  pyramidFiles,
  type RevenueBin,
  type ShareRow,
  whatIfPyramid,
} from "../src/components/what_if_pyramid.ts";
import { type EdgeRow, type RfmCell, type TierRow, whatIfRfm } from "../src/components/what_if_rfm.ts";
import { rfmFiles } from "../src/components/what_if_thresholds.ts";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

// 1200 customers whose orders, refunds and silences differ by orders of magnitude; a third has lapsed.
const orders = `-- One row per order.
with customers as (
    select
        number,
        hash(number, 1) % 1000 / 1000.0 as rate,
        hash(number, 2) % 1000 / 1000.0 as amount,
        (hash(number, 3) % 800)::integer as silent,
    from range(1200) as numbers (number)
)

select
    row_number() over ()::varchar as order_id,
    number as customer_id,
    (date '2025-12-31' - silent - (hash(number, place, 4) % 500)::integer * (place > 0)::integer)::date as ordered_at,
    round(exp(1 + 7 * amount + hash(number, place, 5) % 100 / 100.0), 2)
    * case when place > 0 and hash(number, place, 6) % 12 = 0 then -1.3 else 1 end as amount,
from customers
cross join range(25) as places (place)
where place <= 24 * rate * rate
`;

const calendar = `-- One row: as shipped, but two snapshots are enough.
select
    null::date as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '2026-12-31' as latest_plausible_day,
    2 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    1.0 as most_rejected_share
`;

const privacy = (smallest: number) => `-- One row.\nselect ${smallest} as smallest_cell\n`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

async function build(smallest: number): Promise<TestWarehouse> {
  made = await makeWarehouse({
    "sources/orders.sql": orders,
    "thresholds/calendar.sql": calendar,
    "thresholds/privacy.sql": privacy(smallest),
  });
  await made.build();
  return made;
}

/** What the page has, from the files of the site: each model with the files that it offers. */
async function read({ warehouse }: TestWarehouse) {
  const { files } = await exportMarts(warehouse);
  const rows = <Row>(name: string) =>
    fromArrow(files.get(`${name}.arrow`) ?? new Uint8Array()).objects() as Row[];
  const json = (name: string) => JSON.parse(new TextDecoder().decode(files.get(name)));
  const catalog = json("catalog.json") as Catalog;
  const cells = rows<RfmCell>("what_if_rfm");
  const bins = rows<RevenueBin>("what_if_pyramid");
  const stages = rows<LifecycleCell>("what_if_lifecycle");
  const score_tier = whatIfRfm(
    cells,
    rows<EdgeRow>("what_if_edges"),
    rows<TierRow>("what_if_tiers"),
    json("what_if_rfm.bounds.json"),
  );
  const pyramid_level = whatIfPyramid(
    bins,
    rows<ShareRow>("what_if_shares"),
    ["top", "large", "medium", "small"],
    json("what_if_pyramid.bounds.json"),
  );
  const lifecycle_stage = whatIfLifecycle(
    stages,
    rows<LimitRow>("what_if_days"),
    json("what_if_lifecycle.bounds.json"),
  );
  return {
    fewest: Math.min(...[...cells, ...bins, ...stages].map(({ customers }) => customers)),
    models: [
      { column: "score_tier", model: score_tier, files: rfmFiles },
      { column: "pyramid_level", model: pyramid_level, files: pyramidFiles },
      { column: "lifecycle_stage", model: lifecycle_stage, files: lifecycleFiles },
    ].map((each, index) => ({
      ...each,
      index,
      files: (settings: Settings) => each.files(catalog, each.model, settings),
    })),
  };
}

type Models = Awaited<ReturnType<typeof read>>["models"];

const CUSTOMERS = `
    select
        customers.customer_number, snapshots.monetary::double, snapshots.score_total,
        snapshots.score_tier, snapshots.pyramid_level, snapshots.lifecycle_stage
    from customers.snapshots as snapshots
    inner join staging.customers as customers using (customer_id)
    where snapshots.as_of = (select max(as_of) from customers.calendar) and snapshots.score_tier is not null
    order by customers.customer_number`;

type Customer = [number: number, revenue: number, total: number, ...tiers: string[]];

/** The same figures as the page's, counted over the customers of two warehouses; tiers are in column `index`. */
function recount(
  tiers: readonly string[],
  index: number,
  before: readonly Customer[],
  after: readonly Customer[],
) {
  const tierOf = (customer: Customer) => customer[index + 3];
  const from = new Map(before.map((customer) => [customer[0], tierOf(customer)]));
  const inTier = (tier: string) => after.filter((customer) => tierOf(customer) === tier);
  return {
    customers: tiers.map((tier) => inTier(tier).length),
    revenue: tiers.map((tier) => inTier(tier).reduce((sum, [, revenue]) => sum + revenue, 0)),
    moves: tiers.map((was) =>
      tiers.map((now) => inTier(now).filter(([number]) => from.get(number) === was).length),
    ),
  };
}

/** Any cuts at edges, several at one edge too where they may meet. */
function settingsOf({ axes, inForce }: WhatIf): fc.Arbitrary<Settings> {
  return fc.record(
    Object.fromEntries(
      axes.map(({ name, values, isDescending, mayMeet }) => {
        const length = inForce[name]?.length ?? 0;
        const edge = fc.integer({ min: 1, max: values.length });
        const size = { minLength: length, maxLength: length };
        const cuts = (!mayMeet ? fc.uniqueArray(edge, size) : fc.array(edge, size)).map((found) =>
          found.sort((one, other) => (isDescending ? other - one : one - other)),
        );
        return [name, fc.oneof(fc.constant(inForce[name] ?? []), cuts)];
      }),
    ),
  );
}

/** Rebuilds under settings of all models with the very files that the page offers. */
async function rebuild(warehouse: TestWarehouse, models: Models, settings: readonly Settings[]) {
  const files = models.flatMap(({ index, files }) => files(settings[index] ?? {}));
  await warehouse.write({
    ...Object.fromEntries(FILES.map((name) => [`thresholds/${name}.sql`, null])),
    ...Object.fromEntries(files.map(({ path, sql }) => [path, sql])),
  });
  await warehouse.build();
  return (await warehouse.rows(CUSTOMERS)) as Customer[];
}

const FILES = ["rfm_cuts/rfm", "score_tiers", "pyramid_levels", "lifecycle_limits"];
const anySettings = (models: Models) => fc.tuple(...models.map(({ model }) => settingsOf(model)));

test("with cells of any size, every figure is that of a rebuild", async () => {
  const warehouse = await build(1);
  const { models } = await read(warehouse);
  const before = (await warehouse.rows(CUSTOMERS)) as Customer[];
  expect(before.length).toBe(1200);
  for (const { values } of models.flatMap(({ model }) => model.axes))
    expect(values.length).toBeGreaterThan(4);
  await fc.assert(
    fc.asyncProperty(anySettings(models), async (settings) => {
      const after = await rebuild(warehouse, models, settings);
      for (const { column, model, index } of models) {
        const outcome = model.outcome(settings[index] ?? {});
        const truth = recount(model.tiers, index, before, after);
        expect(outcome.customers, column).toEqual(truth.customers);
        expect(outcome.moves, column).toEqual(truth.moves);
        for (const [tier, revenue] of truth.revenue.entries())
          expect(outcome.revenue[tier]).toBeCloseTo(revenue, 3);
        expect(outcome.bound).toEqual({ customers: 0, revenue: 0 });
      }
      const totals = Array.from(
        { length: 13 },
        (_, index) => after.filter(([, , total]) => total === index + 3).length,
      );
      expect(models[0]?.model.axes.at(-1)?.bins(settings[0] ?? {})).toEqual(totals);
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 300_000);

test("with small cells merged, no figure is further off than the page says", async () => {
  const warehouse = await build(5);
  const { models, fewest } = await read(warehouse);
  expect(fewest).toBeGreaterThanOrEqual(5);
  const before = (await warehouse.rows(CUSTOMERS)) as Customer[];
  for (const { model, index } of models) {
    const present = model.outcome(model.inForce);
    const exact = recount(model.tiers, index, before, before);
    if (Math.min(...exact.customers) >= 5) {
      expect(present.customers, "the settings in force are exact").toEqual(exact.customers);
      expect(present.bound).toEqual({ customers: 0, revenue: 0 });
    }
  }
  let far = 0;
  await fc.assert(
    fc.asyncProperty(anySettings(models), async (settings) => {
      const after = await rebuild(warehouse, models, settings);
      for (const { column, model, index } of models) {
        const outcome = model.outcome(settings[index] ?? {});
        const truth = recount(model.tiers, index, before, after);
        expect(outcome.customers.reduce((sum, count) => sum + count)).toBe(1200);
        for (const [tier, customers] of truth.customers.entries()) {
          const off = Math.abs(customers - (outcome.customers[tier] ?? 0));
          far = Math.max(far, off);
          expect(off, column).toBeLessThanOrEqual(outcome.bound.customers);
          const missing = Math.abs((truth.revenue[tier] ?? 0) - (outcome.revenue[tier] ?? 0));
          expect(missing, column).toBeLessThanOrEqual(outcome.bound.revenue + 0.001);
        }
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect(far, "the test has met customers who were merged").toBeGreaterThan(0);
}, 300_000);
