import { CONTRACT } from "./column_names.ts";
import type { TableName } from "./contract_columns.ts";
import type { OrderShape } from "./order_shape.ts";
import type { Field } from "./settle.ts";
import { commentText, indent } from "./sql_text.ts";
import { dayText } from "./value_sql.ts";

/** All that a source's SQL is written from. */
export interface MappedTable {
  table: TableName;
  shape: OrderShape;
  /** By the contract's column; helpers of order lines may be among them. */
  fields: Map<string, Field>;
  /** Lines for the file's header, each a sentence. */
  says: string[];
}

const ROW_IS: Record<TableName, string> = {
  orders: "order",
  customers: "customer",
  interactions: "contact with a customer or event",
  campaign_members: "customer in a campaign",
  points: "change of a customer's points balance",
  marketing_costs: "month and source channel",
  exchange_rates: "currency and day",
};

/** The file `sources/<table>.sql`: a header of comments and one bare select from `rows`. */
export function emitSql(mapped: MappedTable, rows: string): string {
  const says = mapped.says.flatMap((text) => wrap(commentText(text), 107).map((line) => `-- ${line}`));
  const first = `-- One row per ${ROW_IS[mapped.table]}${SHAPE_SAYS[mapped.shape.kind]}.`;
  return `${[first, "--", ...says].join("\n")}\n\n${selectSql(mapped, rows)}\n`;
}

const SHAPE_SAYS: Record<OrderShape["kind"], string> = {
  rows: "",
  lines: ": its lines added up",
  days: ": what a customer bought on one day",
};

function selectSql({ table, shape, fields }: MappedTable, rows: string): string {
  if (table === "orders" && shape.kind === "lines") return linesSql(fields, shape.amount, rows);
  if (table === "orders" && shape.kind === "days") return daysSql(fields, rows);
  const columns = mappedColumns(table, fields).map(({ column, sql }) => named(sql.text, column));
  if (table === "orders" && !fields.has("order_id"))
    columns.unshift("format('row-{:06d}', row_number() over ()) as order_id");
  return select(columns, rows);
}

/** The mapped columns of a table in the contract's order. */
export function mappedColumns(table: TableName, fields: Map<string, Field>): Field[] {
  return CONTRACT[table].flatMap(({ column }) => fields.get(column) ?? []);
}

/** Sums over lines; a line whose amount cannot be read gives its text to the order, so that staging rejects it. */
function linesSql(fields: Map<string, Field>, amount: "per line" | "per order", rows: string): string {
  const of = (column: string) => fields.get(column);
  const ordered = of("ordered_at");
  const money = of("amount");
  const lines: string[] = [];
  const orders: string[] = [];
  const keys: string[] = [];
  for (const key of ["order_id", "customer_id", "currency"]) {
    const field = of(key);
    if (!field) continue;
    lines.push(named(field.sql.text, key));
    keys.push(key);
  }
  orders.push(...keys.filter((key) => key !== "currency"));
  if (ordered) {
    lines.push(named(ordered.sql.value, "ordered_at"), named(ordered.sql.raw, "ordered_at_text"));
    orders.push(
      `coalesce(strftime(min(ordered_at), ${dayText(ordered.dates?.hasTime ?? true)}), min(ordered_at_text)) as ordered_at`,
    );
  }
  if (money) {
    lines.push(named(money.sql.value, "amount"), named(`coalesce(${money.sql.raw}, '')`, "amount_text"));
    const unread = amount === "per line" ? "amount is null" : "amount is null and trim(amount_text) <> ''";
    const total = amount === "per line" ? "sum(amount)" : "max(amount)";
    orders.push(`coalesce(min(amount_text) filter (where ${unread}), ${total}::varchar) as amount`);
  }
  if (keys.includes("currency")) orders.push("currency");
  for (const column of ["status", "channel", "category"]) {
    const field = of(column);
    if (!field) continue;
    lines.push(named(field.sql.text, column));
    orders.push(`arg_max(${column}, (coalesce(amount, 0), ${column})) as ${column}`);
  }
  for (const column of ["quantity", "discount", "cost"]) {
    const field = of(column);
    if (!field) continue;
    lines.push(named(field.sql.value, column));
    orders.push(`sum(${column})::varchar as ${column}`);
  }
  for (const column of ["due_at", "paid_at"]) {
    const field = of(column);
    if (!field) continue;
    lines.push(named(field.sql.text, column));
    orders.push(`max(${column}) as ${column}`);
  }
  return `with lines as (\n    ${indent(select(lines, rows), 4)}\n)\n\n${select(orders, "lines")}\ngroup by ${keys.join(", ")}`;
}

/** One customer's rows of one day as one order, named after both. */
function daysSql(fields: Map<string, Field>, rows: string): string {
  const ordered = fields.get("ordered_at");
  const money = fields.get("amount");
  if (!ordered || !money) throw new Error("days are merged with a day and an amount");
  const purchases = [
    ...[fields.get("customer_id")].flatMap((field) => (field ? [named(field.sql.text, "customer_id")] : [])),
    `coalesce(strftime(${ordered.sql.value}, ${dayText(false)}), ${ordered.sql.raw}) as ordered_at`,
    named(money.sql.value, "amount"),
    named(`coalesce(${money.sql.raw}, '')`, "amount_text"),
  ];
  const orders = [
    "concat_ws(' ', customer_id, ordered_at) as order_id",
    "customer_id",
    "ordered_at",
    "coalesce(min(amount_text) filter (where amount is null), sum(amount)::varchar) as amount",
  ];
  const keys = ["customer_id", "ordered_at"];
  if (fields.has("currency")) {
    purchases.push(named(fields.get("currency")?.sql.text ?? "", "currency"));
    orders[0] = "concat_ws(' ', customer_id, ordered_at, currency) as order_id";
    orders.push("currency");
    keys.push("currency");
  }
  for (const column of ["status", "channel", "category"]) {
    const field = fields.get(column);
    if (!field) continue;
    purchases.push(named(field.sql.text, column));
    orders.push(`arg_max(${column}, (coalesce(amount, 0), ${column})) as ${column}`);
  }
  for (const column of ["quantity", "discount", "cost"]) {
    const field = fields.get(column);
    if (!field) continue;
    purchases.push(named(field.sql.value, column));
    orders.push(`sum(${column})::varchar as ${column}`);
  }
  return `with purchases as (\n    ${indent(select(purchases, rows), 4)}\n)\n\n${select(orders, "purchases")}\ngroup by ${keys.join(", ")}`;
}

function select(columns: string[], rows: string): string {
  return `select\n${columns.map((column) => `    ${column},`).join("\n")}\nfrom ${rows}`;
}

function named(sql: string, name: string): string {
  return sql === name ? name : `${sql} as ${name}`;
}

/** A sentence in lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
