import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { customerMoves } from "../../loaders/customer_moves.ts";
import { makeSample } from "../../loaders/sample.ts";
import { makeWarehouse, root, type TestWarehouse, withWarehouse } from "./build.ts";

export const EARLIER = "2025-04-30";
export const LATER = "2025-12-31";

/** Warehouses of the sample: the real one, and those that would have been. */
export interface Worlds {
  real: TestWarehouse;
  /** Whose cut points are those of the earlier snapshot. */
  drifted: TestWarehouse;
  /** That has none of the orders since either. */
  still: TestWarehouse;
  /** Every customer of the earlier snapshot with the level of its tier in each of the four worlds, and the reason told. */
  moves(level: string, reason: string): Promise<Move[]>;
  /** A Parquet file of the real world's orders. */
  orders: string;
  remove(): Promise<unknown>;
}

export interface Move {
  id: string;
  before: number;
  after: number;
  drifted: number;
  still: number;
  /** A number of customers.move_reasons. */
  reason: number;
}

/** `scale` is the one whose cut points stay; `own` are further files of the overlay, which also apply to the real world. */
export async function makeWorlds({
  scale,
  own = {},
}: {
  scale: string;
  own?: Readonly<Record<string, string>>;
}): Promise<Worlds> {
  await makeSample({ root });
  const made: TestWarehouse[] = [];
  const make = async (files: Readonly<Record<string, string>>) => {
    const warehouse = await makeWarehouse({ ...own, ...files });
    made.push(warehouse);
    await warehouse.build();
    return warehouse;
  };
  const real = await make({
    "thresholds/privacy.sql": await readFile(join(root, "sql/thresholds/privacy.sql"), "utf8"),
  });
  const orders = (name: "all" | "before") => join(real.folder, `${name}.parquet`);
  const cuts = await withWarehouse(real.warehouse, async (connection) => {
    const columns = "order_id, customer_id, ordered_at, amount, status";
    await connection.run(`copy (select ${columns} from staging.orders) to '${orders("all")}'`);
    await connection.run(
      `copy (select ${columns} from staging.orders where ordered_at < date '${EARLIER}' + 1) to '${orders("before")}'`,
    );
    const rows = await connection.runAndReadAll(
      `select measure, score, cut_point from customers.cut_points where scale = '${scale}' and as_of = date '${EARLIER}'`,
    );
    return rows.getRowsJson().map(([measure, score, cut]) => `('${measure}', ${score}, ${cut})`);
  });
  const calendar = await readFile(join(root, "sql/thresholds/calendar.sql"), "utf8");
  const files = (name: "all" | "before") => ({
    "sources/orders.sql": `-- One row per order.\nselect * from read_parquet('${orders(name)}')\n`,
    "thresholds/calendar.sql": calendar.replace("null::date as as_of", `date '${LATER}' as as_of`),
    [`thresholds/rfm_cuts/${scale}.sql`]: `-- One row per measure and score.
select measure, 'fixed' as method, score, cut_at::decimal(18, 6) as cut_at
from (values ${cuts.join(", ")}) as rows (measure, score, cut_at)
`,
  });
  const [drifted, still] = [await make(files("all")), await make(files("before"))];
  return {
    real,
    drifted,
    still,
    orders: orders("all"),
    moves: (level, reason) =>
      withWarehouse(real.warehouse, async (connection) => {
        await connection.run(`attach '${drifted.warehouse}' as drifted (read_only)`);
        await connection.run(`attach '${still.warehouse}' as still (read_only)`);
        const slot = await connection.runAndReadAll(
          `select slot from customers.slots where as_of = date '${EARLIER}'`,
        );
        const told = (await customerMoves(connection, Number(slot.getRows()[0]?.[0]))) ?? "";
        const rows = await connection.runAndReadAll(movesOf(level, reason, told));
        return rows.getRowObjects() as unknown as Move[];
      }),
    remove: () => Promise.all(made.map((each) => each.remove())),
  };
}

function movesOf(level: string, reason: string, told: string): string {
  return `
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
        select * from (
${told}
        )
        where to_slot = 0
      ) as moves on customers.customer_number = moves.customer_number
      where side.before is not null`;
}
