import type { CatalogThreshold } from "./catalog.js";

/** Types that a threshold's column has whatever its values look like. */
const TYPES: Readonly<Record<string, string>> = {
  cut_at: "decimal(18, 6)",
  frozen_as_of: "date",
  customer_share: "double",
  growth_rate: "decimal(18, 4)",
  benefit_per_month: "decimal(18, 4)",
};

/** A column of a file that passes its value on as it is, with whatever is said of it. */
const PLAIN_COLUMN = /^ {4}(?:(\w+)::[\w(), ]+ as )?(\w+),(?: --.*)?$/;

/** A column of a file of one row: its value, as a literal, with whatever is said of it. */
const VALUE_COLUMN = /^( {4})([^\s:]+(?: '[^']*')?)((?:::[\w(), ]+)? as (\w+),.*)$/;

/**
 * The text of a threshold file with other rows, shaped as the shipped ones: its comments, its columns, and `from
 * (values …)`. Numbers that the warehouse gives as text stay as exact as they are.
 */
export function thresholdSql(
  { sql, columns }: Pick<CatalogThreshold, "sql" | "columns">,
  rows: readonly (readonly unknown[])[],
): string {
  const lines = sql.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("--"));
  const comments = lines.slice(0, start).filter((line) => line.startsWith("--"));
  const end = lines.findIndex((line) => /^from\b/.test(line));
  const [only] = rows;
  if (end < 0 && rows.length === 1 && only) {
    const values = lines.slice(start + 1).filter((line) => line !== "");
    const found = values.map((line) => VALUE_COLUMN.exec(line));
    if (found.length === columns.length && found.every((match, index) => match?.[4] === columns[index])) {
      const body = found.map((match, index) => {
        const [, indent = "", , rest = ""] = match ?? [];
        return `${indent}${literal(only[index], columns[index] ?? "")}${rest}`;
      });
      return [...comments, "select", ...body, ""].join("\n");
    }
  }
  const body = end < 0 ? [] : lines.slice(start + 1, end);
  const isPlain =
    lines[start] === "select" &&
    body.length === columns.length &&
    body.every((line, index) => {
      const [whole, from, name] = PLAIN_COLUMN.exec(line) ?? [];
      return whole !== undefined && name === columns[index] && (from ?? name) === name;
    });
  const typed = columns.map((name) =>
    TYPES[name] ? `    ${name}::${TYPES[name]} as ${name},` : `    ${name},`,
  );
  return [
    ...comments,
    "select",
    ...(isPlain ? body : typed),
    "from (values",
    rows
      .map((row) => `    (${row.map((value, index) => literal(value, columns[index] ?? "")).join(", ")})`)
      .join(",\n"),
    `) as rows (${columns.join(", ")})`,
    "",
  ].join("\n");
}

/** Days, and words; numbers as short as they go. */
function literal(value: unknown, column: string): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  const text = String(value);
  if (TYPES[column]?.startsWith("d") && /^-?\d+(\.\d+)?$/.test(text))
    return text.replace(/\.0*$|(\.\d*?)0+$/, "$1");
  return `'${text.replaceAll("'", "''")}'`;
}
