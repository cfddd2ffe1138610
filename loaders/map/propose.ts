import { CONTRACT, FILE_NAMES } from "./column_names.ts";
import type { ContractColumn, TableName } from "./contract_columns.ts";
import { matchName, namesOf, wordsOf } from "./match_names.ts";
import { LINE_COLUMNS } from "./order_columns.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Source, SourceColumn } from "./source.ts";

/** A source column taken for a column of the contract. */
export interface Guess {
  column: ContractColumn;
  source: SourceColumn;
  profile: ColumnProfile;
  /** 0 to 1. */
  score: number;
  why: string;
}

/** What a file's columns would be in one table of the contract. */
export interface Proposal {
  table: TableName;
  /** By the contract's column, helper columns of order lines among them. */
  guesses: Map<string, Guess>;
  /** Required columns that nothing was found for. */
  missing: string[];
  score: number;
}

/** What the user settled: `column=header` pairs, an empty header leaving a column out, and the table. */
export interface ProposeOptions {
  columns?: Map<string, string> | undefined;
  table?: TableName | undefined;
}

const LEAST = 0.42;

/** The proposals of a source for every table, the best first. */
export function proposeTables(
  source: Pick<Source, "columns" | "title">,
  profiles: Map<string, ColumnProfile>,
  options: ProposeOptions = {},
): Proposal[] {
  const tables = options.table ? [options.table] : (Object.keys(CONTRACT) as TableName[]);
  return tables
    .map((table) => proposeTable(table, source, profiles, options))
    .sort((one, other) => other.score - one.score);
}

function proposeTable(
  table: TableName,
  source: Pick<Source, "columns" | "title">,
  profiles: Map<string, ColumnProfile>,
  { columns = new Map() }: ProposeOptions,
): Proposal {
  const isHere = (header: string) => header === "" || source.columns.some(({ name }) => name === header);
  const settled = new Map([...columns].filter(([, header]) => isHere(header)));
  const contract = table === "orders" ? [...CONTRACT.orders, ...LINE_COLUMNS] : CONTRACT[table];
  const guesses = new Map<string, Guess>();
  const taken = new Set<string>();
  const take = (guess: Guess) => {
    guesses.set(guess.column.column, guess);
    taken.add(guess.source.name);
  };
  for (const column of contract) {
    const said = settled.get(column.column);
    const found = said && source.columns.find(({ name }) => name === said);
    const profile = found && profiles.get(found.name);
    if (found && profile) take({ column, source: found, profile, score: 1, why: "as you said" });
  }
  const open = contract.filter(({ column }) => !settled.has(column));
  const all = candidates(open, source, profiles, table);
  for (const required of [true, false]) {
    for (const guess of all) {
      const { column } = guess.column;
      if (Boolean(guess.column.required) !== required) continue;
      if (!guesses.has(column) && !taken.has(guess.source.name)) take(guess);
    }
  }
  if (table === "orders") guessByValues(guesses, taken, source, profiles, settled);
  const missing = CONTRACT[table].filter((column) => column.required && !guesses.has(column.column));
  const names = missing.map(({ column }) => column).filter((column) => !canDoWithout(column, table, guesses));
  return { table, guesses, missing: names, score: scoreTable(table, source.title, guesses, names) };
}

/** Every pair of columns that may belong together, the best first. */
function candidates(
  columns: ContractColumn[],
  source: Pick<Source, "columns">,
  profiles: Map<string, ColumnProfile>,
  table: TableName,
): Guess[] {
  const guesses: Guess[] = [];
  for (const column of columns) {
    for (const from of source.columns) {
      const profile = profiles.get(from.name);
      const match = matchName(from.name, column);
      if (!profile || match.score === 0) continue;
      const fit = fitOf(column, profile, table);
      const score = match.score * fit;
      if (score >= LEAST) guesses.push({ column, source: from, profile, score, why: match.why });
    }
  }
  return guesses.sort((one, other) => other.score - one.score);
}

/** How well a column's values are of the kind wanted: 0 not at all, 1 wholly or nothing speaks against it. */
function fitOf(column: ContractColumn, profile: ColumnProfile, table: TableName): number {
  const { filled, distinct, dateShare, monthShare, numberShare, fractionShare } = profile;
  if (filled === 0) return column.required ? 0.5 : 0.7;
  if (column.kind === "date") return lenient(dateShare);
  if (column.kind === "month") return lenient(monthShare);
  if (column.kind === "number") return lenient(numberShare);
  if (column.kind === "id") {
    if (dateShare > 0.9 && numberShare < 0.9) return 0.2;
    return fractionShare > 0.5 && numberShare > 0.9 ? 0.3 : 1;
  }
  if (column.kind === "flag") return distinct <= 4 ? 1 : 0.2;
  if (column.column === "status" && distinct > 60) return 0.5;
  return table === "orders" && dateShare > 0.9 && numberShare < 0.9 ? 0.3 : 1;
}

function lenient(share: number): number {
  return share >= 0.5 ? 0.8 + 0.2 * share : share * 0.6;
}

/** Orders without a telling name: the only column of days, or of amounts, is taken for it. */
function guessByValues(
  guesses: Map<string, Guess>,
  taken: Set<string>,
  source: Pick<Source, "columns">,
  profiles: Map<string, ColumnProfile>,
  settled: Map<string, string>,
): void {
  const free = source.columns.filter(({ name }) => !taken.has(name));
  const only = (test: (profile: ColumnProfile) => boolean) => {
    const fitting = free.filter(({ name }) => {
      const profile = profiles.get(name);
      return profile && profile.filled > 0 && test(profile);
    });
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const put = (name: string, from: SourceColumn | undefined, why: string) => {
    const column = CONTRACT.orders.find((one) => one.column === name);
    const profile = from && profiles.get(from.name);
    if (column && from && profile && !guesses.has(name) && !settled.has(name))
      guesses.set(name, { column, source: from, profile, score: LEAST, why });
  };
  put(
    "ordered_at",
    only(({ dateShare, fractionShare }) => dateShare > 0.9 && fractionShare < 0.1),
    "the only days",
  );
  if (!guesses.has("unit_price"))
    put(
      "amount",
      only(
        ({ fractionShare, numberShare, dateShare }) =>
          numberShare > 0.9 && fractionShare > 0.5 && dateShare < 0.9,
      ),
      "the only amounts",
    );
}

/** Orders get an id where the file has none, and an amount from quantity and price. */
function canDoWithout(column: string, table: TableName, guesses: Map<string, Guess>): boolean {
  if (table !== "orders") return false;
  return column === "order_id" || (column === "amount" && guesses.has("unit_price"));
}

function scoreTable(table: TableName, title: string, guesses: Map<string, Guess>, missing: string[]): number {
  let score = -1.5 * missing.length;
  for (const { column, score: one } of guesses.values()) score += one * (column.required ? 1 : 0.4);
  const words = wordsOf(title.replace(/\.[a-z]+(\.gz)?$/i, ""));
  const named = namesOf(FILE_NAMES[table]).some((name) =>
    name.every((word) => words.join(" ").includes(word)),
  );
  if (named) score += 0.7;
  const customer = guesses.get("customer_id")?.profile;
  const isUnique = !customer || customer.distinct >= customer.filled * 0.98;
  if (table === "customers" && !isUnique) score -= 3;
  if (table !== "customers" && customer && isUnique && customer.filled > 20 && !guesses.has("order_id"))
    score -= 1.5;
  return score;
}
