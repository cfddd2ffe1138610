import type { DuckDBConnection } from "@duckdb/node-api";
import { orderModels } from "../sql/graph.ts";
import type { Model } from "../sql/model.ts";
import { runModels } from "../sql/run_models.ts";
import type { ChangedFile } from "./changed_files.ts";
import { chooseTiers } from "./choose_models.ts";
import { newestDay, TIER_MODELS, type TierModel, text } from "./state.ts";

/** For each tier model, how many customers would be in another tier but for a change; undefined where it can't be told. */
export type Effect = Partial<Record<TierModel, number>> | undefined;

export interface CauseOptions {
  root: string;
  before: Model[];
  after: Model[];
  /** Both states' files. */
  states: { before: string; after: string };
  sql: readonly ChangedFile[];
  data: readonly ChangedFile[];
  /** The checks that fail with all the changes. */
  failing: ReadonlySet<string>;
}

/** More changes than this are not tried one by one. */
const MOST_TRIED = 12;

/**
 * What each change did: every file of SQL is taken back by itself, and the tiers are made anew without it. All files of
 * data count as one change, which is what is left when all SQL is taken back. Works in an open draft of the present
 * files, and leaves it behind as it falls.
 */
export async function findEffects(
  connection: DuckDBConnection,
  { root, before, after, states, sql, data, failing }: CauseOptions,
): Promise<Map<ChangedFile, Effect>> {
  const decisive = new Set([...chooseTiers(orderModels(before)), ...chooseTiers(orderModels(after))]);
  const tried = sql.filter(({ model }) => decisive.has(model));
  const effects = new Map<ChangedFile, Effect>();
  for (const file of sql) effects.set(file, decisive.has(file.model) ? undefined : {});
  const changes = tried.length + (data.length > 0 ? 1 : 0);
  if (changes === 0 || changes > MOST_TRIED) return effects;

  await connection.run(`attach ${text(states.before)} as before (read_only)`);
  await connection.run(`attach ${text(states.after)} as after (read_only)`);
  const alone = changes === 1 ? await compare(connection, "before.customers", "after.customers") : undefined;
  const without = async (files: readonly ChangedFile[], than: string) => {
    if (alone) return alone;
    try {
      const models = takeBack(files, before, after);
      const { checks } = await runModels(connection, { root, models, choose: chooseTiers, goesOn: true });
      // Some changes only work together.
      if (checks.some(({ model, mistake }) => mistake && !failing.has(model.name))) return undefined;
      const day = await newestDay(connection);
      return await compare(connection, than, `(from customers.snapshots where as_of = ${day})`);
    } catch {
      await connection.run("rollback").catch(() => {});
      return undefined;
    }
  };
  for (const file of tried) effects.set(file, await without([file], "after.customers"));
  const ofData = data.length > 0 ? await without(sql, "before.customers") : undefined;
  for (const file of data) effects.set(file, ofData);
  await connection.run("detach before");
  await connection.run("detach after");
  return effects;
}

async function compare(connection: DuckDBConnection, left: string, right: string): Promise<Effect> {
  const counts = TIER_MODELS.map(
    (model) => `count(*) filter (one.${model} is distinct from other.${model})::integer as ${model}`,
  );
  const rows = await connection.runAndReadAll(
    `select ${counts.join(", ")} from ${left} as one full join ${right} as other on one.customer_id = other.customer_id`,
  );
  return rows.getRowObjectsJson()[0] as Effect;
}

/** The present models, but these files as they were before. */
function takeBack(files: readonly ChangedFile[], before: readonly Model[], after: readonly Model[]): Model[] {
  const models = new Map(after.map((model) => [model.name, model]));
  for (const { model: name } of files) {
    const old = before.find((model) => model.name === name);
    if (old) models.set(name, old);
    else models.delete(name);
  }
  return [...models.values()];
}
