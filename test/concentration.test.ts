import { afterAll, beforeAll, expect, test } from "vitest";
import { type SingleModels, singleModels } from "./warehouse/single_models.ts";

let models: SingleModels;

beforeAll(async () => {
  models = await singleModels();
  await models.give("customers.calendar", "select date '2025-12-31' as as_of, true as is_last");
});

afterAll(() => models.close());

/** The concentration of customers of whom each brought one of these amounts. */
async function company(amounts: readonly number[], smallestCell = 1): Promise<void> {
  const rows = amounts.map((amount) => `(${amount}::decimal(18, 4))`).join(", ");
  await models.give("thresholds.privacy", `select ${smallestCell} as smallest_cell`);
  await models.give(
    "customers.activity",
    `select date '2025-12-31' as as_of, monetary from (values ${rows}) as rows (monetary)`,
  );
  await models.run("customers.revenue_ranks", "marts.revenue_concentration", "marts.revenue_gini");
}

const gini = () =>
  models.rows(
    "select customers, revenue, round(gini, 12), round(top_fifth_share, 6) from marts.revenue_gini",
  );

test("Gini of five, by hand", async () => {
  // Σ (2i - n - 1) x = -4·1 - 2·2 + 0·3 + 2·4 + 4·10 = 40; over n Σ x = 5 · 20 it is 0.4. The best of five brings half.
  await company([3, 10, 1, 4, 2]);
  expect(await gini()).toEqual([[5, 20, 0.4, 0.5]]);
});

test("Gini is 0 when all are equal, whoever ranks first", async () => {
  await company(Array.from({ length: 30 }, () => 7.25));
  expect(await gini()).toEqual([[30, 217.5, 0, 0.2]]);
  const curve = await models.rows(
    "select customer_share, revenue_share from marts.revenue_concentration order by part",
  );
  expect(curve).toHaveLength(21);
  for (const [customers, revenue] of curve) expect(Number(revenue)).toBeCloseTo(Number(customers), 12);
});

test("Gini nears 1 when one has it all", async () => {
  // Of n customers, one with 1,000,000 and the others with 0.01 each: (n - 1) / n, less next to nothing.
  await company([1_000_000, ...Array.from({ length: 99 }, () => 0.01)]);
  const [[, , value] = []] = await gini();
  expect(Number(value)).toBeCloseTo(0.99, 5);
});

test("customers without revenue are in no rank", async () => {
  await company([3, 10, 1, 4, 2, 0, 0, 0]);
  expect(await gini()).toEqual([[5, 20, 0.4, 0.5]]);
});

test("the curve of 1, 2, … 100", async () => {
  await company(Array.from({ length: 100 }, (_, index) => index + 1));
  const curve = await models.rows(
    "select part, round(customer_share, 6), round(revenue_share * 5050, 6) from marts.revenue_concentration where part in (0, 1, 20, 99, 100) order by part",
  );
  expect(curve).toEqual([
    [0, 0, 0],
    [1, 0.01, 100],
    // 81 + … + 100
    [20, 0.2, 1810],
    [99, 0.99, 5049],
    [100, 1, 5050],
  ]);
  expect(await gini()).toEqual([[100, 5050, 0.33, Number((1810 / 5050).toFixed(6))]]);
});

test("the curve of few has fewer parts, and of very few none", async () => {
  await company(
    Array.from({ length: 60 }, (_, index) => index + 1),
    5,
  );
  expect(await models.rows("select part, round(customer_share, 4) from marts.revenue_concentration")).toEqual(
    Array.from({ length: 11 }, (_, part) => [part, part / 10]),
  );
  await company([1, 2, 3, 4, 5, 6], 5);
  expect(await models.rows("from marts.revenue_concentration")).toEqual([]);
  expect(await models.rows("select customers, top_fifth_share from marts.revenue_gini")).toEqual([[6, null]]);
  await company([1, 2, 3, 4], 5);
  expect(await models.rows("from marts.revenue_gini")).toEqual([]);
});
