import { UserError } from "../errors.ts";
import type { Ask } from "./ask.ts";
import type { Query } from "./query.ts";
import type { Field } from "./settle.ts";
import { rowsNow, type Source } from "./source.ts";

/** How rows of a file become orders. */
export type OrderShape =
  /** Each row is an order; without an id of its own it gets its row's number. */
  | { kind: "rows"; hasId: boolean }
  /** Rows of one order id are its lines. */
  | { kind: "lines"; amount: "per line" | "per order" }
  /** Rows are orders whose lines, and amounts, are in another file. */
  | { kind: "joined" }
  /** One customer's rows of one day are one order, as the user said. */
  | { kind: "days" };

/** What the user settled about orders. */
export interface ShapeOptions {
  mergeDays?: boolean | undefined;
  group?: boolean | undefined;
  amount?: "per line" | "per order" | undefined;
}

interface Counts {
  orders: number;
  copies: number;
  repeats: number;
  twoCustomers: number;
  twoDays: number;
  several: number;
  sameAmount: number;
  amounts: number;
  /** Orders of which some lines have a customer, or a currency, and others none. */
  gapsInCustomer: number;
  gapsInCurrency: number;
}

/** Settles how rows become orders by counting ids, customers, days and amounts over the whole file. */
export async function decideOrderShape(
  query: Query,
  source: Source,
  fields: Map<string, Field>,
  { options, ask }: { options: ShapeOptions; ask: Ask },
): Promise<{ shape: OrderShape; notes: string[] }> {
  const id = fields.get("order_id");
  if (!id) return withoutId(query, source, fields, { options, ask });
  if (options.mergeDays) {
    throw new UserError(
      `--merge-days is for files without an order id, and ${source.title} has ${id.from}.`,
      {
        fix: "leave it out; or say --column order_id= so that the id is not used",
      },
    );
  }
  const counts = await countOrders(query, source, fields, id);
  const notes: string[] = [];
  const { isLines, why } = isLineFile(counts, source.rows, fields, options);
  if (why) notes.push(why);
  if (!isLines) return { shape: { kind: "rows", hasId: true }, notes };
  const amount = amountKind(counts, fields, options);
  notes.push(
    `${counts.repeats.toLocaleString("en")} rows repeat an order id: rows of one ${id.from} are added up.`,
  );
  if (amount === "per order")
    notes.push(
      `${fields.get("amount")?.from} is the same on every row of an order: it is taken once, not added up (--amount line adds).`,
    );
  if (counts.gapsInCustomer > 0) notes.push(fillGaps(fields, "customer_id", id));
  if (counts.gapsInCurrency > 0) notes.push(fillGaps(fields, "currency", id));
  if (counts.twoCustomers > 0)
    notes.push(
      `${counts.twoCustomers} order ids have more than one customer: they stay apart, and staging rejects the later.`,
    );
  if (counts.twoDays > 0)
    notes.push(`${counts.twoDays} order ids have lines of several days: the first day counts.`);
  return { shape: { kind: "lines", amount }, notes };
}

/** Lines of an order that leave out what another line of it says: shop exports name the customer but once. */
function fillGaps(fields: Map<string, Field>, column: string, id: Field): string {
  const field = fields.get(column);
  if (!field) throw new Error(`there is no ${column} to fill`);
  const text = `coalesce(${field.sql.text}, max(${field.sql.text}) over (partition by ${id.sql.text}))`;
  fields.set(column, { ...field, sql: { ...field.sql, text } });
  return `Lines without ${field.from} take that of their order's other lines.`;
}

async function withoutId(
  query: Query,
  source: Source,
  fields: Map<string, Field>,
  { options, ask }: { options: ShapeOptions; ask: Ask },
): Promise<{ shape: OrderShape; notes: string[] }> {
  const customer = fields.get("customer_id")?.sql.text;
  const day = fields.get("ordered_at")?.sql.text;
  const [row] = await query.rows(
    `select count(distinct (${customer}, left((${day})::varchar, 10)))::double as days from ${rowsNow(source)}`,
  );
  const merged = source.rows - Number(row?.days);
  const share = `${merged.toLocaleString("en")} rows are of a customer and day that another row has`;
  if (options.mergeDays) return { shape: { kind: "days" }, notes: [`${share}: merged, as you said.`] };
  if (merged > 0 && options.mergeDays === undefined) {
    const answer = await ask(`The file has no order id. ${share}. Are they one order?`, [
      { key: "rows", label: "no: each row is an order" },
      { key: "days", label: "yes: one customer's rows of one day are one order" },
    ]);
    if (answer === "days") return { shape: { kind: "days" }, notes: [`${share}: merged, as you said.`] };
  }
  const notes = ["There is no order id: each row is an order, named by its place in the file (row-000001)."];
  if (merged > 0) notes.push(`${share}; if those are one order, say --merge-days.`);
  return { shape: { kind: "rows", hasId: false }, notes };
}

