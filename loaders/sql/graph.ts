import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { layers, type Model } from "./model.ts";

/** A model and the names of the models it reads, directly. */
export interface Node {
  model: Model;
  reads: string[];
}

/**
 * The models in an order in which each comes after all it reads; a check comes as soon as it can.
 * A folder reads only the folders above it (and its own); thresholds stand beside all, and read the files of their folders.
 */
export function orderModels(models: Model[]): Node[] {
  const names = new Set(models.map((model) => model.name));
  const nodes = models.map((model) => ({ model, reads: readNames(model, names) }));
  const byName = new Map(nodes.map((node) => [node.model.name, node]));
  const ordered: Node[] = [];
  const state = new Map<Node, "open" | "done">();
  const visit = (node: Node, path: string[]) => {
    if (state.get(node) === "done") return;
    if (state.get(node) === "open")
      throw new UserError(`models read each other in a circle: ${[...path, node.model.name].join(" → ")}`, {
        place: { file: node.model.file },
        fix: "take one of these names out of its query",
      });
    state.set(node, "open");
    for (const name of node.reads) {
      const upstream = byName.get(name);
      if (upstream) visit(upstream, [...path, node.model.name]);
    }
    state.set(node, "done");
    ordered.push(node);
  };
  const flow = nodes.filter((node) => node.model.layer !== "checks");
  const checks = nodes.filter((node) => node.model.layer === "checks");
  const place = () => {
    for (const check of checks)
      if (!state.has(check) && check.reads.every((name) => ready(byName.get(name)))) visit(check, []);
  };
  const ready = (node: Node | undefined) => node === undefined || state.get(node) === "done";
  for (const layer of layers) {
    for (const node of flow.filter((each) => each.model.layer === layer)) {
      visit(node, []);
      place();
    }
  }
  for (const check of checks) visit(check, []);
  return ordered;
}

/** These models, all that they hang on, and the checks of these. */
export function upstream(nodes: readonly Node[], names: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(names);
  for (const { model, reads } of [...nodes].reverse())
    if (wanted.has(model.name)) for (const name of reads) wanted.add(name);
  for (const { model, reads } of nodes)
    if (model.layer === "checks" && reads.every((name) => wanted.has(name))) wanted.add(model.name);
  return wanted;
}

// DuckDB's own getTableNames loses names where a table's alias is also that of a `with` query.
function readNames(model: Model, known: Set<string>): string[] {
  const found = new Set(model.forEach ? [model.forEach] : []);
  for (const name of known) if (name.startsWith(`${model.name}/`)) found.add(name);
  const code = essence(model.sql).replace(/'(?:[^']|'')*'/g, "''");
  for (const [, name = ""] of code.matchAll(/(?:\b(?:from|join)|,) ?\(? ?([a-z]+\.[a-z][a-z0-9_]*)\b/gi))
    if (known.has(name.toLowerCase())) found.add(name.toLowerCase());
  const own = layers.indexOf(model.layer);
  for (const name of found) {
    const theirs = layers.indexOf(name.split(".")[0] as (typeof layers)[number]);
    if (theirs > own)
      throw new UserError(`${model.name} reads ${name}, but data only goes down: ${layers.join(" → ")}`, {
        place: { file: model.file, line: lineOf(model.sql, name) },
        fix: `move this model into sql/${name.split(".")[0]}/ or further down`,
      });
  }
  return [...found].sort();
}

/** The first line, from 1, that holds `text`. */
export function lineOf(sql: string, text: string): number | undefined {
  const index = sql.split(/\r?\n/).findIndex((line) => !line.startsWith("--") && line.includes(text));
  return index < 0 ? undefined : index + 1;
}

/** A short, stable digest of what a relation hangs on. */
export function digest(parts: string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex").slice(0, 24);
}

/** What a model's text and header make of its relation: a change of these is more than a rewording. */
export function meaning(model: Model): unknown[] {
  const { sql, isView, isInlined, forEach, grain, files, isWarning, blames } = model;
  return [essence(sql), isView, isInlined, forEach, grain, files, isWarning, blames];
}

/** A query without its comments and spacing, so that rewording a comment rebuilds nothing. */
export function essence(sql: string): string {
  return sql
    .replace(
      /('(?:[^']|'')*')|("(?:[^"]|"")*")|(?:--[^\n]*(?:\n|$)|\s)+/g,
      (_, text, name) => text ?? name ?? " ",
    )
    .trim();
}
