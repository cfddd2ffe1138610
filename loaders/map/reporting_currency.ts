import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emitSql, type MappedTable } from "./emit_sql.ts";
import type { Query } from "./query.ts";
import { rowsNow } from "./source.ts";

const CALENDAR = "thresholds/calendar.sql";

/**
 * A calendar for the overlay whose reporting currency is that of most orders, where the orders name currencies and none
 * is the shipped one: without it every order would lack an exchange rate. Nothing where the overlay has a calendar.
 */
export async function reportingCurrency(
  query: Query,
  orders: MappedTable,
  { root, overlay }: { root: string; overlay: string },
): Promise<{ path: string; text: string; currency: string } | undefined> {
  const shipped = join(root, "sql", CALENDAR);
  if (!existsSync(shipped) || existsSync(join(overlay, CALENDAR))) return undefined;
  const mapped = emitSql(orders, rowsNow);
  const named = await query.rows(
    `with mapped as (\n${mapped}\n)
     select upper(trim(currency::varchar)) as currency, count(*)::double as n
     from (select * from mapped union all by name select null::varchar as currency where false)
     where regexp_full_match(upper(trim(currency::varchar)), '[A-Z]{3}')
     group by all order by n desc, currency`,
  );
  const text = readFileSync(shipped, "utf8");
  const [, usual] = /'([A-Z]{3})' as reporting_currency/.exec(text) ?? [];
  const [first] = named;
  if (!usual || !first || named.some((row) => row.currency === usual)) return undefined;
  const currency = String(first.currency);
  return { path: CALENDAR, text: text.replace(`'${usual}' as`, `'${currency}' as`), currency };
}
