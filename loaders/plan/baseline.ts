import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { inPlaceOf, layers, type Model, parseModel } from "../sql/model.ts";
import { readModels } from "../sql/read_models.ts";
import { openWarehouse } from "../warehouse.ts";
import { writeCommitted } from "./git_files.ts";
import { type CatalogModel, catalogModels, newestRecord, recordOf, siteId } from "./published.ts";
import { FORM } from "./state.ts";

/** What a plan compares with. */
export interface Baseline {
  kind: BaselineKind;
  /** The folder or the commit; null for the site that was built last, wherever. */
  place: string | null;
  /** Stands before the names of its files in a message, such as "main:". */
  prefix: string;
  models: Model[];
  /** The state of its customers, where a build has kept it; otherwise the models are run on the present data. */
  state?: string | undefined;
  /** Whether the present overlay stands in on both sides, because the commit has none. */
  sharesOverlay?: boolean;
}

/** A site with its record; the SQL of a site without one; the SQL of a folder, of a checkout or of a commit. */
export type BaselineKind = "site" | "sql_of_site" | "sql" | "checkout" | "commit";

export interface AgainstOptions {
  root: string;
  overlay?: string | undefined;
  warehouse: string;
  /** A site, a folder shaped like sql/, a checkout, or a commit; unless given, what was published last. */
  against?: string | undefined;
  /** The site's folder. */
  out: string;
}

/** Finds what a plan is to be compared with. */
export async function findBaseline(options: AgainstOptions): Promise<Baseline> {
  const { root, overlay, warehouse, against, out } = options;
  const shipped = readModels(root);
  if (against === undefined) {
    const id = siteId(resolve(root, out));
    if (id) return siteBaseline(resolve(root, out), out, id, warehouse, shipped);
    const newest = newestRecord(warehouse);
    if (newest) return recordBaseline(newest, null, shipped);
    throw new UserError(`nothing was published yet: there is no site in ${out}, and no record of one`, {
      fix: "run `npm run build` first, or name what to compare with: --against main",
    });
  }
  const folder = resolve(root, against);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return commitBaseline(against, options);
  const id = siteId(folder);
  if (id) return siteBaseline(folder, against, id, warehouse, shipped);
  if (existsSync(join(folder, "sql"))) {
    const theirs = overlay && inside(root, overlay);
    const own = theirs && existsSync(join(folder, theirs)) ? join(folder, theirs) : overlay;
    return { kind: "checkout", place: against, prefix: `${against}/`, models: readModels(folder, own) };
  }
  const isWhole = layers.every((layer) => existsSync(join(folder, layer)));
  const models = isWhole ? readModels(root, undefined, folder) : readModels(root, folder);
  return { kind: "sql", place: against, prefix: "", models };
}

/** A site, with its record if there is one; without, its own catalog tells the SQL that it was made with. */
async function siteBaseline(
  folder: string,
  place: string,
  id: string,
  warehouse: string,
  shipped: Model[],
): Promise<Baseline> {
  const record = recordOf(warehouse, id);
  if (record) return recordBaseline(record, place, shipped);
  return {
    kind: "sql_of_site",
    place,
    prefix: `${place}: `,
    models: asModels(catalogModels(folder), shipped),
  };
}

async function recordBaseline(state: string, place: string | null, shipped: Model[]): Promise<Baseline> {
  const { instance, connection } = await openWarehouse(state);
  try {
    const about = await connection.runAndReadAll("select form from about");
    if (about.getRows()[0]?.[0] !== FORM)
      throw new UserError(
        `the record of ${place ?? "the site that was built last"} is of another version of tierboard`,
        {
          place: { file: state },
          fix: "build once with this version, or name what to compare with: --against main",
        },
      );
    const models = await connection.runAndReadAll("select name, file, sql from models");
    return {
      kind: "site",
      place,
      prefix: "",
      state,
      models: asModels(models.getRowObjects() as unknown as CatalogModel[], shipped),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function commitBaseline(ref: string, { root, overlay }: AgainstOptions): Baseline {
  const into = mkdtempSync(join(tmpdir(), "tierboard-plan-"));
  try {
    const ours = overlay && inside(root, overlay);
    const paths = writeCommitted(root, ref, ["sql", ...(ours ? [ours] : [])], into);
    if (!paths.some((path) => path.startsWith("sql/")))
      throw new UserError(`the commit ${ref} has no sql/`, { fix: "name one that has" });
    const isThere = ours !== undefined && existsSync(join(into, ours));
    const models = readModels(into, isThere ? join(into, ours) : overlay);
    return {
      kind: "commit",
      place: ref,
      prefix: `${ref}:`,
      models,
      sharesOverlay: overlay !== undefined && !isThere,
    };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** The path of a folder from the root; undefined for one that lies elsewhere, or is the root. */
function inside(root: string, folder: string): string | undefined {
  const path = relative(root, resolve(root, folder));
  return path === "" || path.startsWith("..") || isAbsolute(path) ? undefined : path.replaceAll("\\", "/");
}

/** Models as a record or a catalog tells of them. */
function asModels(told: readonly CatalogModel[], shipped: readonly Model[]): Model[] {
  const ours = new Map(shipped.map((model) => [model.name, model]));
  return told.map(({ name, file, sql }) => {
    const model = parseModel(name, file, sql);
    return /^sql[\\/]/.test(file) ? model : inPlaceOf(ours.get(name), model);
  });
}
