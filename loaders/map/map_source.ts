import { UserError } from "../errors.ts";
import type { Ask } from "./ask.ts";
import { CONTRACT } from "./column_names.ts";
import type { TableName } from "./contract_columns.ts";
import { mixedCurrencies } from "./currencies.ts";
import { type MappedTable, mappedColumns } from "./emit_sql.ts";
import { amountFromPrices, isRate } from "./line_amount.ts";
import { decideOrderShape, type ShapeOptions } from "./order_shape.ts";
import { type ColumnProfile, profileSource } from "./profile.ts";
import { type Proposal, type ProposeOptions, proposeTables } from "./propose.ts";
import type { Query } from "./query.ts";
import { type Field, settleField, type ValueOptions } from "./settle.ts";
import type { Source } from "./source.ts";
import { type Verified, verifyMapping } from "./verify.ts";

/** What the user settled about the meaning of a file. */
export interface MapOptions extends ProposeOptions, ValueOptions, ShapeOptions {}

/** A source with its proposed mapping, tried. */
export interface Mapping extends MappedTable {
  source: Source;
  notes: string[];
  /** Headers that nothing was made of, and columns of the contract that stay empty. */
  unused: string[];
  empty: string[];
  verified: Verified;
}

/** Proposes the mapping of one source and tries it. Throws when a required column cannot be found. */
export async function mapSource(
  query: Query,
  source: Source,
  options: MapOptions & { ask: Ask },
): Promise<Mapping> {
  holdHeaders(source, options.columns);
  const profiles = await profileSource(query, source);
  if (source.reader.kind === "csv")
    source.reader.nulls = [...new Set([...profiles.values()].flatMap(({ nulls }) => nulls))].sort();
  const proposal = await chooseTable(source, profiles, options);
  const fields = new Map<string, Field>();
  for (const [column, guess] of proposal.guesses)
    fields.set(column, await settleField(guess, { query, source, profiles, options, ask: options.ask }));
  const notes = [...source.notes];
  const shaped = await shapeTable(query, source, proposal.table, fields, options);
  notes.push(...shaped.notes);
  const mapped: MappedTable = { table: proposal.table, shape: shaped.shape, fields, says: [] };
  mapped.says = headerOf(source, notes);
  const used = new Set(mappedColumns(proposal.table, fields).flatMap(({ uses }) => uses));
  return {
    ...mapped,
    source,
    notes,
    unused: source.columns.map(({ name }) => name).filter((name) => !used.has(name)),
    empty: CONTRACT[proposal.table].filter(({ column }) => !fields.has(column)).map(({ column }) => column),
    verified: await verifyMapping(query, mapped, source),
  };
}

/** Orders may get their amount from prices, their currency from signs, and are rows, lines or days. */
async function shapeTable(
  query: Query,
  source: Source,
  table: TableName,
  fields: Map<string, Field>,
  options: MapOptions & { ask: Ask },
): Promise<{ shape: MappedTable["shape"]; notes: string[] }> {
  if (table !== "orders") return { shape: { kind: "rows", hasId: true }, notes: [] };
  const notes: string[] = [];
  const currency = mixedCurrencies(fields);
  if (currency) {
    if (currency.field) fields.set("currency", currency.field);
    notes.push(currency.note);
  }
  if (!fields.has("amount")) {
    const computed = await amountFromPrices(query, source, fields);
    if (computed) {
      fields.set("amount", computed.field);
      notes.push(computed.note);
    }
  }
  const decided = await decideOrderShape(query, source, fields, { options, ask: options.ask });
  const discount = fields.get("discount");
  if (decided.shape.kind !== "rows" && discount && (await isRate(query, source, discount))) {
    notes.push(`${discount.from} is a rate per line: it has no sum, so it is left out.`);
    fields.delete("discount");
  }
  return { shape: decided.shape, notes: [...notes, ...decided.notes] };
}

async function chooseTable(
  source: Source,
  profiles: Map<string, ColumnProfile>,
  options: MapOptions & { ask: Ask },
): Promise<Proposal> {
  const settled = new Map(options.columns ?? []);
  for (;;) {
    const proposals = proposeTables(source, profiles, { table: options.table, columns: settled });
    const [best] = proposals;
    if (!best) throw new Error("there is always a best table");
    if (best.missing.length === 0) return best;
    const [column = ""] = best.missing;
    const answer = await options.ask(
      `Which column of ${source.title} is ${column}${options.table ? "" : ` (if it holds ${best.table})`}?`,
      source.columns.map(({ name }) => ({
        key: name,
        label: `${name}   ${profiles.get(name)?.samples.join(" · ") ?? ""}`,
      })),
    );
    if (answer === undefined) throw unmapped(source, profiles, best, options);
    settled.set(column, answer);
  }
}

function unmapped(
  source: Source,
  profiles: Map<string, ColumnProfile>,
  best: Proposal,
  options: MapOptions,
): UserError {
  const place = { file: source.files[0]?.path ?? source.title };
  const headers = source.columns.map(
    ({ name }) => `  ${name}: ${profiles.get(name)?.samples.join(" · ") ?? ""}`,
  );
  const isLines = best.table === "orders" && best.guesses.has("order_id") && best.guesses.has("unit_price");
  if (isLines && best.missing.includes("customer_id")) {
    return new UserError(
      `${source.title} holds lines of orders, but not whose they are or of what day: another file has that.`,
      {
        place,
        fix: `join the two by ${best.guesses.get("order_id")?.source.name} into one file, or in SQL (see the README's "Your own data"), then map that`,
        detail: `Its columns:\n${headers.join("\n")}`,
      },
    );
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
      detail: `${found.length ? `Found for ${best.table}: ${found.join(", ")}.\n` : ""}Its columns:\n${headers.join("\n")}`,
    },
  );
}

/** A header that the user names must be there. */
function holdHeaders(source: Source, columns: Map<string, string> | undefined): void {
  for (const [column, header] of columns ?? []) {
    if (header === "" || source.columns.some(({ name }) => name === header)) continue;
    throw new UserError(`${source.title} has no column ${header} (said to be ${column}).`, {
      fix: `name one of: ${source.columns.map(({ name }) => name).join(", ")}`,
    });
  }
}

function headerOf(source: Source, notes: string[]): string[] {
  return [
    `From ${source.title}: ${source.facts}, ${source.rows.toLocaleString("en")} rows when it was mapped.`,
    ...notes,
    "Proposed by `npm run map`: mend it as you like. A value that cannot be read is passed on as it is, and staging rejects it with a reason.",
  ];
}
