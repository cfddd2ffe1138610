import { afterAll, beforeAll, expect, test } from "vitest";
import { LATER, type Move, makeWorlds, type Worlds } from "./warehouse/worlds.ts";

// Why each customer of the sample moved, worked out a second time by building the warehouses that would have been.
let worlds: Worlds;
// One customer in eight, with segments that share ranks, of a scale of their own whose M is revenue per order.
let quartiles: Worlds;
// The same customers, with windows that begin with the fiscal year: none is left of that of the earlier snapshot.
let fiscal: Worlds;

beforeAll(async () => {
  worlds = await makeWorlds({ scale: "rfm" });
  quartiles = await makeWorlds({
    scale: "quarters",
    own: {
      "sources/orders.sql": `-- One row per order.
select * from read_parquet('${worlds.orders}') where hash(customer_id) % 8 = 0
`,
      "thresholds/segment_preset.sql":
        "-- One row: the preset in force.\n-- grain: preset\nselect 'pymc5' as preset\n",
    },
  });
  fiscal = await makeWorlds({
    scale: "rfm",
    own: {
      "sources/orders.sql": `-- One row per order.
select * from read_parquet('${worlds.orders}') where hash(customer_id) % 8 = 0
`,
      "thresholds/fiscal_year.sql":
        "-- One row: from July on.\n-- grain: first_month\nselect 7 as first_month, true as is_window\n",
    },
  });
}, 600_000);

afterAll(() => Promise.all([worlds?.remove(), quartiles?.remove(), fiscal?.remove()]));

const levels = {
  score_tier: "array_position(['top', 'potential', 'general', 'dormant'], score_tier)",
  segment: `array_position(['champions', 'loyal', 'potential_loyalist', 'new', 'promising', 'need_attention',
    'about_to_sleep', 'cant_lose', 'at_risk', 'hibernating'], segment)`,
  pyramid_level: `case when pyramid_level is null then null when monetary <= 0 then 5 when monetary >= p1 then 1 when monetary >= p2 then 2
    when monetary >= p3 then 3 else 4 end`,
};

test.each(Object.entries(levels))("%s: the reason of every customer's move", async (model, level) => {
  const found = await worlds.moves(level, `${model}_reason`);
  // A boundary of the pyramid floats in every world: there the levels are told by the earlier snapshot's.
  const told = model === "pyramid_level" ? await actualLevels(found) : found;
  const wrong = told.filter((move) => move.reason !== reasonOf(move, true));
  expect(wrong.slice(0, 5)).toEqual([]);
  for (const reason of [0, 1, 2, 3]) expect(told.some((move) => move.reason === reason)).toBe(true);
});

async function actualLevels(found: Move[]): Promise<Move[]> {
  const rows = await worlds.real.rows(`
    select customer_id, array_position(['top', 'large', 'medium', 'small', 'inactive'], pyramid_level)
    from customers.snapshots where as_of = date '${LATER}'`);
  const after = new Map(rows.map(([id, level]) => [String(id), Number(level)]));
  return found.map((move) => ({ ...move, after: after.get(move.id) ?? 0 }));
}

test("windows of the fiscal year: the reason of every customer's move", async () => {
  const found = await fiscal.moves(levels.score_tier, "score_tier_reason");
  expect(found.filter((move) => move.reason !== reasonOf(move, true)).slice(0, 5)).toEqual([]);
  for (const reason of [0, 1, 2, 3]) expect(found.some((move) => move.reason === reason)).toBe(true);
});

test("lifecycle stages: towards and away from buying, and sideways", async () => {
  const stage =
    "array_position(['prospect', 'new', 'growing', 'mature', 'reactivated', 'dormant', 'churned'], lifecycle_stage)";
  const found = await worlds.moves(stage, "lifecycle_stage_reason");
  const levelOf = (code: number) => ({ 1: 4, 6: 2, 7: 3 })[code] ?? 1;
  const known = found.filter(({ before }) => before !== 1);
  const wrong = known.filter(({ before, after, still: without, reason }) => {
    const towards = (code: number) => Math.sign(levelOf(code) - levelOf(before));
    const sameWay = without === after || (towards(after) !== 0 && towards(without) === towards(after));
    return reason !== (before === after ? 0 : without !== before && sameWay ? 2 : 1);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
  for (const reason of [0, 1, 2]) expect(known.some((move) => move.reason === reason)).toBe(true);
});

test("every move has one reason, for every pair of snapshots and all models", async () => {
  const [[pairs, wrong]] = (await worlds.real.rows(`
    with reasons as (
      select model, from_as_of, to_as_of, sum(customers) as customers from marts.move_reasons group by all
    ),
    cells as (
      select model, from_as_of, to_as_of, sum(customers) as customers from marts.tier_migration
      where from_tier not in (to_tier, 'entered') group by all
    )
    select count(*)::integer, (count(*) filter (cells.customers is distinct from reasons.customers))::integer
    from cells full join reasons using (model, from_as_of, to_as_of)`)) as [[number, number]];
  expect([pairs, wrong]).toEqual([276 * 4, 0]);
});

test("segments that share ranks: the reason of every customer's move", async () => {
  const segments = ["premium", "repeat", "top_spender", "at_risk", "inactive"];
  const rankOf = (place: number) => [1, 2, 2, 3, 4][place - 1] ?? 0;
  const list = segments.map((segment) => `'${segment}'`).join(", ");
  const found = await quartiles.moves(`array_position([${list}], segment)`, "segment_reason");
  const expected = (move: Move) => {
    if (move.before === move.after) return 0;
    if (move.drifted === move.before) return 3;
    const way = (place: number) => Math.sign(rankOf(place) - rankOf(move.before));
    const sameWay =
      move.still === move.drifted || (way(move.still) !== 0 && way(move.still) === way(move.drifted));
    return move.still !== move.before && sameWay ? 2 : 1;
  };
  expect(found.filter((move) => move.reason !== expected(move)).slice(0, 5)).toEqual([]);
  for (const reason of [0, 1, 2, 3]) expect(found.some((move) => move.reason === reason)).toBe(true);
  // Told by the order of the segments' names some would differ.
  const apart = (move: Move) => move.reason !== reasonOf(move, true);
  expect(found.some(apart)).toBe(true);
});

function reasonOf({ before, after, drifted: scored, still: without }: Move, hasCuts: boolean): number {
  if (before === after) return 0;
  if (hasCuts && scored === before) return 3;
  return Math.sign(without - before) === Math.sign(scored - before) ? 2 : 1;
}
