import { UserError } from "../errors.ts";

/** Folders of `sql/` in the order in which data goes through them; each is a schema. */
export const layers = ["thresholds", "sources", "staging", "customers", "marts", "checks"] as const;

export type Layer = (typeof layers)[number];

/** How the public site treats small cells of a mart: see loaders/suppress.ts. */
export interface Suppress {
  measures: string[];
  /** Whether the counts are rounded rather than hidden. */
  isRounded: boolean;
  within: string[];
  /** A column of the parts that every row adds up: see loaders/suppress_groups.ts. */
  of?: string | undefined;
  along: string[];
  by: string | undefined;
}

/** One file of `sql/`: a bare `select`, and what its header says of it. */
export interface Model {
  /** `schema.name`, from the file's path; `schema.name/part` for a file in a threshold's folder. */
  name: string;
  layer: Layer;
  /** Path for people: relative to the project's root where it lies below it. */
  file: string;
  sql: string;
  /** Line 1 without its dashes: what a row is. */
  says: string;
  /** The shipped threshold that this one of an overlay stands in for: it has the same columns and types. */
  standsFor?: Model;
  /** Columns that are together unique and not null. */
  grain: string[];
  /** A view is computed by whoever reads it. */
  isView: boolean;
  /** No relation: its text stands wherever a model names it, so that the values of that model's `forEach` reach it. */
  isInlined: boolean;
  /** A relation: the model is run once for each of its rows, whose columns stand in for `$column`. */
  forEach: string | undefined;
  /** Columns by whose values a mart is split into files. */
  files: string[];
  /** Measures of small cells that the public site hides: see loaders/suppress.ts. */
  suppress: Suppress | undefined;
  /** A cube whose small cells the public site joins to others: see loaders/merge_cells.ts. */
  merge: Pick<Suppress, "measures" | "within" | "along"> | undefined;
  /** The threshold file that a failing check is about. */
  blames: string | undefined;
  /** What to do when a check fails. */
  remedy: string | undefined;
  /** A check that only warns is shown on Data health and does not fail the build. */
  isWarning: boolean;
}

/** Reads the header of a model: comment lines `-- key: value` before the `select`. */
export function parseModel(name: string, file: string, sql: string): Model {
  const header = new Map<string, string>();
  const lines = sql.split(/\r?\n/);
  for (const line of lines) {
    if (line.trim() !== "" && !line.startsWith("--")) break;
    const pair = /^--\s*(grain|for each|files|suppress|merge|blames|do|stored|severity):\s*(.+?)\s*$/.exec(
      line,
    );
    if (pair?.[1] && pair[2]) header.set(pair[1], pair[2]);
  }
  const words = (key: string) => header.get(key)?.split(/\s*,\s*/) ?? [];
  const says = /^--\s*(.+?)\s*$/.exec(lines[0] ?? "")?.[1];
  if (!says)
    throw new UserError("a model's first line says what a row is", {
      place: { file, line: 1 },
      fix: "begin the file with a comment such as `-- One row per customer and snapshot.`",
    });
  return {
    name,
    layer: name.split(".")[0] as Layer,
    file,
    sql: sql.replace(/;\s*$/, ""),
    says,
    grain: words("grain"),
    isView: header.get("stored") === "as a view",
    isInlined: header.get("stored") === "nowhere",
    forEach: header.get("for each"),
    files: words("files"),
    suppress: readSuppress(header.get("suppress")),
    merge: readSuppress(header.get("merge")),
    blames: header.get("blames"),
    remedy: header.get("do"),
    isWarning: header.get("severity") === "warning",
  };
}

/** Whether the model is a file in a threshold's folder: its rows are the threshold's, and it is no relation itself. */
export function isPart({ name }: Pick<Model, "name">): boolean {
  return name.includes("/");
}

/** What the first column of a part's rows holds: `rf10` of `thresholds.segments/rf10`. */
export function partName({ name }: Pick<Model, "name">): string {
  return name.slice(name.indexOf("/") + 1);
}

/** A model of an overlay, where `shipped` stood: a threshold keeps its columns, of which a part may leave some out. */
export function inPlaceOf(shipped: Model | undefined, model: Model): Model {
  if (!shipped || model.layer !== "thresholds" || isPart(model)) return model;
  return { ...model, standsFor: shipped, grain: shipped.grain };
}

/**
 * Reads `measures in columns of parts along margins by groups`, or `measures rounded in …`; what follows the columns may
 * be left out.
 */
function readSuppress(text: string | undefined): Suppress | undefined {
  const parts = /^(.+?)( rounded)? in (.+?)(?: of (.+?))?(?: along (.+?))?(?: by (.+))?$/.exec(text ?? "");
  if (!parts) return undefined;
  const [, , rounded, , of, , by] = parts;
  const [measures = [], within = [], along = []] = [parts[1], parts[3], parts[5]].map((part) =>
    part?.split(/\s*,\s*/),
  );
  return { measures, isRounded: rounded !== undefined, within, of, along, by };
}
