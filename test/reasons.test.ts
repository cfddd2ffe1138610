import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSample } from "../loaders/sample.ts";
import { makeWarehouse, root, type TestWarehouse, withWarehouse } from "./warehouse/build.ts";

// Why each customer of the sample moved, worked out a second time by building the warehouses that would have been: one
// whose cut points are those of the earlier snapshot, and one that has none of the orders since either.
const EARLIER = "2025-04-30";
const LATER = "2025-12-31";

const made: TestWarehouse[] = [];
afterAll(() => Promise.all(made.map((each) => each.remove())));

async function make(files: Readonly<Record<string, string>>): Promise<TestWarehouse> {
  const warehouse = await makeWarehouse(files);
  made.push(warehouse);
  await warehouse.build();
  return warehouse;
}

let real: TestWarehouse;
let drifted: TestWarehouse;
let still: TestWarehouse;

beforeAll(async () => {
  await makeSample({ root });
  real = await make({
    "thresholds/privacy.sql": await readFile(join(root, "sql/thresholds/privacy.sql"), "utf8"),
  });
  const orders = (name: string) => join(real.folder, `${name}.parquet`);
  const cuts = await withWarehouse(real.warehouse, async (connection) => {
    const columns = "order_id, customer_id, ordered_at, amount, status";
    await connection.run(`copy (select ${columns} from staging.orders) to '${orders("all")}'`);
    await connection.run(
      `copy (select ${columns} from staging.orders where ordered_at < date '${EARLIER}' + 1) to '${orders("before")}'`,
    );
    const rows = await connection.runAndReadAll(
      `select measure, score, cut_point from customers.cut_points where scale = 'rfm' and as_of = date '${EARLIER}'`,
    );
    return rows.getRowsJson().map(([measure, score, cut]) => `('${measure}', ${score}, ${cut})`);
  });
  const calendar = await readFile(join(root, "sql/thresholds/calendar.sql"), "utf8");
  const files = (name: string) => ({
    "sources/orders.sql": `-- One row per order.\nselect * from read_parquet('${orders(name)}')\n`,
    "thresholds/calendar.sql": calendar.replace("null::date as as_of", `date '${LATER}' as as_of`),
    "thresholds/rfm_cuts/rfm.sql": `-- One row per measure and score.
select measure, 'fixed' as method, score, cut_at::decimal(18, 6) as cut_at
from (values ${cuts.join(", ")}) as rows (measure, score, cut_at)
`,
  });
  [drifted, still] = [await make(files("all")), await make(files("before"))];
}, 600_000);

interface Move {
  id: string;
  before: number;
  after: number;
  drifted: number;
  still: number;
  reason: number;
}

/** Every customer of the earlier snapshot with the level of its tier in each of the four worlds, and the reason told. */
async function moves(level: string, reason: string): Promise<Move[]> {
  return withWarehouse(real.warehouse, async (connection) => {
    await connection.run(`attach '${drifted.warehouse}' as drifted (read_only)`);
    await connection.run(`attach '${still.warehouse}' as still (read_only)`);
    const rows = await connection.runAndReadAll(`
      with limits as (from customers.limits where as_of = date '${EARLIER}'),
      worlds as (
        select 'before' as world, * from customers.snapshots where as_of = date '${EARLIER}'
        union all by name select 'after' as world, * from customers.snapshots where as_of = date '${LATER}'
        union all by name select 'drifted' as world, * from drifted.customers.snapshots where as_of = date '${LATER}'
        union all by name select 'still' as world, * from still.customers.snapshots where as_of = date '${LATER}'
      ),
      placed as (select world, customer_id, ${level} as level from worlds cross join limits where customer_id is not null),
      side as (pivot placed on world in ('before', 'after', 'drifted', 'still') using max(level) group by customer_id)
      select side.customer_id as id, side.before::integer as before, side.after::integer as after,
        side.drifted::integer as drifted, side.still::integer as still, coalesce(moves.${reason}, 0)::integer as reason
      from side
      inner join staging.customers as customers using (customer_id)
      left join (
        select * from customers.customer_moves
        where from_slot = (select slot from customers.slots where as_of = date '${EARLIER}') and to_slot = 0
      ) as moves on customers.customer_number = moves.customer_number
      where side.before is not null`);
    return rows.getRowObjects() as unknown as Move[];
  });
}

function reasonOf({ before, after, drifted: scored, still: without }: Move, hasCuts: boolean): number {
  if (before === after) return 0;
  if (hasCuts && scored === before) return 3;
  return Math.sign(without - before) === Math.sign(scored - before) ? 2 : 1;
}

const levels = {
  score_tier: "array_position(['top', 'potential', 'general', 'dormant'], score_tier)",
  segment: `array_position(['champions', 'loyal', 'potential_loyalist', 'new', 'promising', 'need_attention',
    'about_to_sleep', 'cant_lose', 'at_risk', 'hibernating'], segment)`,
  pyramid_level: `case when pyramid_level is null then null when monetary <= 0 then 5 when monetary >= p1 then 1 when monetary >= p2 then 2
    when monetary >= p3 then 3 else 4 end`,
};

test.each(Object.entries(levels))("%s: the reason of every customer's move", async (model, level) => {
  const found = await moves(level, `${model}_reason`);
  // A boundary of the pyramid floats in every world: there the levels are told by the earlier snapshot's.
  const told = model === "pyramid_level" ? await actualLevels(found) : found;
  const wrong = told.filter((move) => move.reason !== reasonOf(move, true));
  expect(wrong.slice(0, 5)).toEqual([]);
  for (const reason of [0, 1, 2, 3]) expect(told.some((move) => move.reason === reason)).toBe(true);
});

async function actualLevels(found: Move[]): Promise<Move[]> {
  const rows = await real.rows(`
    select customer_id, array_position(['top', 'large', 'medium', 'small', 'inactive'], pyramid_level)
    from customers.snapshots where as_of = date '${LATER}'`);
  const after = new Map(rows.map(([id, level]) => [String(id), Number(level)]));
  return found.map((move) => ({ ...move, after: after.get(move.id) ?? 0 }));
}

test("lifecycle stages: towards and away from buying, and sideways", async () => {
  const stage =
    "array_position(['prospect', 'new', 'growing', 'mature', 'reactivated', 'dormant', 'churned'], lifecycle_stage)";
  const found = await moves(stage, "lifecycle_stage_reason");
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
  const [[pairs, wrong]] = (await real.rows(`
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
