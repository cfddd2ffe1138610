import { CONTRACT } from "./column_names.ts";
import type { Field } from "./settle.ts";
import { named, select, withSteps } from "./sql_select.ts";
import { dayText } from "./value_sql.ts";

type Fields = Map<string, Field>;

/** A column before rows are added up, and what becomes of it. */
interface Part {
  column: string;
  line: string[];
  order: string;
}

/**
 * Orders from their lines. A line whose amount cannot be read gives its text to the order, so that staging
 * rejects it; lines of one order id but another customer or currency stay apart, as they have no sum.
 */
export function linesSql(fields: Fields, amount: "per line" | "per order", rows: string): string {
  const keys = ["order_id", "customer_id", "currency"].filter((key) => fields.has(key));
  const parts = [...keys.map((key) => keyPart(fields, key)), dayPart(fields), ...sumParts(fields, amount)];
  return grouped("lines", parts, rows, keys);
}

/** One customer's rows of one day as one order, named after both. */
export function daysSql(fields: Fields, rows: string): string {
  const ordered = fields.get("ordered_at");
  if (!ordered) throw new Error("days are merged by their day");
  const day = `coalesce(strftime(${ordered.sql.value}, ${dayText(false)}), ${ordered.sql.raw})`;
  const keys = ["customer_id", "ordered_at", ...(fields.has("currency") ? ["currency"] : [])];
  const parts: Part[] = [
    { column: "order_id", line: [], order: `concat_ws(' ', ${keys.join(", ")}) as order_id` },
    keyPart(fields, "customer_id"),
    { column: "ordered_at", line: [named(day, "ordered_at")], order: "ordered_at" },
    ...(fields.has("currency") ? [keyPart(fields, "currency")] : []),
    ...sumParts(fields, "per line"),
  ];
  return grouped("purchases", parts, rows, keys);
}

/** Orders of one file with the amounts of their lines in another. Either without the other is kept. */
export function joinedSql(orders: Fields, orderRows: string, lines: Fields, lineRows: string): string {
  const keys = ["order_id", ...(lines.has("currency") ? ["currency"] : [])];
  const sums = sumParts(lines, "per line");
  const parts = [...keys.map((key) => keyPart(lines, key)), ...sums];
  const summed = parts.map(({ column }) => column);
  const own = CONTRACT.orders
    .map(({ column }) => column)
    .filter((name) => orders.has(name) && !summed.includes(name));
  const headers = own.map((column) => named(orders.get(column)?.sql.text ?? "null", column));
  const last = CONTRACT.orders.flatMap(({ column }) => {
    if (column === "order_id") return ["coalesce(headers.order_id, totals.order_id) as order_id"];
    if (own.includes(column)) return [`headers.${column}`];
    return summed.includes(column) ? [`totals.${column}`] : [];
  });
  const id = named(orders.get("order_id")?.sql.text ?? "null", "order_id");
  const joined = `${select(last, "headers")}\nfull join totals on headers.order_id = totals.order_id`;
  return withSteps(
    [
      ["headers", select([id, ...headers], orderRows)],
      [
        "lines",
        select(
          parts.flatMap(({ line }) => line),
          lineRows,
        ),
      ],
      [
        "totals",
        `${select(
          parts.map(({ order }) => order),
          "lines",
        )}\ngroup by ${keys.join(", ")}`,
      ],
    ],
    joined,
  );
}

function grouped(step: string, parts: Part[], rows: string, keys: string[]): string {
  const lines = select(
    parts.flatMap(({ line }) => line),
    rows,
  );
  const orders = select(
    parts.map(({ order }) => order),
    step,
  );
  return withSteps([[step, lines]], `${orders}\ngroup by ${keys.join(", ")}`);
}

function keyPart(fields: Fields, key: string): Part {
  return { column: key, line: [named(fields.get(key)?.sql.text ?? "null", key)], order: key };
}

/** The earliest day that can be read, or else what is there. */
function dayPart(fields: Fields): Part {
  const ordered = fields.get("ordered_at");
  if (!ordered) throw new Error("lines are added up with their day");
  const form = dayText(ordered.dates?.hasTime ?? true);
  return {
    column: "ordered_at",
    line: [named(ordered.sql.value, "ordered_at"), named(ordered.sql.raw, "ordered_at_text")],
    order: `coalesce(strftime(min(ordered_at), ${form}), min(ordered_at_text)) as ordered_at`,
  };
}

/** The amount; words of the largest line; sums of what has one; the latest of other days. */
function sumParts(fields: Fields, amount: "per line" | "per order"): Part[] {
  const parts: Part[] = [];
  const money = fields.get("amount");
  if (money) {
    const unread = amount === "per line" ? "amount is null" : "amount is null and trim(amount_text) <> ''";
    const total = amount === "per line" ? "sum(amount)" : "max(amount)";
    parts.push({
      column: "amount",
      line: [named(money.sql.value, "amount"), named(`coalesce(${money.sql.raw}, '')`, "amount_text")],
      order: `coalesce(min(amount_text) filter (where ${unread}), ${total}::varchar) as amount`,
    });
  }
  const add = (columns: string[], from: "text" | "value", order: (column: string) => string) => {
    for (const column of columns) {
      const field = fields.get(column);
      if (!field) continue;
      parts.push({ column, line: [named(field.sql[from], column)], order: `${order(column)} as ${column}` });
    }
  };
  const largest = (column: string) => `arg_max(${column}, (coalesce(amount, 0), ${column}))`;
  add(["status", "channel", "category"], "text", largest);
  add(["quantity", "discount", "cost"], "value", (column) => `sum(${column})::varchar`);
  add(["due_at", "paid_at"], "text", (column) => `max(${column})`);
  return parts;
}
