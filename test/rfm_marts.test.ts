import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";
import { singleModels } from "./warehouse/single_models.ts";

const smallestCell = (size: number) => ({
  "thresholds/privacy.sql": `-- One row: what the public site may show.\nselect ${size} as smallest_cell\n`,
});

/**
 * Customer k of 1 to 10 has k orders of 10 each, all (10 - k) × 10 days before the last day; an eleventh ordered years
 * ago. So each score of R, F and M is that of two neighbours, and those who lapsed score 1.
 */
const LADDER = {
  "sources/orders.sql": `-- One row per order.
select
    k || '-' || n as order_id,
    k as customer_id,
    date '2025-12-31' - ((10 - k) * 10)::integer as ordered_at,
    10 as amount
from range(1, 11) as customers (k), range(1, 11) as orders (n)
where n <= k
union all
select 'lapsed', 11, date '2020-01-01', 9999
`,
};

describe("ten customers, counted by hand", () => {
  let made: TestWarehouse;

  beforeAll(async () => {
    made = await makeWarehouse({ ...LADDER, ...smallestCell(1) });
    await made.build();
  });

  afterAll(() => made.remove());

  const filled = (preset: string, kind: string) =>
    made.rows(`select segment, r_score, f_score, m_from, m_to, customers, sales, revenue
      from marts.rfm_cells
      where preset = '${preset}' and kind = '${kind}' and customers > 0
      order by r_score desc, f_score desc, m_from desc, segment`);

  test("cells of rf10 and their segments", async () => {
    const diagonal = [
      ["champions", 5, 5, 1, 5, 2, 19, 190],
      ["loyal", 4, 4, 1, 5, 2, 15, 150],
      ["need_attention", 3, 3, 1, 5, 2, 11, 110],
      ["hibernating", 2, 2, 1, 5, 2, 7, 70],
      ["hibernating", 1, 1, 1, 5, 3, 3, 30],
    ];
    expect(await filled("rf10", "part")).toEqual(diagonal);
    expect(await filled("rf10", "cell")).toEqual(diagonal.map((row) => ["all", ...row.slice(1)]));
    expect(await filled("rf10", "segment")).toEqual([
      ["champions", 0, 0, 1, 5, 2, 19, 190],
      ["hibernating", 0, 0, 1, 5, 5, 10, 100],
      ["loyal", 0, 0, 1, 5, 2, 15, 150],
      ["need_attention", 0, 0, 1, 5, 2, 11, 110],
    ]);
    expect(await filled("rf10", "all")).toEqual([["all", 0, 0, 1, 5, 11, 55, 550]]);
  });

  test("a cell that M splits has a part for each segment", async () => {
    // Means of those who ordered: 45 days, 5.5 orders, 55: five customers are high in all, the others low in all.
    expect(await filled("eight", "part")).toEqual([
      ["key_value", 2, 2, 2, 2, 5, 40, 400],
      ["general_win_back", 1, 1, 1, 1, 6, 15, 150],
    ]);
    const parts = await made.rows(`select segment, r_score, f_score, m_from, m_to from marts.rfm_cells
      where preset = 'rules' and kind = 'part' order by r_score, f_score, m_from`);
    expect(parts.slice(0, 3)).toEqual([
      ["ordinary", 1, 1, 1, 1],
      ["standard", 1, 1, 2, 4],
      ["standard", 1, 2, 1, 4],
    ]);
    expect(parts.slice(-3)).toEqual([
      ["standard", 2, 4, 1, 2],
      ["gold", 2, 4, 3, 3],
      ["platinum", 2, 4, 4, 4],
    ]);
  });

  test("cut points, and how many each score holds", async () => {
    const scores = (measure: string) =>
      made.rows(`select coalesce(nullif(r_score, 0), nullif(f_score, 0), m_from), method, at_least, at_most, customers
        from marts.rfm_cells where preset = 'rf10' and kind = '${measure}' order by all`);
    expect(await scores("recency")).toEqual([
      [1, "quantile", 71, null, 3],
      [2, "quantile", 51, 70, 2],
      [3, "quantile", 31, 50, 2],
      [4, "quantile", 11, 30, 2],
      [5, "quantile", 0, 10, 2],
    ]);
    expect(await scores("frequency")).toEqual([
      [1, "quantile", 0, 2, 3],
      [2, "quantile", 3, 4, 2],
      [3, "quantile", 5, 6, 2],
      [4, "quantile", 7, 8, 2],
      [5, "quantile", 9, null, 2],
    ]);
    expect(await scores("monetary")).toEqual([
      [1, "quantile", null, 20.0001, 3],
      [2, "quantile", 20.0001, 40.0001, 2],
      [3, "quantile", 40.0001, 60.0001, 2],
      [4, "quantile", 60.0001, 80.0001, 2],
      [5, "quantile", 80.0001, null, 2],
    ]);
    expect(
      await made.rows(
        "select measure, at_least, at_most, method from marts.rfm_cut_points where preset = 'eight' order by all",
      ),
    ).toEqual([
      ["frequency", 0, 5, "mean"],
      ["frequency", 6, null, "mean"],
      ["monetary", 55, null, "mean"],
      ["monetary", null, 55, "mean"],
      ["recency", 0, 45, "mean"],
      ["recency", 46, null, "mean"],
    ]);
  });

  test("bins of one width, or one ratio, for those who ordered", async () => {
    const bins = (measure: string) =>
      made.rows(
        `select round(at_least, 2), round(below, 2), customers from marts.rfm_distributions
         where measure = '${measure}' order by bin`,
      );
    expect(await bins("recency")).toEqual([0, 20, 40, 60, 80].map((day) => [day, day + 20, 2]));
    expect(await bins("frequency")).toEqual([1, 3, 5, 7, 9].map((orders) => [orders, orders + 2, 2]));
    // e^2.3, then every bin ends e^0.5 higher.
    expect(await bins("monetary")).toEqual([
      [9.97, 16.44, 1],
      [16.44, 27.11, 1],
      [27.11, 44.7, 2],
      [44.7, 73.7, 3],
      [73.7, 121.51, 3],
    ]);
  });
});

