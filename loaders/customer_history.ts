import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { customerMoves } from "./customer_moves.ts";
import { UserError } from "./errors.ts";

export const MODELS = ["score_tier", "awarded_tier", "segment", "pyramid_level", "lifecycle_stage"] as const;

export type TierModel = (typeof MODELS)[number];

/** An accepted order; amounts in the reporting currency. */
export interface Order {
  order_id: string;
  ordered_on: string;
  amount: number;
  /** Cancelled orders are not. */
  is_counted: boolean;
}

/** What the customer was at a snapshot; null before the first sale. Days are ISO, recency is in whole days. */
export interface CustomerSnapshot {
  as_of: string;
  recency_days: number | null;
  frequency: number;
  monetary: number;
  r_score: number | null;
  f_score: number | null;
  m_score: number | null;
  /** Without a tier policy that changes something, the awarded tier is null: it is the calculated one. */
  tiers: Record<TierModel, string | null>;
  /** Why tiers changed since the snapshot before; the oldest of the last 24 has none to compare with. */
  moves: CustomerMove[];
  /** Orders since the snapshot before. */
  orders: Order[];
  /** Orders that were in the window then and are no longer. */
  left_window: Order[];
}

export interface CustomerMove {
  model: TierModel;
  from: string;
  to: string;
  /**
   * One of customers.move_reasons; of an awarded tier: `qualified`, `refund` (without the refunds since it would have been
   * kept) or `lost` (hold and grace are over).
   */
  reason: string;
  /** Of a threshold drift: the cut points that moved, by measure and score, or the levels' boundaries by rank. */
  cut_points: { measure: string; score: number; before: number; after: number }[];
}

export interface CustomerHistory {
  customer_id: string;
  currency: string;
  first_ordered_on: string | null;
  snapshots: CustomerSnapshot[];
}

type Row = Record<string, DuckDBValue>;

/** One customer's whole history. Throws a UserError with the nearest ids when there is no such customer. */
export async function customerHistory(connection: DuckDBConnection, id: string): Promise<CustomerHistory> {
  const rows = async (sql: string, ...values: (string | number)[]): Promise<Row[]> =>
    (await connection.runAndReadAll(sql, values)).getRowObjectsJson() as Row[];
  const [customer] = await rows(
    "select customer_number, first_ordered_on from staging.customers where customer_id = $1",
    id,
  );
  if (!customer) throw await unknownCustomer(rows, id);
  const number = Number(customer.customer_number);
  const [states, moves, orders, cuts, currencies] = [
    await rows(STATES, number),
    await movesOf(connection, number),
    await rows(ORDERS, number),
    await rows(CUTS),
    await rows("select reporting_currency from thresholds.calendar"),
  ];
  const all = orders.map((row) => ({
    order_id: String(row.order_id),
    ordered_on: String(row.ordered_on),
    amount: Number(row.amount),
    is_counted: Boolean(row.is_counted),
  }));
  const between = (after: unknown, upTo: unknown) =>
    all.filter(({ ordered_on }) => ordered_on > String(after) && ordered_on <= String(upTo));
  return {
    customer_id: id,
    currency: String(currencies[0]?.reporting_currency),
    first_ordered_on: text(customer.first_ordered_on),
    snapshots: states.map((state, index) => {
      const before = states[index - 1];
      return {
        as_of: String(state.as_of),
        recency_days: numberOf(state.recency_days),
        frequency: Number(state.frequency),
        monetary: Number(state.monetary),
        r_score: numberOf(state.r_score),
        f_score: numberOf(state.f_score),
        m_score: numberOf(state.m_score),
        tiers: Object.fromEntries(MODELS.map((model) => [model, text(state[model])])) as Record<
          TierModel,
          string | null
        >,
        moves: [
          ...moves
            .filter(({ to_as_of }) => to_as_of === state.as_of)
            .map((move) => ({
              model: String(move.model) as TierModel,
              from: String(move.from_tier),
              to: String(move.to_tier),
              reason: String(move.reason),
              cut_points: move.reason === "threshold_drift" ? drifted(cuts, move) : [],
            })),
          ...awardMove(before, state),
        ],
        orders: between(before?.as_of ?? "", state.as_of),
        left_window: before ? between(before.window_after, state.window_after) : [],
      };
    }),
  };
}

/** The move of the awarded tier, if it moved. */
function awardMove(before: Row | undefined, now: Row): CustomerMove[] {
  const [from, to] = [text(before?.awarded_tier), text(now.awarded_tier)];
  if (!before || from === null || to === null || from === to) return [];
  const isUp = Number(now.awarded_number) < Number(before.awarded_number);
  const unrefunded = numberOf(now.unrefunded_number);
  const isRefund =
    Boolean(before.refund_reverses) && unrefunded !== null && unrefunded <= Number(before.awarded_number);
  const reason = isUp ? "qualified" : isRefund ? "refund" : "lost";
  return [{ model: "awarded_tier", from, to, reason, cut_points: [] }];
}

/** The moves between neighbouring snapshots, oldest first. */
async function movesOf(connection: DuckDBConnection, number: number): Promise<Row[]> {
  const slots = await connection.runAndReadAll(
    "select distinct slot from customers.comparisons order by slot desc",
  );
  const moves: Row[] = [];
  for (const [slot] of slots.getRows()) {
    const all = await customerMoves(connection, Number(slot), [number, number]);
    if (all) moves.push(...((await connection.runAndReadAll(told(all))).getRowObjectsJson() as Row[]));
  }
  return moves;
}

