import { rmSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { textOf } from "../messages.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { readModels } from "../sql/read_models.ts";
import type { RunResult } from "../sql/run_models.ts";
import { openWarehouse, withDraft } from "../warehouse.ts";
import { type AgainstOptions, findBaseline } from "./baseline.ts";
import { type Effect, findEffects } from "./causes.ts";
import { type ChangedFile, changedData, changedSql, type Inputs } from "./changed_files.ts";
import { chooseModels } from "./choose_models.ts";
import { readDifference, withStates } from "./compare.ts";
import { refusePlace, writeCustomers } from "./customers_file.ts";
import { type Plan, type PlannedCheck, planOf } from "./plan.ts";
import { writeState } from "./state.ts";

export interface PlanOptions extends AgainstOptions {
  /** Also what compares snapshots with each other, and its checks. */
  isFull?: boolean;
  /** A file for the customers who change tier, one row each. */
  customers?: string | undefined;
  progress: Progress;
}

/** Compares what the present files would publish with what is published. Reads site and warehouse, and changes neither. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { root, overlay, warehouse, out, customers, isFull = false, progress } = options;
  if (customers) refusePlace(customers, { root, out });
  const models = readModels(root, overlay);
  const baseline = await findBaseline(options);
  const sql = changedSql(baseline.models, models);
  const choose = isFull ? undefined : chooseModels(new Set(sql.map(({ model }) => model)));
  const ours = (side: string) => `${warehouse}.draft-${process.pid}.${side}`;
  const states = { before: baseline.state ?? ours("before"), after: ours("after") };
  const draft = { root, warehouse, choose };
  try {
    if (!baseline.state) {
      const theirs = baseline.models.map((model) => ({ ...model, file: `${baseline.prefix}${model.file}` }));
      const step = oneStep(progress, "published", theirs.length);
      await withDraft({ ...draft, models: theirs, progress: step }, (connection, result) =>
        writeDraftState(connection, result, states.before),
      );
      step.done();
    }
    const then = await readBefore(states.before);
    const step = oneStep(progress, "present files", models.length);
    const { result, data, effects } = await withDraft(
      { ...draft, models, progress: step },
      async (connection, result) => {
        if (!isWhole(result)) return { result, data: [], effects: new Map<ChangedFile, Effect>() };
        const data = changedData(then.inputs, inputsOf(result)).filter((file) => !comesWithSql(file, sql));
        await writeDraftState(connection, result, states.after);
        const before = baseline.models;
        const failing = new Set(result.checks.flatMap(({ model, mistake }) => (mistake ? [model.name] : [])));
        const causes = { root, before, after: models, states, sql, data, failing };
        const effects = await findEffects(connection, causes);
        return { result, data, effects };
      },
    );
    step.done();
    const checks = checksOf(result, then.failing);
    const parts = { baseline, checks, files: [...sql, ...data], effects };
    if (!isWhole(result)) return planOf({ ...parts, left: [], difference: undefined });
    const left = models.flatMap(({ name }) => (result.records.has(name) ? [] : [name]));
    return await withStates(states.before, states.after, async (connection) => {
      if (customers) await writeCustomers(connection, customers);
      return planOf({ ...parts, left, difference: await readDifference(connection, left) });
    });
  } finally {
    for (const side of ["before", "after"]) rmSync(ours(side), { force: true });
  }
}

/** Whether everything was run: not after a check of thresholds that failed. */
function isWhole({ records }: RunResult): boolean {
  return records.has("customers.snapshots");
}

async function writeDraftState(connection: DuckDBConnection, result: RunResult, file: string): Promise<void> {
  const mistake = result.checks.find((check) => check.mistake)?.mistake;
  if (!isWhole(result) && mistake) throw mistake;
  await writeState(connection, file, { isCurrent: (name) => result.records.has(name) });
}

/** What the state before knows of its models: the files that sources read, and the checks that failed or warned. */
async function readBefore(file: string): Promise<{ inputs: Inputs; failing: ReadonlySet<string> }> {
  const { instance, connection } = await openWarehouse(file);
  try {
    const rows = await connection.runAndReadAll("select name, inputs, failing_rows from models");
    const models = rows.getRowsJson() as [string, string[] | null, number | null][];
    return {
      inputs: new Map(models.flatMap(([name, inputs]) => (inputs?.length ? [[name, inputs]] : []))),
      failing: new Set(models.flatMap(([name, , failing]) => (failing ? [name] : []))),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function inputsOf({ records }: RunResult): Inputs {
  return new Map([...records].flatMap(([name, { inputs }]) => (inputs.length > 0 ? [[name, inputs]] : [])));
}

/** A mapping that names other files brings them along. */
function comesWithSql({ kind, model }: ChangedFile, sql: readonly ChangedFile[]): boolean {
  return (kind === "added" || kind === "removed") && sql.some((file) => file.model === model);
}

/** The checks that fail, and those that begin to warn. */
function checksOf({ checks }: RunResult, known: ReadonlySet<string>): PlannedCheck[] {
  return checks.flatMap(({ model, rows, mistake }): PlannedCheck[] => {
    const isKnown = known.has(model.name);
    if (!mistake && (rows === 0 || isKnown)) return [];
    const check = model.name.slice("checks.".length);
    return [
      {
        check,
        says: textOf("en", "check", check) ?? model.says,
        severity: mistake ? "error" : "warning",
        is_known: isKnown,
        rows,
        problem: mistake?.message ?? null,
        file: mistake?.place?.file ?? model.file,
        line: mistake?.place?.line ?? null,
        fix: mistake?.fix ?? null,
      },
    ];
  });
}

/** All steps of a build as one of a plan. */
function oneStep(progress: Progress, name: string, total: number): Progress & { done(): void } {
  const { advance, done } = progress.step(name, total);
  return { step: () => ({ ...silentProgress.step(name), advance }), done };
}
