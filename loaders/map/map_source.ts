import type { Ask } from "./ask.ts";
import { CONTRACT } from "./column_names.ts";
import { type CopyFolder, placeCopies } from "./copies.ts";
import { mixedCurrencies } from "./currencies.ts";
import { type MappedTable, mappedColumns } from "./emit_sql.ts";
import { amountFromPrices, isRate } from "./line_amount.ts";
import { decideOrderShape, type OrderShape, type ShapeOptions } from "./order_shape.ts";
import { type ColumnProfile, profileSource } from "./profile.ts";
import { type Guess, type Proposal, type ProposeOptions, proposeTables } from "./propose.ts";
import type { Query } from "./query.ts";
import { type Field, settleField, type ValueOptions } from "./settle.ts";
import type { Source } from "./source.ts";
import { unmapped } from "./unmapped.ts";
import { type Verified, verifyMapping } from "./verify.ts";

/** What the user settled about the meaning of a file. */
export interface MapOptions extends ProposeOptions, ValueOptions, ShapeOptions {}

/** A mapping that was tried, with what there is to say of it. */
export interface Mapping extends MappedTable {
  notes: string[];
  /** Headers that nothing was made of, and columns of the contract that stay empty. */
  unused: string[];
  empty: string[];
  verified: Verified;
}

/** A source, what its first rows show, and what it may be, the likeliest table first. */
export interface Candidate {
  source: Source;
  profiles: Map<string, ColumnProfile>;
  proposals: Proposal[];
}

/** What mapping needs besides the source. */
export interface MapContext {
  query: Query;
  options: MapOptions;
  ask: Ask;
  /** Where the mapping goes, for the copies that it reads. */
  folder: CopyFolder;
}

/** Looks at a source's first rows and proposes what it may be. */
export async function proposeSource(source: Source, { query, options }: MapContext): Promise<Candidate> {
  const profiles = await profileSource(query, source);
  if (source.reader.kind === "csv")
    source.reader.nulls = [...new Set([...profiles.values()].flatMap(({ nulls }) => nulls))].sort();
  return { source, profiles, proposals: proposeTables(source, profiles, options) };
}

/** Maps one source and tries the mapping. Throws when a required column cannot be found. */
export async function mapSource(candidate: Candidate, context: MapContext): Promise<Mapping> {
  const { source } = candidate;
  const proposal = await chooseTable(candidate, context);
  const fields = await settleFields(proposal, candidate, context);
  if (proposal.table !== "orders")
    return await tryMapping(
      { table: proposal.table, shape: { kind: "rows", hasId: true }, source, fields },
      [],
      context,
    );
  const notes = await addAmount(source, fields, context);
  const decided = await decideOrderShape(context.query, source, fields, context);
  notes.push(...decided.notes);
  if (decided.shape.kind !== "rows") notes.push(...(await withoutRates(source, fields, context)));
  return await tryMapping({ table: "orders", shape: decided.shape, source, fields }, notes, context);
}

/** A file of orders without amounts, and one of the lines that they have, by the key of both. */
export function findJoin(candidates: Candidate[]): { orders: Candidate; lines: Candidate } | undefined {
  const orders = candidates.find(({ proposals }) => {
    const proposal = proposals.find(({ table }) => table === "orders");
    return proposal?.guesses.has("order_id") && proposal.missing.join() === "amount";
  });
  const lines = candidates.find(({ proposals }) => {
    const proposal = proposals.find(({ table }) => table === "orders");
    const hasAmount = proposal?.guesses.has("amount") || proposal?.guesses.has("unit_price");
    return hasAmount && proposal?.guesses.has("order_id") && !proposal.guesses.has("customer_id");
  });
  return orders && lines ? { orders, lines } : undefined;
}

/** Maps orders whose amounts are in another file's lines, and tries the mapping. */
export async function mapJoin(
  { orders, lines }: { orders: Candidate; lines: Candidate },
  context: MapContext,
): Promise<Mapping> {
  const fields = await settleFields(ordersOf(orders), orders, context);
  const lineFields = await settleFields(ordersOf(lines), lines, context);
  for (const column of ["ordered_at", "due_at", "paid_at"]) lineFields.delete(column);
  const notes = await addAmount(lines.source, lineFields, context);
  notes.push(...(await withoutRates(lines.source, lineFields, context)));
  const [theirs, ours] = [lineFields.get("order_id")?.from, fields.get("order_id")?.from];
  notes.push(
    `Lines are those of ${lines.source.title} (${lines.source.facts}), joined by ${theirs}${theirs === ours ? "" : ` to ${ours}`}.`,
  );
  const shape: OrderShape = { kind: "joined" };
  const joined = { table: "orders" as const, shape, source: orders.source, fields };
  return await tryMapping({ ...joined, lines: { source: lines.source, fields: lineFields } }, notes, context);
}

