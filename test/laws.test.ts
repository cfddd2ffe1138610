import fc from "fast-check";
import { expect, test } from "vitest";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";
import { dump } from "./warehouse/dump.ts";

interface Order {
  id: string;
  customer: string;
  daysAgo: number;
  amount: number;
  status: string | null;
}

// Few customers, days and amounts, so that ties, refunds, repeated ids and gaps of every length are common.
const order = fc.record({
  id: fc.nat(2000).map(String),
  customer: fc.nat(40).map((number) => `c${number}`),
  daysAgo: fc.oneof(fc.nat(100), fc.nat(900), fc.constantFrom(0, 90, 91, 180, 181, 364, 365, 366)),
  amount: fc.oneof(fc.constantFrom(10, 10, 20, 0, -5, 0.07), fc.integer({ min: -100, max: 1000 })),
  status: fc.constantFrom(null, null, null, "paid", "cancelled"),
});
const orders = fc.array(order, { minLength: 30, maxLength: 400, size: "max" });

function source(rows: readonly Order[]): string {
  const values = rows.map(
    ({ id, customer, daysAgo, amount, status }) =>
      `('${id}', '${customer}', date '2025-12-31' - ${daysAgo}, ${amount}, ${status === null ? "null" : `'${status}'`})`,
  );
  return `-- One row per order.
select * from (values
${values.join(",\n")}
) as rows (order_id, customer_id, ordered_at, amount, status)
`;
}

/** A sale of today, so that all histories end on one day, and a calendar that rejects none for its share. */
const today: Order = { id: "today", customer: "today", daysAgo: 0, amount: 10, status: null };
const calendar = `-- One row: as shipped, but any share may be rejected.
select
    null::date as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '2026-12-31' as latest_plausible_day,
    24 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    1.0 as most_rejected_share
`;

async function withOrders<Result>(
  rows: readonly Order[],
  use: (warehouse: TestWarehouse) => Promise<Result>,
  files: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const made = await makeWarehouse({
    "sources/orders.sql": source(rows),
    "thresholds/calendar.sql": calendar,
    ...files,
  });
  try {
    await made.build();
    return await use(made);
  } finally {
    await made.remove();
  }
}

/** The value of rank ceil(share × count) from the lowest: the least that so large a share is at or below. */
function quantile(values: readonly number[], fifths: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil((fifths * sorted.length) / 5) - 1] ?? Number.NaN;
}

