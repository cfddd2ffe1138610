import { mappedColumns } from "./emit_sql.ts";
import type { Mapping } from "./map_source.ts";
import type { Field } from "./settle.ts";
import { shownText, textTable } from "./text_table.ts";

/** A mapping as a person reads it: the guess column by column with samples, what is left out, and what came of it. */
export function describeMapping(mapping: Mapping, width = process.stdout.columns || 140): string {
  const { source, table, shape, fields, notes, unused, empty } = mapping;
  const rows = mappedColumns(table, fields).map((field) => describeField(field));
  if (table === "orders" && !fields.has("order_id"))
    rows.unshift(["order_id", "(made)", "—", "the file has no order id", MADE_IDS[shape.kind] ?? ""]);
  if (mapping.lines) {
    const summed = mappedColumns(table, mapping.lines.fields).filter(({ column }) => column !== "order_id");
    rows.push(...summed.map((field) => describeField(field, mapping.lines?.source.title)));
  }
  const lines = [
    "",
    `${shownText(source.title)} → ${shape.kind === "rows" ? table : MADE_OF[shape.kind]}`,
    `  ${source.facts}, ${count(source.rows)} rows`,
    "",
    textTable(["column", "from", "sure", "why", "samples"], rows, Math.max(width, 80)),
    ...(unused.length + empty.length + notes.length > 0 ? [""] : []),
    ...(unused.length ? [`  not used: ${unused.map(shownText).join(", ")}`] : []),
    ...(empty.length ? [`  stays empty: ${empty.join(", ")}`] : []),
    ...notes.map((note) => `  note: ${shownText(note)}`),
    ...unreadable([...fields.values()]),
    "",
    `  tried: ${describeResult(mapping)}`,
  ];
  return lines.join("\n");
}

const MADE_OF = {
  lines: "orders, from their lines",
  joined: "orders, joined with their lines",
  days: "orders, one per customer and day",
};
const MADE_IDS: Record<string, string> = { rows: "row-000001", days: "customer_id ordered_at" };

function describeField(field: Field, file = ""): string[] {
  const sure =
    field.why[0] === "as you said"
      ? "said"
      : field.score >= 0.85
        ? "yes"
        : field.score >= 0.6
          ? "likely"
          : "a guess";
  const from = file ? `${field.from} (${file})` : field.from;
  return [field.column, from, sure, field.why.filter(Boolean).join("; "), field.samples.join(" · ")];
}

function unreadable(fields: Field[]): string[] {
  return fields
    .filter((field) => field.unreadable > 0)
    .map(({ unreadable, unreadableExample, from }) => {
      const example = shownText(unreadableExample ?? "");
      return unreadable === 1
        ? `  note: 1 value of ${shownText(from)} cannot be read, ${example}: it is passed on as it is.`
        : `  note: ${count(unreadable)} values of ${shownText(from)} cannot be read, such as ${example}: they are passed on as they are.`;
    });
}

function describeResult({ verified, source, shape, table }: Mapping): string {
  const { rows, customers, firstDay, lastDay, amount, unreadableDays, unreadableAmounts } = verified;
  if (table !== "orders") return `${count(rows)} rows`;
  const made =
    shape.kind === "rows" ? `${count(rows)} orders` : `${count(source.rows)} rows make ${count(rows)} orders`;
  const money = (amount ?? 0).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const parts = [`${made} of ${count(customers ?? 0)} customers, ${firstDay} to ${lastDay}, amount ${money}`];
  for (const [column, missing] of Object.entries(verified.missing ?? {}))
    if (missing) parts.push(`${count(missing)} without ${column}`);
  if (unreadableDays) parts.push(`${count(unreadableDays)} with an unreadable day`);
  if (unreadableAmounts) parts.push(`${count(unreadableAmounts)} with an unreadable amount`);
  return parts.join("; ");
}

function count(number: number): string {
  return number.toLocaleString("en");
}
