import { emitSql, type MappedTable } from "./emit_sql.ts";
import type { Query } from "./query.ts";
import { rowsNow } from "./source.ts";

/** What the proposed SQL gives when it is run. */
export interface Verified {
  rows: number;
  customers?: number;
  firstDay?: string;
  lastDay?: string;
  /** The readable amounts' sum. */
  amount?: number;
  /** Rows that lack a required column, by the column: staging rejects them. */
  missing?: Record<string, number>;
  unreadableDays?: number;
  unreadableAmounts?: number;
}

/** Runs a mapping's SQL over the user's files and counts what staging will be able to read. */
export async function verifyMapping(query: Query, mapped: MappedTable): Promise<Verified> {
  const { source } = mapped;
  const sql = emitSql(mapped, rowsNow);
  if (mapped.table !== "orders") {
    const [row] = await query.rows(`with mapped as (\n${sql}\n) select count(*)::double as n from mapped`);
    return { rows: Number(row?.n) };
  }
  const [row = {}] = await query.rows(
    `with mapped as (\n${sql}\n), read as (
       select
         order_id,
         customer_id,
         ordered_at::varchar as day_text,
         coalesce(
           try_cast(ordered_at as timestamp),
           try_strptime(ordered_at::varchar, '%Y%m%d'),
           case
             when regexp_matches(ordered_at::varchar, '^[2-7][0-9]{4}([.][0-9]+)?$')
               then timestamp '1899-12-30' + to_seconds(round(ordered_at::varchar::double * 86400)::bigint)
           end
         ) as day,
         amount::varchar as amount_text,
         coalesce(
           try_cast(amount as decimal(18, 4)),
           try_cast(
             regexp_replace(
               regexp_replace(amount::varchar, '([0-9]),([0-9]{3})', '\\1\\2', 'g'), '[¥￥$€£元\\s]', '', 'g'
             ) as decimal(18, 4)
           )
         ) as amount
       from mapped
     )
     select
       count(*)::double as n,
       count(distinct customer_id)::double as customers,
       min(day)::date::varchar as first_day,
       max(day)::date::varchar as last_day,
       sum(amount)::double as amount,
       (count(*) filter (where coalesce(trim(order_id::varchar), '') = ''))::double as no_id,
       (count(*) filter (where coalesce(trim(customer_id::varchar), '') = ''))::double as no_customer,
       (count(*) filter (where coalesce(trim(day_text), '') = ''))::double as no_day,
       (count(*) filter (where coalesce(trim(amount_text), '') = ''))::double as no_amount,
       (count(*) filter (where day is null and trim(day_text) <> ''))::double as bad_days,
       (count(*) filter (where amount is null and trim(amount_text) <> ''))::double as bad_amounts
     from read`,
  );
  const rows = Number(row.n);
  if (mapped.shape.kind === "rows" && rows !== source.rows)
    throw new Error(`the mapping gives ${rows} rows for ${source.rows} of ${source.title}`);
  return {
    rows,
    customers: Number(row.customers),
    firstDay: String(row.first_day ?? "?"),
    lastDay: String(row.last_day ?? "?"),
    amount: Number(row.amount),
    missing: {
      order_id: Number(row.no_id),
      customer_id: Number(row.no_customer),
      ordered_at: Number(row.no_day),
      amount: Number(row.no_amount),
    },
    unreadableDays: Number(row.bad_days),
    unreadableAmounts: Number(row.bad_amounts),
  };
}