test("scores, sizes and sums hold for any orders", async () => {
  await fc.assert(
    fc.asyncProperty(orders, (rows) =>
      withOrders([...rows, today], async (made) => {
        const sizes = "select model, as_of, sum(customers) as customers from marts.tier_sizes group by all";
        expect(
          await made.rows(
            `select sizes.model, sizes.as_of, sizes.customers, count(*)
             from (${sizes}) as sizes
             inner join customers.snapshots as snapshots using (as_of)
             where snapshots.score_tier is not null or sizes.model = 'lifecycle_stage'
             group by all having count(*) <> sizes.customers`,
          ),
          "tiers hold all customers",
        ).toEqual([]);

        for (const [end, other, column] of [
          ["from", "to", "before"],
          ["to", "from", "after"],
        ])
          expect(
            await made.rows(
              `select moves.model, moves.${end}_as_of, moves.${other}_as_of, moves.${end}_tier
               from marts.tier_migration as moves
               inner join marts.tier_sizes as sizes
                 on sizes.model = moves.model and sizes.as_of = moves.${end}_as_of and sizes.tier = moves.${end}_tier
               group by moves.model, moves.${end}_as_of, moves.${other}_as_of, moves.${end}_tier, sizes.customers, sizes.revenue
               having sum(moves.customers) <> sizes.customers
                 or abs(sum(moves.revenue_${column}) - sizes.revenue) > 0.0001`,
            ),
            `${end} sums of the matrix are the tiers' sizes`,
          ).toEqual([]);

        for (const [score, value, sign] of [
          ["r_score", "recency_days", -1],
          ["f_score", "frequency", 1],
          ["m_score", "monetary", 1],
        ] as const)
          expect(
            await made.rows(
              `select * from (
                 select as_of, ${value}, min(${score}) as lowest, max(${score}) as highest,
                   lag(max(${score} * ${sign})) over (partition by as_of order by ${value}) as before
                 from customers.snapshots
                 where frequency > 0
                 group by as_of, ${value})
               where lowest <> highest or before > lowest * ${sign}`,
            ),
            `${score} follows ${value}, and equal values score alike`,
          ).toEqual([]);
      }),
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 300_000);

test("quantile cut points are those of a plain sort", async () => {
  await fc.assert(
    fc.asyncProperty(orders, (rows) =>
      withOrders([...rows, today], async (made) => {
        const customers = await made.rows(
          `select as_of::varchar, recency_days::integer, frequency::integer, monetary::double
           from customers.snapshots where frequency > 0`,
        );
        const cuts = await made.rows(
          `select as_of::varchar, measure, score, lower_bound::double from customers.rfm_cuts
           where score > 1 and as_of in (select as_of from customers.snapshots where frequency > 0)`,
        );
        expect(cuts.length % 12).toBe(0);
        const expected = cuts.map(([asOf, measure, score]) => {
          const present = customers.filter((row) => row[0] === asOf);
          const of = (column: number) => present.map((row) => Number(row[column]));
          const fifths = Number(score) - 1;
          // Days: the best score begins at 0, the others a day after the score above ends.
          if (measure === "recency")
            return [asOf, measure, score, fifths === 4 ? 0 : quantile(of(1), 4 - fifths) + 1];
          if (measure === "frequency") return [asOf, measure, score, quantile(of(2), fifths) + 1];
          return [asOf, measure, score, Number((quantile(of(3), fifths) + 0.0001).toFixed(4))];
        });
        expect(cuts).toEqual(expected);
      }),
    ),
    { numRuns: 4, endOnFailure: true },
  );
}, 300_000);

test("with quartiles of revenue per order in force, cut points and segments are those of a plain sort", async () => {
  await fc.assert(
    fc.asyncProperty(orders, (rows) =>
      withOrders(
        [...rows, today],
        async (made) => {
          // Revenue per order in whole ten-thousandths, cut towards 0.
          const customers = await made.rows(
            `select as_of::varchar, recency_days::integer, frequency::integer, (monetary * 10000)::bigint::double, segment
             from customers.snapshots where score_tier is not null`,
          );
          const worth = (row: readonly unknown[]) => Math.trunc(Number(row[3]) / Number(row[2]));
          const cuts = await made.rows(
            `select as_of::varchar, measure, score, (cut_point * 10000)::bigint::double
             from customers.cut_points where scale = 'quarters'`,
          );
          const map = new Map(
            (
              await made.rows(
                "select 100 * r_score + 10 * f_score + m_score, segment from marts.segment_maps where preset = 'pymc5'",
              )
            ).map(([code, segment]) => [code, segment]),
          );
          const days = [...new Set(customers.map(([day]) => day))];
          expect(days.length).toBeGreaterThan(5);
          for (const day of days) {
            const present = customers.filter((row) => row[0] === day);
            const buyers = present.filter((row) => Number(row[2]) > 0);
            const quarter = (values: number[], quarters: number) =>
              [...values].sort((a, b) => a - b)[Math.ceil((quarters * values.length) / 4) - 1] ?? Number.NaN;
            const days = (quarters: number) =>
              quarter(
                buyers.map((row) => Number(row[1])),
                quarters,
              );
            const count = (quarters: number) =>
              quarter(
                buyers.map((row) => Number(row[2])),
                quarters,
              );
            const value = (quarters: number) => quarter(buyers.map(worth), quarters);
            const at = (measure: string, score: number) =>
              cuts.find((row) => row[0] === day && row[1] === measure && row[2] === score)?.[3];
            if (buyers.length > 0)
              for (const score of [2, 3, 4]) {
                expect(at("recency", score), `${day} R ${score}`).toBe(10000 * days(5 - score));
                expect(at("frequency", score), `${day} F ${score}`).toBe(10000 * (count(score - 1) + 1));
                expect(at("order_value", score), `${day} M ${score}`).toBe(value(score - 1) + 1);
              }
            for (const row of present) {
              const isBuyer = Number(row[2]) > 0;
              const above = (own: number, cut: (quarters: number) => number) =>
                1 + (isBuyer ? [1, 2, 3].filter((quarters) => own > cut(quarters)).length : 0);
              const r = 1 + [1, 2, 3].filter((quarters) => Number(row[1]) <= days(quarters)).length;
              const code =
                100 * r + 10 * above(Number(row[2]), count) + above(isBuyer ? worth(row) : 0, value);
              expect(row[4], `${row} ${code}`).toBe(map.get(code));
            }
          }
        },
        { "thresholds/segment_preset.sql": "-- One row: the preset in force.\nselect 'pymc5' as preset\n" },
      ),
    ),
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);

test("the order of the rows changes nothing", async () => {
  const shuffled = orders.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([rows, others]) => {
      const relations = (given: Order[]) =>
        withOrders([...given, today], ({ warehouse }) =>
          dump(warehouse, ["staging", "customers", "marts", "checks"]),
        );
      const [one, other] = [await relations(rows), await relations(others)];
      for (const [name, held] of Object.entries(one)) expect(other[name], name).toEqual(held);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);

test("later orders change no earlier snapshot", async () => {
  const later = fc.array(
    order.map((row) => ({ ...row, id: `later ${row.id}`, daysAgo: -1 - (row.daysAgo % 80) })),
    { minLength: 1, maxLength: 100, size: "max" },
  );
  await fc.assert(
    fc.asyncProperty(orders, later, async (rows, added) => {
      const read = (given: Order[], condition: string) =>
        withOrders([...given, today], ({ rows: query }) =>
          query(
            `select * from customers.snapshots
             where as_of between '2024-06-30' and '2025-12-31' and (as_of < '2025-12-31' or ${condition}) order by all`,
          ),
        );
      // On the last day it is also told who is known without a day of entry and has not bought: that is not history.
      const before = await read(rows, "score_tier is not null");
      expect(await read([...rows, ...added], "score_tier is not null")).toEqual(before);
      expect(before.length).toBeGreaterThan(0);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);
