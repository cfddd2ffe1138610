import { CONTRACT } from "./column_names.ts";
import type { TableName } from "./contract_columns.ts";
import { daysSql, joinedSql, linesSql } from "./emit_orders.ts";
import type { OrderShape } from "./order_shape.ts";
import type { Field } from "./settle.ts";
import type { Source } from "./source.ts";
import { named, select } from "./sql_select.ts";
import { commentText } from "./sql_text.ts";

/** All that a source's SQL is written from. */
export interface MappedTable {
  table: TableName;
  shape: OrderShape;
  source: Source;
  /** By the contract's column; helpers of order lines may be among them. */
  fields: Map<string, Field>;
  /** Another file with the orders' lines, and its fields. */
  lines?: { source: Source; fields: Map<string, Field> };
  /** What the file's header says, each a sentence. */
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

const SHAPE_SAYS: Record<OrderShape["kind"], string> = {
  rows: "",
  lines: ": its lines added up",
  joined: ": with its lines of another file added up",
  days: ": what a customer bought on one day",
};

/**
 * The file `sources/<table>.sql`: a header of comments and one bare select. `rowsOf` says how a source is read,
 * now or in the overlay.
 */
export function emitSql(mapped: MappedTable, rowsOf: (source: Source) => string): string {
  const says = mapped.says.flatMap((text) => wrap(commentText(text), 107).map((line) => `-- ${line}`));
  const first = `-- One row per ${ROW_IS[mapped.table]}${SHAPE_SAYS[mapped.shape.kind]}.`;
  return `${[first, "--", ...says].join("\n")}\n\n${selectSql(mapped, rowsOf)}\n`;
}

function selectSql(
  { table, shape, source, fields, lines }: MappedTable,
  rowsOf: (source: Source) => string,
): string {
  const rows = rowsOf(source);
  if (shape.kind === "lines") return linesSql(fields, shape.amount, rows);
  if (shape.kind === "days") return daysSql(fields, rows);
  if (shape.kind === "joined" && lines) return joinedSql(fields, rows, lines.fields, rowsOf(lines.source));
  const columns = mappedColumns(table, fields).map(({ column, sql }) => named(sql.text, column));
  if (table === "orders" && !fields.has("order_id"))
    columns.unshift("format('row-{:06d}', row_number() over ()) as order_id");
  return select(columns, rows);
}

/** The mapped columns of a table in the contract's order. */
export function mappedColumns(table: TableName, fields: Map<string, Field>): Field[] {
  return CONTRACT[table].flatMap(({ column }) => fields.get(column) ?? []);
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
