import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { TIER_MODELS, type TierModel, text } from "./state.ts";

/** A value on the side that is published and on the side that would be. */
export interface Sides<Value> {
  before: Value;
  after: Value;
}

/** All that differs between two states, to the customer: not to be shown as it is (see hide_small.ts). */
export interface Difference {
  about: Sides<{ as_of: string; currency: string; smallest_cell: number }>;
  models: ModelDifference[];
  sources: { source: string; read: Sides<number>; accepted: Sides<number>; rejected: Sides<number> }[];
  /** Marts and thresholds whose rows differ, by name. */
  figures: string[];
}

export interface ModelDifference {
  model: TierModel;
  /** Best first. */
  tiers: { tier: string; customers: Sides<number>; revenue: Sides<number> }[];
  /** From "entered" (without a tier before) or to "left" (without one after), and those who stayed. */
  moves: { from: string; to: string; customers: number; revenue: Sides<number> }[];
  /** By the segment before; of those who have a tier on both sides; none for the segments themselves. */
  segments: { segment: string | null; moved: number; stayed: number; revenue: number }[];
  /** See state.ts; null on the side that has none. */
  limits: { measure: string; part: string; value: Sides<number | null> }[];
}

/** Opens two states side by side, as `before` and `after`, and a table `flows` of customers by all their tiers. */
export async function withStates<Result>(
  before: string,
  after: string,
  use: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${text(before)} as before (read_only)`);
    await connection.run(`attach ${text(after)} as after (read_only)`);
    const pairs = TIER_MODELS.map((model) => `old.${model} as old_${model}, new.${model} as new_${model}`);
    await connection.run(`
        create table flows as
        select ${pairs.join(", ")}, count(*) as customers,
            coalesce(sum(old.revenue), 0) as old_revenue, coalesce(sum(new.revenue), 0) as new_revenue
        from before.customers as old
        full join after.customers as new on old.customer_id = new.customer_id
        group by all`);
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Reads it from the states that withStates opened; `left` names relations that the state after leaves out. */
export async function readDifference(
  connection: DuckDBConnection,
  left: readonly string[],
): Promise<Difference> {
  const rows = async <Row>(sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as Row[];
  const about = async (side: string) => {
    const [row] = await rows<Difference["about"]["before"]>(
      `select as_of, currency, smallest_cell::integer as smallest_cell from ${side}.about`,
    );
    if (!row) throw new Error(`${side} has no line about itself`);
    return row;
  };
  return {
    about: { before: await about("before"), after: await about("after") },
    // Where the policy changes nothing on either side, what is awarded is no model of its own.
    models: (await Promise.all(TIER_MODELS.map((model) => readModel(rows, model)))).filter(
      ({ model, tiers }) => model !== "awarded_tier" || tiers.length > 0,
    ),
    sources: await rows(`
        select source, ${["read", "accepted", "rejected"]
          .map(
            (kind) =>
              `{before: coalesce(old.rows_${kind}, 0)::double, after: coalesce(new.rows_${kind}, 0)::double} as ${kind}`,
          )
          .join(", ")}
        from before.sources as old full join after.sources as new using (source)
        where (old.rows_read, old.rows_accepted, old.rows_rejected)
            is distinct from (new.rows_read, new.rows_accepted, new.rows_rejected)
        order by source <> 'orders', source`),
    figures: (
      await rows<{ name: string }>(`
        select name from before.figures as old full join after.figures as new using (name)
        where old.digest is distinct from new.digest order by name`)
    )
      .map(({ name }) => name)
      .filter((name) => !left.includes(name)),
  };
}

async function readModel(
  rows: <Row>(sql: string) => Promise<Row[]>,
  model: TierModel,
): Promise<ModelDifference> {
  const moves = await rows<ModelDifference["moves"][number]>(`
      select coalesce(old_${model}, 'entered') as "from", coalesce(new_${model}, 'left') as "to",
          sum(customers)::double as customers,
          {before: sum(old_revenue)::double, after: sum(new_revenue)::double} as revenue
      from flows
      where old_${model} is not null or new_${model} is not null
      group by all`);
  const ranks = await rows<{ tier: string }>(`
      select tier from (
          select tier, tier_rank, 1 as side from after.tiers where model = '${model}'
          union all
          select tier, tier_rank, 2 from before.tiers where model = '${model}'
      )
      group by tier order by min(side), min_by(tier_rank, side)`);
  const order = ["entered", ...ranks.map(({ tier }) => tier), "left"];
  const place = (tier: string) => order.indexOf(tier);
  const sum = (end: "from" | "to", side: "before" | "after", tier: string) => {
    const found = moves.filter((move) => move[end] === tier);
    return {
      customers: found.reduce((total, move) => total + move.customers, 0),
      revenue: found.reduce((total, move) => total + move.revenue[side], 0),
    };
  };
  return {
    model,
    tiers: ranks.map(({ tier }) => {
      const [then, now] = [sum("from", "before", tier), sum("to", "after", tier)];
      return {
        tier,
        customers: { before: then.customers, after: now.customers },
        revenue: { before: then.revenue, after: now.revenue },
      };
    }),
    moves: moves.sort(
      (left, right) => place(left.from) - place(right.from) || place(left.to) - place(right.to),
    ),
    segments: model === "segment" ? [] : await rows(bySegment(model)),
    limits: await rows(`
      select measure, part, {before: old.value::double, after: new.value::double} as value
      from (from before.limits where model = '${model}') as old
      full join (from after.limits where model = '${model}') as new using (measure, part)
      order by array_position(['recency', 'frequency', 'monetary'], measure), measure, part desc`),
  };
}

function bySegment(model: TierModel): string {
  const isMove = `old_${model} <> new_${model}`;
  return `
      select old_segment as segment,
          coalesce(sum(customers) filter (${isMove}), 0)::double as moved,
          coalesce(sum(customers) filter (not ${isMove}), 0)::double as stayed,
          coalesce(sum(new_revenue) filter (${isMove}), 0)::double as revenue
      from flows
      where old_${model} is not null and new_${model} is not null
      group by old_segment
      order by segment`;
}