async function unknownCustomer(rows: (sql: string, value: string) => Promise<Row[]>, id: string) {
  const near = await rows(
    "select customer_id from staging.customers order by jaro_winkler_similarity(customer_id, $1) desc, customer_id limit 3",
    id,
  );
  return new UserError(`there is no customer "${id}"`, {
    fix:
      near.length > 0
        ? `ids are as the orders have them; the nearest are ${near.map((row) => `"${row.customer_id}"`).join(", ")}`
        : "the warehouse holds no customers yet",
  });
}

/** The cut points that a move hangs on and that differ between its two snapshots. */
function drifted(cuts: readonly Row[], move: Row): CustomerMove["cut_points"] {
  const at = (day: unknown) => cuts.filter((cut) => cut.model === move.model && cut.as_of === day);
  return at(move.to_as_of).flatMap((cut) => {
    const before = at(move.from_as_of).find(
      ({ measure, score }) => measure === cut.measure && score === cut.score,
    );
    if (!before || before.cut_point === cut.cut_point) return [];
    return [
      {
        measure: String(cut.measure),
        score: Number(cut.score),
        before: Number(before.cut_point),
        after: Number(cut.cut_point),
      },
    ];
  });
}

function text(value: DuckDBValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function numberOf(value: DuckDBValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

// Read by customer_number, by which the tables are laid out; customers.snapshots would look at everyone.
const STATES = `
with states as (from customers.states where customer_number = $1),
sales as (from staging.sales where customer_number = $1 and is_sale)
select
    states.as_of::varchar as as_of,
    calendar.window_after::varchar as window_after,
    (states.as_of - (select max(ordered_on) from sales where ordered_on <= states.as_of))::integer as recency_days,
    states.frequency,
    states.monetary::double as monetary,
    states.rfm_code // 100 as r_score,
    states.rfm_code // 10 % 10 as f_score,
    states.rfm_code % 10 as m_score,
    score_tiers.tier as score_tier,
    awards.tier as awarded_tier,
    awarded.number as awarded_number,
    policy.refund_reverses,
    unrefunded.number as unrefunded_number,
    segments.tier as segment,
    levels.tier as pyramid_level,
    stages.tier as lifecycle_stage
from states
inner join customers.calendar as calendar on states.as_of = calendar.as_of
left join (from customers.awarded_states where customer_number = $1) as awarded on states.as_of = awarded.as_of
left join (from customers.unrefunded_tiers where customer_number = $1) as unrefunded on calendar.place = unrefunded.place
left join customers.tiers as awards on awards.model = 'awarded_tier' and awarded.number = awards.code
left join thresholds.tier_policy as policy on awards.tier = policy.tier
left join customers.tiers as score_tiers on score_tiers.model = 'score_tier' and states.rfm_code = score_tiers.code
left join customers.tiers as segments on segments.model = 'segment' and states.segment_code = segments.code
left join customers.tiers as levels on levels.model = 'pyramid_level' and states.pyramid_rank = levels.code
left join customers.tiers as stages on stages.model = 'lifecycle_stage' and states.lifecycle_rank = stages.code
order by states.as_of`;

const told = (moves: string) => `
with moves as (
    select *
    from (
${moves}
    )
    where from_slot = to_slot + 1
),
told as (
    select from_slot, to_slot, before, after, 'score_tier' as model, score_tier_reason as reason from moves
    union all
    select from_slot, to_slot, before, after, 'segment', segment_reason from moves
    union all
    select from_slot, to_slot, before, after, 'pyramid_level', pyramid_level_reason from moves
    union all
    select from_slot, to_slot, before, after, 'lifecycle_stage', lifecycle_stage_reason from moves
)
select
    told.model,
    earlier.as_of::varchar as from_as_of,
    later.as_of::varchar as to_as_of,
    from_levels.tier as from_tier,
    to_levels.tier as to_tier,
    reasons.reason
from told
inner join customers.slots as earlier on told.from_slot = earlier.slot
inner join customers.slots as later on told.to_slot = later.slot
inner join customers.tier_models as models on told.model = models.model
inner join customers.move_reasons as reasons on told.reason = reasons.number
inner join customers.tier_levels as from_levels
    on told.model = from_levels.model and told.before >> models.shift & 31 = from_levels.number
inner join customers.tier_levels as to_levels
    on told.model = to_levels.model and told.after >> models.shift & 31 = to_levels.number
order by to_as_of, models.shift`;

const ORDERS = `
select
    order_id::varchar as order_id,
    ordered_at::date::varchar as ordered_on,
    amount::double as amount,
    is_counted
from staging.accepted_orders
where customer_id = (select ordering_id from staging.customers where customer_number = $1)
order by ordered_at, order_id`;

const CUTS = `
select 'score_tier' as model, as_of::varchar as as_of, measure, score, cut_point::double as cut_point
from customers.cut_points
where scale = 'rfm'
union all
select 'segment', cuts.as_of::varchar, cuts.measure, cuts.score, cuts.cut_point::double
from customers.cut_points as cuts
inner join thresholds.segment_presets as presets on cuts.scale = presets.scale
inner join thresholds.segment_preset as preset on presets.preset = preset.preset
union all
select 'pyramid_level', asked.as_of::varchar, asked.measure, asked.score, asked.asked_value::double
from customers.asked_values as asked
inner join thresholds.pyramid as chosen on asked.scale = 'pyramid ' || chosen.definition
order by all`;
