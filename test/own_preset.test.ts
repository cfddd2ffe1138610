import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import { aboutElement } from "../loaders/navigation.ts";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

/** Customer n of 40 ordered n times for 10 n each, the last time 9 n days before the end; half of them in November too. */
const ORDERS = `-- One row per order.
select
    n || '-' || k as order_id,
    'c' || n as customer_id,
    date '2025-12-31' - (9 * n + k)::integer as ordered_at,
    10 * n as amount,
from range(1, 41) as customers (n), range(1, 41) as orders (k)
where k <= n
`;

const HOUSE = `-- One row per block of the house's two scores of recency.
select
    'rfm' as scale,
    'The marketing team' as source,
    'Agreed in March.' as note,
    'House rules' as preset_en,
    '本店规则' as preset_zh,
    segment,
    segment_zh,
    r_from,
from (values
    ('friends', '老友', 3),
    ('guests', null, null)
) as rows (segment, segment_zh, r_from)
`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

const inForce = (preset: string) => `-- One row: the preset in force.\nselect '${preset}' as preset\n`;

test("a file adds a preset to everything, under its name and in its own words", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": ORDERS,
    "thresholds/segments/house.sql": HOUSE.replace("r_from,\nfrom", "r_from,\n    r_to,\nfrom").replace(
      "('friends', '老友', 3),\n    ('guests', null, null)\n) as rows (segment, segment_zh, r_from)",
      "('friends', '老友', 3, 5),\n    ('guests', null, 1, 2)\n) as rows (segment, segment_zh, r_from, r_to)",
    ),
    "thresholds/segment_preset.sql": inForce("house"),
  });
  await made.build();
  expect(
    await made.rows("select distinct segment from customers.snapshots where segment is not null order by 1"),
  ).toEqual([["friends"], ["guests"]]);
  expect(
    await made.rows(
      `select segment, segment_place, customers from marts.rfm_cells
       where preset = 'house' and kind = 'segment' order by segment_place`,
    ),
  ).toEqual([
    ["friends", 1, 24],
    ["guests", 2, 16],
  ]);
  expect(
    await made.rows(
      "select combinations, segments, ranks, unranked, uncovered, ambiguous, unreachable, falls from marts.preset_proofs where preset = 'house'",
    ),
  ).toEqual([[125, 2, 0, 2, 0, 0, 0, 0]]);
  // Neither segment has a rank, so that no move between them is up or down.
  expect(
    await made.rows(
      `select distinct direction from marts.tier_migration
       where model = 'segment' and from_tier <> to_tier and from_tier <> 'entered'`,
    ),
  ).toEqual([["sideways"]]);

  const { about, files } = await exportMarts(made.warehouse);
  const told = (locale: "en" | "zh") =>
    JSON.parse(/>(.*)</.exec(aboutElement(about, locale))?.[1] ?? "") as Record<string, unknown>;
  expect(told("en").names).toEqual({
    preset: { house: "House rules" },
    preset_note: { house: "Agreed in March." },
    segment: { friends: "老友" },
  });
  expect(told("zh").names).toEqual({
    preset: { house: "本店规则" },
    preset_note: { house: "Agreed in March." },
    segment: { friends: "老友" },
  });
  expect(told("en").places).toEqual({ friends: 0, guests: 1 });
  const catalog = JSON.parse(new TextDecoder().decode(files.get("catalog.json")));
  const segments = catalog.thresholds.find(
    ({ name }: { name: string }) => name === "thresholds.segments",
  ) as { parts: string[] };
  expect(segments.parts.some((file) => file.endsWith("thresholds/segments/house.sql"))).toBe(true);
}, 240_000);

test("the preset that the README writes is one", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const written = /```sql\n(-- One row per block of scores: the house's segments\.[^`]*)```/.exec(
    readme,
  )?.[1];
  made = await makeWarehouse({
    "sources/orders.sql": ORDERS,
    "thresholds/segments/house.sql": written ?? "",
    "thresholds/segment_preset.sql": inForce("house"),
  });
  await made.build();
  expect(
    await made.rows(
      "select is_in_force, combinations, segments, ranks, falls from marts.preset_proofs where preset = 'house'",
    ),
  ).toEqual([[true, 125, 2, 2, 0]]);
  const { about } = await exportMarts(made.warehouse);
  expect(aboutElement(about, "zh")).toContain('"segment":{"friends":"老友","guests":"访客"}');
}, 240_000);

test("a file that leaves ranges out takes any score, so that blocks overlap unless they are tried in turn", async () => {
  made = await makeWarehouse({ "sources/orders.sql": ORDERS, "thresholds/segments/house.sql": HOUSE });
  const error = (await made.buildError()).replaceAll(`${made.overlay}/`, "");
  expect(error).toContain(
    "Error: preset house puts 75 combinations of scores into more than one segment: friends and guests",
  );
  expect(error).toContain("in: thresholds/segments/house.sql:12\n");
});

test("a file stands in for a shipped one, one without rows takes it away, and what was built before is no matter", async () => {
  made = await makeWarehouse({ "sources/orders.sql": ORDERS });
  await made.build();
  await made.write({
    "thresholds/segments/klaviyo6.sql": "-- No row: not ours.\nselect null as segment\nlimit 0\n",
    "thresholds/segments/rules.sql": `-- One row: everyone.
select 'rules' as scale, 'Ours' as source, 'everyone' as segment, 1 as segment_rank
`,
  });
  const { ran } = await made.build();
  expect(ran.map(({ name }) => name)).not.toContain("customers.activity");
  expect(await made.rows("select preset, segments from marts.preset_proofs order by preset")).toEqual([
    ["eight", 8],
    ["pymc5", 5],
    ["r_rfm10", 10],
    ["rf10", 10],
    ["rules", 1],
    ["shopify11", 10],
  ]);
  await made.write({ "thresholds/segments/klaviyo6.sql": null, "thresholds/segments/rules.sql": null });
  await made.build();
  expect(await made.rows("select count(*)::integer from marts.preset_proofs")).toEqual([[7]]);
}, 240_000);

test("cut points of presets that are not in force are found for the last snapshot alone", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": ORDERS,
    "thresholds/segment_preset.sql": inForce("pymc5"),
  });
  await made.build();
  const counts = await made.rows(
    "select scale, count(distinct as_of)::integer from customers.cut_points group by scale order by scale",
  );
  const [[snapshots = 0] = []] = await made.rows("select count(*)::integer from customers.calendar");
  expect(counts).toEqual([
    ["eight", 1],
    ["klaviyo6", 1],
    ["quarters", snapshots],
    ["rfm", snapshots],
    ["rules", 1],
  ]);
  expect(snapshots).toBeGreaterThan(5);
}, 240_000);
