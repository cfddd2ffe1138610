import { fromArrow } from "arquero";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import type { Catalog } from "../src/components/catalog.ts";
import type { Settings } from "../src/components/what_if.ts";
import { type PolicyCell, policyFiles, whatIfPolicy } from "../src/components/what_if_policy.ts";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

// 300 customers who buy and send back now and then over two years, some of them late to come.
const ORDERS = `-- One row per order.
select
    row_number() over ()::varchar as order_id,
    number as customer_id,
    (date '2025-12-20' - (hash(number, place, 1) % (90 + hash(number, 2) % 600))::integer)::date as ordered_at,
    round(exp(2 + hash(number, 3) % 500 / 100.0 + hash(number, place, 4) % 200 / 100.0), 2)
    * case when hash(number, place, 5) % 9 = 0 then -1.5 else 1 end as amount,
from range(300) as customers (number)
cross join range(16) as places (place)
where place <= hash(number, 6) % 16
`;

const CALENDAR = `-- One row: fourteen snapshots, the last in the middle of a month.
select
    null::date as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '2026-12-31' as latest_plausible_day,
    14 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    1.0 as most_rejected_share
`;

/** Of top another hold than of the others, and a grace that the page does not offer by itself. */
const POLICY = `-- One row per score tier.
-- grain: tier
select *
from (values
    ('top', 0, 4, 2, true, true, null),
    ('potential', 0, 2, 2, true, true, null),
    ('general', 0, 2, 2, true, true, null),
    ('dormant', 0, 0, 0, false, true, null)
) as rows (tier, qualification_months, held_months, grace_months, one_step_down, refund_reverses, benefit_per_month)
`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

async function build(smallest: number): Promise<TestWarehouse> {
  made = await makeWarehouse({
    "sources/orders.sql": ORDERS,
    "thresholds/calendar.sql": CALENDAR,
    "thresholds/privacy.sql": `-- One row.\nselect ${smallest} as smallest_cell\n`,
    "thresholds/tier_policy.sql": POLICY,
  });
  await made.build();
  return made;
}

/** What the page has, from the files of the site. */
async function read({ warehouse }: TestWarehouse) {
  const { files } = await exportMarts(warehouse);
  const rows = <Row>(name: string) =>
    fromArrow(files.get(`${name}.arrow`) ?? new Uint8Array()).objects() as Row[];
  const catalog = JSON.parse(new TextDecoder().decode(files.get("catalog.json"))) as Catalog;
  const cells = rows<PolicyCell>("what_if_policies");
  const model = whatIfPolicy(cells, ["top", "potential", "general", "dormant"]);
  return { cells, model, files: (settings: Settings) => policyFiles(catalog, model, settings) };
}

const CUSTOMERS = `
    select customer_id, awarded_tier, monetary::double
    from customers.snapshots
    where as_of = (select max(as_of) from customers.calendar) and score_tier is not null
    order by customer_id`;

type Customer = [id: string, tier: string, revenue: number];

async function rebuild(warehouse: TestWarehouse, files: readonly { path: string; sql: string }[]) {
  await warehouse.write({
    "thresholds/tier_policy.sql": POLICY,
    ...Object.fromEntries(files.map(({ path, sql }) => [path, sql])),
  });
  await warehouse.build();
  const [[avoided] = []] = await warehouse.rows(
    `select coalesce(sum(flip_flops_avoided), 0)::integer from (
       from marts.tier_policy_months order by as_of desc limit 12)`,
  );
  return { after: (await warehouse.rows(CUSTOMERS)) as Customer[], avoided };
}

type Model = Awaited<ReturnType<typeof read>>["model"];

const anyPolicy = ({ axes }: Model): fc.Arbitrary<Settings> =>
  fc.record(
    Object.fromEntries(
      axes.map(({ name, values }) => [
        name,
        fc.integer({ min: 1, max: values.length }).map((choice) => [choice]),
      ]),
    ),
  );

function recount(tiers: readonly string[], before: readonly Customer[], after: readonly Customer[]) {
  const was = new Map(before.map(([id, tier]) => [id, tier]));
  const inTier = (tier: string) => after.filter((customer) => customer[1] === tier);
  return {
    customers: tiers.map((tier) => inTier(tier).length),
    revenue: tiers.map((tier) => inTier(tier).reduce((sum, [, , revenue]) => sum + revenue, 0)),
    moves: tiers.map((from) => tiers.map((to) => inTier(to).filter(([id]) => was.get(id) === from).length)),
  };
}

test("with cells of any size, every figure is that of a rebuild", async () => {
  const warehouse = await build(1);
  const { model, files } = await read(warehouse);
  const before = (await warehouse.rows(CUSTOMERS)) as Customer[];
  expect(model.axes.map(({ values }) => values)).toEqual([
    [0, 1, 3],
    [-1, 0, 3, 6, 12],
    [0, 1, 2, 3],
    [0, 1],
    [0, 1],
  ]);
  expect(files(model.inForce)).toEqual([]);
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(anyPolicy(model), async (settings) => {
      const { after, avoided } = await rebuild(warehouse, files(settings));
      const outcome = model.outcome(settings);
      const truth = recount(model.tiers, before, after);
      expect(outcome.customers).toEqual(truth.customers);
      expect(outcome.moves).toEqual(truth.moves);
      for (const [tier, revenue] of truth.revenue.entries())
        expect(outcome.revenue[tier]).toBeCloseTo(revenue, 3);
      expect(outcome.bound).toEqual({ customers: 0, revenue: 0 });
      expect(model.flipFlopsAvoided(settings)).toBe(avoided);
      moved += outcome.moved;
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(moved, "other policies award other tiers").toBeGreaterThan(0);
}, 300_000);

test("with small cells hidden, no figure is further off than the page says", async () => {
  const warehouse = await build(5);
  const { cells, model, files } = await read(warehouse);
  expect(cells.some(({ customers }) => customers === null)).toBe(true);
  for (const { customers } of cells)
    expect(customers === null || customers === 0 || customers >= 5).toBe(true);
  const before = (await warehouse.rows(CUSTOMERS)) as Customer[];
  await fc.assert(
    fc.asyncProperty(anyPolicy(model), async (settings) => {
      const { after } = await rebuild(warehouse, files(settings));
      const outcome = model.outcome(settings);
      const truth = recount(model.tiers, before, after);
      expect(outcome.customers.reduce((sum, count) => sum + count)).toBe(before.length);
      for (const [tier, customers] of truth.customers.entries()) {
        expect(Math.abs(customers - (outcome.customers[tier] ?? 0))).toBeLessThanOrEqual(
          outcome.bound.customers,
        );
        const missing = Math.abs((truth.revenue[tier] ?? 0) - (outcome.revenue[tier] ?? 0));
        expect(missing).toBeLessThanOrEqual(outcome.bound.revenue + 0.001);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 300_000);