test("bins with too few customers are joined, the last to the one before", async () => {
  const models = await singleModels();
  await models.give("customers.calendar", "select date '2025-12-31' as as_of, true as is_last");
  await models.give("thresholds.privacy", "select 5 as smallest_cell");
  // Two customers on every tenth day up to 90, and seven without revenue.
  await models.give(
    "customers.activity_bins",
    `select date '2025-12-31' as as_of, 'recency' as measure, (10 * n)::integer as bin, 2 as customers from range(10) as days (n)
     union all select date '2025-12-31', 'monetary', -100000, 7
     union all select date '2025-12-31', 'monetary', (100 * n)::integer, 30 from range(1, 4) as amounts (n)`,
  );
  await models.run("marts.rfm_distributions");
  expect(
    await models.rows(
      "select measure, round(at_least, 2), round(below, 2), customers from marts.rfm_distributions order by measure, bin",
    ),
  ).toEqual([
    ["monetary", null, 2.72, 7],
    ["monetary", 2.72, 3.32, 30],
    ["monetary", 7.39, 9.03, 30],
    ["monetary", 20.09, 24.53, 30],
    // Bins of 20 days hold four; the fifth is left over.
    ["recency", 0, 40, 8],
    ["recency", 40, 100, 12],
  ]);
  models.close();
});

test("a score that nobody can have begins above its end", async () => {
  const models = await singleModels();
  await models.run("thresholds.segments", "thresholds.segment_presets", "thresholds.rfm_cuts");
  await models.give("customers.calendar", "select date '2025-12-31' as as_of, true as is_last");
  // All ordered once, so that every cut point of F is 2.
  await models.give(
    "customers.cut_points",
    `select date '2025-12-31' as as_of, 'rfm' as scale, 'frequency' as measure, score, 'quantile' as method, 2 as cut_point
     from range(2, 6) as scores (score)`,
  );
  await models.run("marts.rfm_cut_points");
  expect(
    await models.rows(
      "select score, at_least, at_most from marts.rfm_cut_points where preset = 'rf10' and measure = 'frequency' order by 1",
    ),
  ).toEqual([
    [1, 0, 1],
    [2, 2, 1],
    [3, 2, 1],
    [4, 2, 1],
    [5, 2, null],
  ]);
  models.close();
});

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

test("one order, and amounts all zero, leave no number that is not one", async () => {
  for (const orders of [
    "select 1 as order_id, 'ann' as customer_id, '2025-12-31' as ordered_at, 10 as amount",
    "select n as order_id, n % 40 as customer_id, '2025-12-31' as ordered_at, 0 as amount from range(100) as rows (n)",
  ]) {
    made = await makeWarehouse({
      "sources/orders.sql": `-- One row per order.\n${orders}\n`,
      ...smallestCell(1),
    });
    await made.build();
    for (const mart of [
      "rfm_cells",
      "rfm_cut_points",
      "rfm_distributions",
      "pyramid_levels",
      "revenue_gini",
    ]) {
      const rows = await made.rows(`from marts.${mart}`);
      expect(JSON.stringify(rows), mart).not.toMatch(/nan|inf/i);
    }
    const bins = await made.rows(
      "select measure, sum(customers)::integer from marts.rfm_distributions group by measure order by measure",
    );
    const buyers = orders.includes("ann") ? 1 : 40;
    expect(bins).toEqual(
      ["frequency", "monetary", "order_value", "recency"].map((measure) => [measure, buyers]),
    );
    await made.remove();
  }
});
