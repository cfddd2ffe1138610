import { UserError } from "../errors.ts";
import type { TableName } from "./contract_columns.ts";
import type { Candidate } from "./map_source.ts";
import type { Proposal } from "./propose.ts";
import type { Source } from "./source.ts";
import { shownText } from "./text_table.ts";

/** The mistake of a source whose required columns were not all found, with what would settle it. */
export function unmapped(
  { source, profiles }: Candidate,
  best: Proposal,
  options: { table?: TableName | undefined },
): UserError {
  const place = { file: source.files[0]?.path ?? source.title };
  const headers = source.columns.map(
    ({ name }) => `  ${shownText(`${name}: ${profiles.get(name)?.samples.join(" · ") ?? ""}`)}`,
  );
  const columns = `Its columns:\n${headers.join("\n")}`;
  const key = best.table === "orders" ? best.guesses.get("order_id")?.source.name : undefined;
  if (key && best.guesses.has("unit_price") && best.missing.includes("customer_id")) {
    return new UserError(
      `${source.title} holds lines of orders, but not whose they are or of what day: another file has that.`,
      {
        place,
        fix: `give that file too, npm run map -- ORDERS ${source.title}: the two are joined by ${key}`,
        detail: columns,
      },
    );
  }
  if (key && best.missing.join() === "amount") {
    return new UserError(`${source.title} holds orders, but nothing in it looks like an amount.`, {
      place,
      fix: `if another file holds their lines with prices, give it too: npm run map -- ${source.title} LINES; or name the column: --column amount=HEADER`,
      detail: columns,
    });
  }
  const found = [...best.guesses.values()].map(
    ({ source: { name }, column }) => `${name} as ${column.column}`,
  );
  const hints = best.missing.map((column) => `--column ${column}=HEADER`).join(" ");
  return new UserError(
    `${source.title} cannot be mapped${options.table ? ` to ${options.table}` : ""}: nothing in it looks like ${best.missing.join(", ")}.`,
    {
      place,
      fix: `name the columns: ${options.table ? "" : `--table ${best.table} `}${hints}`,
      detail: `${found.length ? `Found for ${best.table}: ${found.join(", ")}.\n` : ""}${columns}`,
    },
  );
}

/** Throws when a header that the user names is in none of the sources. */
export function holdHeaders(sources: Source[], columns: Map<string, string> | undefined): void {
  const names = sources.flatMap((source) => source.columns.map(({ name }) => name));
  for (const [column, header] of columns ?? []) {
    if (header === "" || names.includes(header)) continue;
    const where = sources.map(({ title }) => title).join(", ");
    throw new UserError(`There is no column ${header} in ${where} (said to be ${column}).`, {
      fix: `name one of: ${names.join(", ")}`,
    });
  }
}
