import type { DuckDBConnection } from "@duckdb/node-api";
import { digest, essence } from "../sql/graph.ts";
import { countMoves } from "./count_moves.ts";
import { MODELS } from "./count_pair.ts";
import { COUNTED, DEFINITION } from "./definition.ts";

/** What the warehouse knows of models that have run by now. */
export interface Known {
  /** A digest of a model's rows, or of all that they hang on. */
  contentOf(name: string): string | undefined;
  textOf(name: string): string | undefined;
}

type Model = (typeof MODELS)[number];

/**
 * Makes customers.moves by counting, and keeps what the table `isThere` already holds of those tier models whose moves
 * hang on nothing that has changed. `create` makes the table without rows. False, and there is no table, where moves can't
 * be counted: see `countMoves`.
 */
export async function makeMoves(
  connection: DuckDBConnection,
  { isThere, create, known }: { isThere: boolean; create: () => Promise<unknown>; known?: Known | undefined },
): Promise<boolean> {
  const signatures = known ? await signaturesOf(connection, known) : null;
  const before = isThere && signatures ? await readSignatures(connection) : null;
  const kept = MODELS.filter((model) => before && before[model] === signatures?.[model]);
  if (isThere) {
    await connection.run(
      `create or replace temp table kept_moves as from ${COUNTED} where model in (${["", ...kept].map((model) => `'${model}'`).join(", ")})`,
    );
    await connection.run(`drop table ${COUNTED}`);
  }
  await create();
  const models = MODELS.filter((model) => !kept.includes(model));
  const isCounted = models.length === 0 || (await countMoves(connection, COUNTED, { models }));
  if (isCounted) {
    if (isThere) await connection.run(`insert into ${COUNTED} from temp.kept_moves`);
    if (signatures) await connection.run(`comment on table ${COUNTED} is '${JSON.stringify(signatures)}'`);
  } else await connection.run(`drop table ${COUNTED}`);
  if (isThere) await connection.run("drop table temp.kept_moves");
  return isCounted;
}

/** With the table they go too, so that they are those of its rows. */
async function readSignatures(connection: DuckDBConnection): Promise<Partial<Record<Model, string>> | null> {
  const read = await connection.runAndReadAll(
    `select comment from duckdb_tables() where schema_name || '.' || table_name = '${COUNTED}' and not temporary`,
  );
  const comment = read.getRows()[0]?.[0];
  try {
    return comment == null ? null : JSON.parse(String(comment));
  } catch {
    return null;
  }
}

/** Columns of customers.limits that one model alone hangs on. Whatever is not named here counts for all. */
const OWN_LIMITS: Record<Model, RegExp> = {
  score_tier: /^score_tier_numbers$/,
  segment: /^(s_.*|has_own_scale|segment_numbers|segment_levels|has_shared_levels)$/,
  pyramid_level: /^(p[1-5]|lowest_rank)$/,
  lifecycle_stage:
    /^(entered_before_new|churned_after_days|dormant_after_days|reactivated_within_days|reactivated_gap_days|growth_rate|growth_days|new_within_days)$/,
};

/** Columns of customers.limits that only the models by scores hang on: the reports' own cut points. */
const SCORES = /^[rfm][2-5]$/;

/** Of each model a digest of all that its moves hang on; null where that is not known. */
async function signaturesOf(
  connection: DuckDBConnection,
  { contentOf, textOf }: Known,
): Promise<Record<Model, string> | null> {
  const contents = ["order_values", "prospects", "slots", "chunks"].map((name) =>
    contentOf(`customers.${name}`),
  );
  const states = textOf("customers.states");
  if (states === undefined || contents.includes(undefined)) return null;
  const shared = [DEFINITION, essence(states), ...(contents as string[])];
  const limits = await connection.runAndReadAll("from customers.limits order by all");
  const names = limits.columnNames();
  const numbers = await connection.runAndReadAll("from customers.tier_numbers order by all");
  const ofModel = (model: Model) => {
    const isOthers = (name: string) =>
      MODELS.some((other) => other !== model && OWN_LIMITS[other].test(name)) ||
      (SCORES.test(name) && (model === "pyramid_level" || model === "lifecycle_stage"));
    const wanted = names.flatMap((name, index) => (isOthers(name) ? [] : [index]));
    const rows = limits.getRowsJson().map((row) => wanted.map((index) => row[index]));
    const tiers = numbers.getRowObjectsJson().filter((row: Record<string, unknown>) => row.model === model);
    return digest([...shared, JSON.stringify(rows), JSON.stringify(tiers)]);
  };
  return Object.fromEntries(MODELS.map((model) => [model, ofModel(model)])) as Record<Model, string>;
}
