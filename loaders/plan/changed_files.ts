import { meaning } from "../sql/graph.ts";
import type { Model } from "../sql/model.ts";

/** A file that differs between what a plan compares. */
export interface ChangedFile {
  file: string;
  kind: "changed" | "added" | "removed" | "rewritten";
  /** The model of a file of SQL, or the source that reads a file of data. */
  model: string;
  of: "sql" | "data";
}

/** The files of SQL whose meaning differs: what a comment says does not count, a header does. */
export function changedSql(before: readonly Model[], after: readonly Model[]): ChangedFile[] {
  const then = new Map(before.map((model) => [model.name, model]));
  const now = new Map(after.map((model) => [model.name, model]));
  const changed = after.flatMap((model): ChangedFile[] => {
    const old = then.get(model.name);
    if (old && told(old) === told(model)) return [];
    return [{ file: model.file, kind: old ? "changed" : "added", model: model.name, of: "sql" }];
  });
  const removed = before.flatMap(({ name, file }): ChangedFile[] =>
    now.has(name) ? [] : [{ file, kind: "removed", model: name, of: "sql" }],
  );
  return [...changed, ...removed].sort((left, right) => (left.file < right.file ? -1 : 1));
}

/** What a page shows of a mart hangs on more than the warehouse does. */
const told = (model: Model) => JSON.stringify([...meaning(model), model.suppress]);

/** The files that each source reads, as `path:size:modified`, by the source's name. */
export type Inputs = ReadonlyMap<string, readonly string[]>;

/** The files of data that differ in size, or (rewritten) only in the time of writing. */
export function changedData(before: Inputs, after: Inputs): ChangedFile[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((model) => {
    const then = filesOf(before.get(model) ?? []);
    const now = filesOf(after.get(model) ?? []);
    return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((file): ChangedFile[] => {
      const [old, own] = [then.get(file), now.get(file)];
      if (old?.written === own?.written && old?.size === own?.size) return [];
      const kind = !old ? "added" : !own ? "removed" : old.size === own.size ? "rewritten" : "changed";
      return [{ file, kind, model, of: "data" }];
    });
  });
}

function filesOf(inputs: readonly string[]): Map<string, { size: string; written: string }> {
  return new Map(
    inputs.map((input) => {
      const [, file = input, size = "", written = ""] = /^(.*):(\d+):([\d.]+)$/.exec(input) ?? [];
      return [file, { size, written }];
    }),
  );
}