function ordersOf({ proposals }: Candidate): Proposal {
  const proposal = proposals.find(({ table }) => table === "orders");
  if (!proposal) throw new Error("a join is of orders");
  return proposal;
}

async function settleFields(
  proposal: Proposal,
  { source, profiles }: Candidate,
  { query, options, ask }: MapContext,
): Promise<Map<string, Field>> {
  const fields = new Map<string, Field>();
  const before = {};
  const required = (guess: Guess) => Number(guess.column.required ?? false);
  for (const guess of [...proposal.guesses.values()].sort((one, other) => required(other) - required(one)))
    fields.set(
      guess.column.column,
      await settleField(guess, { query, source, profiles, options, ask, before }),
    );
  return fields;
}

/** Takes the currency from signs and the amount from prices, where no column has them. */
async function addAmount(
  source: Source,
  fields: Map<string, Field>,
  { query }: MapContext,
): Promise<string[]> {
  const notes: string[] = [];
  const currency = mixedCurrencies(fields);
  if (currency?.field) fields.set("currency", currency.field);
  if (currency) notes.push(currency.note);
  const computed = fields.has("amount") ? undefined : await amountFromPrices(query, source, fields);
  if (computed) {
    fields.set("amount", computed.field);
    notes.push(computed.note);
  }
  return notes;
}

/** Leaves out a discount that is a rate per line. */
async function withoutRates(
  source: Source,
  fields: Map<string, Field>,
  { query }: MapContext,
): Promise<string[]> {
  const discount = fields.get("discount");
  if (!discount || !(await isRate(query, source, discount))) return [];
  fields.delete("discount");
  return [`${discount.from} is a rate per line: it has no sum, so it is no column of the order.`];
}

async function tryMapping(
  mapped: Omit<MappedTable, "says">,
  more: string[],
  { query, folder }: MapContext,
): Promise<Mapping> {
  const { table, source, fields, lines } = mapped;
  const sources = lines ? [source, lines.source] : [source];
  const copies = sources.flatMap(({ files }) => files.flatMap(({ copy }) => copy ?? []));
  const placed = placeCopies(copies, table, folder);
  const notes = [...sources.flatMap((one) => one.notes), ...placed, ...more];
  const says = [
    `From ${source.title}: ${source.facts}, ${source.rows.toLocaleString("en")} rows when it was mapped.`,
    ...notes,
    "Proposed by `npm run map`: mend it as you like. What cannot be read is passed on as it is, and staging rejects it with a reason.",
  ];
  const whole = { ...mapped, says };
  const used = (of: Map<string, Field>) => new Set(mappedColumns(table, of).flatMap(({ uses }) => uses));
  const free = (of: Source, taken: Set<string>) =>
    of.columns.map(({ name }) => name).filter((name) => !taken.has(name));
  return {
    ...whole,
    notes,
    unused: [...free(source, used(fields)), ...(lines ? free(lines.source, used(lines.fields)) : [])],
    empty: CONTRACT[table]
      .map(({ column }) => column)
      .filter((column) => !fields.has(column) && !lines?.fields.has(column)),
    verified: await verifyMapping(query, whole),
  };
}

async function chooseTable(candidate: Candidate, { options, ask }: MapContext): Promise<Proposal> {
  const { source, profiles } = candidate;
  const settled = new Map(options.columns ?? []);
  let [best] = candidate.proposals;
  for (;;) {
    if (!best) throw new Error("there is always a best table");
    const [column] = best.missing;
    if (column === undefined) return best;
    const answer = await ask(
      `Which column of ${source.title} is ${column}${options.table ? "" : ` (if it holds ${best.table})`}?`,
      source.columns.map(({ name }) => ({
        key: name,
        label: `${name}   ${profiles.get(name)?.samples.join(" · ") ?? ""}`,
      })),
    );
    if (answer === undefined) throw unmapped(candidate, best, options);
    settled.set(column, answer);
    [best] = proposeTables(source, profiles, { table: options.table, columns: settled });
  }
}