const ALL_DIFFER = {
  copies: 0,
  repeats: 0,
  twoCustomers: 0,
  twoDays: 0,
  several: 0,
  sameAmount: 0,
  amounts: 0,
  gapsInCustomer: 0,
  gapsInCurrency: 0,
};

async function countOrders(
  query: Query,
  source: Source,
  fields: Map<string, Field>,
  id: Field,
): Promise<Counts> {
  const [ids = {}] = await query.rows(
    `select count(${id.sql.text})::double as n, count(distinct ${id.sql.text})::double as ids from ${rowsNow(source)}`,
  );
  if (ids.n === ids.ids) return { ...ALL_DIFFER, orders: Number(ids.ids) };
  const sql = (name: string, part: "text" | "value") => fields.get(name)?.sql[part] ?? "null";
  const whole = source.reader.kind === "spaces" ? "fields" : source.columns.map((one) => one.sql).join(", ");
  const [row = {}] = await query.rows(
    `with lines as (
       select
         ${id.sql.text} as order_id,
         ${sql("customer_id", "text")} as customer_id,
         (${sql("ordered_at", "value")})::date as day,
         ${sql("amount", "value")} as amount,
         ${sql("currency", "text")} as currency,
         hash(${whole}) as line
       from ${rowsNow(source)}
     ),
     orders as (
       select
         order_id,
         count(*) as n,
         count(*) - count(distinct line) as copies,
         count(distinct customer_id) as customers,
         count(customer_id) between 1 and count(*) - 1 as has_gap_in_customer,
         count(currency) between 1 and count(*) - 1 as has_gap_in_currency,
         count(distinct day) as days,
         min(amount) = max(amount) as is_same
       from lines where order_id is not null group by order_id
     )
     select
       (select count(*) from orders)::double as orders,
       (select sum(n - 1) from orders)::double as repeats,
       (select sum(copies) from orders)::double as copies,
       (select count(*) from orders where customers > 1)::double as two_customers,
       (select count(*) from orders where days > 1)::double as two_days,
       (select count(*) from orders where n > 1)::double as several,
       (select count(*) from orders where n > 1 and is_same)::double as same_amount,
       (select count(*) from orders where has_gap_in_customer)::double as customer_gaps,
       (select count(*) from orders where has_gap_in_currency)::double as currency_gaps,
       (select count(distinct amount) from lines)::double as amounts`,
  );
  return {
    orders: Number(row.orders),
    repeats: Number(row.repeats),
    copies: Number(row.copies),
    twoCustomers: Number(row.two_customers),
    twoDays: Number(row.two_days),
    several: Number(row.several),
    sameAmount: Number(row.same_amount),
    amounts: Number(row.amounts),
    gapsInCustomer: Number(row.customer_gaps),
    gapsInCurrency: Number(row.currency_gaps),
  };
}

/** Rows that repeat an order id are lines when they differ and name products, or when many do. */
function isLineFile(
  { repeats, copies }: Counts,
  rows: number,
  fields: Map<string, Field>,
  { group }: ShapeOptions,
): { isLines: boolean; why?: string } {
  if (repeats === 0) return { isLines: false };
  if (group !== undefined) return { isLines: group };
  const few = `${repeats.toLocaleString("en")} rows repeat the order id of another`;
  if (repeats === copies)
    return { isLines: false, why: `${few}, and are copies of it: staging keeps the first.` };
  const hasLines = fields.has("product") || fields.has("line") || fields.has("unit_price");
  if (hasLines || repeats > rows * 0.05) return { isLines: true };
  return { isLines: false, why: `${few}: staging keeps the first. If they are its lines, say --group.` };
}

function amountKind(
  { several, sameAmount, amounts }: Counts,
  fields: Map<string, Field>,
  { amount }: ShapeOptions,
): "per line" | "per order" {
  if (amount) return amount;
  if (several === 0 || sameAmount < several) return "per line";
  const isOrders = /order|total|订单|总/i.test(fields.get("amount")?.from ?? "");
  return (several >= 5 && amounts > 1) || isOrders ? "per order" : "per line";
}
