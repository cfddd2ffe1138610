import { indent, quoteName } from "./sql_text.ts";

/** `select` with a column a line. */
export function select(columns: string[], rows: string): string {
  return `select\n${columns.map((column) => `    ${column},`).join("\n")}\nfrom ${rows}`;
}

/** An expression under a contract column's name. */
export function named(sql: string, name: string): string {
  return sql === quoteName(name) ? name : `${sql} as ${name}`;
}

/** `with` of named steps, ending in the select. */
export function withSteps(steps: [name: string, sql: string][], last: string): string {
  const parts = steps.map(([name, sql]) => `${name} as (\n    ${indent(sql, 4)}\n)`);
  return `with ${parts.join(",\n\n")}\n\n${last}`;
}
