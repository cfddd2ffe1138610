import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { contract, isSourceName, type SourceName } from "../contract.ts";
import { UserError } from "../errors.ts";
import { inPlaceOf, isPart, type Layer, layers, type Model, parseModel } from "./model.ts";

/**
 * All models of `root/sql` (or of another folder like it), with those of an overlay standing in for them file by file.
 * As soon as an overlay maps orders, sources that it doesn't map are empty.
 */
export function readModels(root: string, overlay?: string, sql = join(root, "sql")): Model[] {
  const models = new Map<string, Model>();
  for (const layer of layers) readFolder(join(sql, layer), layer, root, models);
  if (!overlay) return wholeFolders(models);

  if (!existsSync(overlay) || !statSync(overlay).isDirectory())
    throw new UserError(`there is no overlay folder ${overlay}`, {
      fix: "name a folder shaped like sql/ (sources/, thresholds/ …), or let `npm run map -- FILE` write one",
    });
  const own = new Map<string, Model>();
  for (const folder of readdirSync(overlay, { withFileTypes: true })) {
    if (!folder.isDirectory() || folder.name.startsWith(".")) continue;
    const layer = layers.find((name) => name === folder.name);
    if (layer) readFolder(join(overlay, layer), layer, root, own);
  }
  if (own.size === 0)
    throw new UserError(`the overlay ${overlay} holds no model`, {
      fix: `put .sql files into ${layers.map((layer) => `${layer}/`).join(", ")}; \`npm run map -- FILE\` writes the first`,
    });
  if (own.has("sources.orders"))
    for (const table of Object.keys(contract) as SourceName[])
      models.set(`sources.${table}`, emptySource(table));
  for (const [name, model] of own) models.set(name, inPlaceOf(models.get(name), model));
  return wholeFolders(models);
}

/**
 * Each threshold may have a folder: `thresholds/segments.sql` says the columns, and `thresholds/segments/rf10.sql` adds
 * rows whose first column is "rf10". So a company adds one by adding a file.
 */
function wholeFolders(models: ReadonlyMap<string, Model>): Model[] {
  for (const part of models.values()) {
    if (!isPart(part)) continue;
    const [name = ""] = part.name.split("/");
    const threshold = models.get(name);
    if (!threshold)
      throw new UserError(`there is no threshold with a folder "${name.slice("thresholds.".length)}"`, {
        place: { file: part.file },
        fix: "move the file into thresholds/ itself, or mend the name of its folder",
      });
    if (threshold.standsFor)
      throw new UserError(`the rows of ${name} stand in a folder, each file under its name`, {
        place: { file: threshold.file },
        fix: `put them into ${threshold.file.replace(/\.sql$/, "/NAME.sql")}, without the column that NAME is`,
      });
  }
  return [...models.values()];
}

/** Reads the models of a folder; those in a threshold's folder have names such as `thresholds.segments/rf10`. */
function readFolder(
  folder: string,
  layer: Layer,
  root: string,
  into: Map<string, Model>,
  prefix = `${layer}.`,
): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    const mayHoldParts = layer === "thresholds" && !prefix.endsWith("/") && !entry.startsWith(".");
    if (mayHoldParts && statSync(path).isDirectory())
      readFolder(path, layer, root, into, `${prefix}${entry}/`);
    if (!entry.endsWith(".sql")) continue;
    const base = entry.slice(0, -4);
    const file = relative(root, path).startsWith("..") ? path : relative(root, path);
    if (!/^[a-z][a-z0-9_]*$/.test(base))
      throw new UserError(`"${entry}" can't name a relation`, {
        place: { file },
        fix: "use lower-case letters, digits and underscores, beginning with a letter",
      });
    if (layer === "sources" && !isSourceName(base))
      throw new UserError(`there is no source table "${base}"`, {
        place: { file },
        fix: `the contract's tables are ${Object.keys(contract).join(", ")}`,
      });
    into.set(`${prefix}${base}`, parseModel(`${prefix}${base}`, file, readFileSync(path, "utf8")));
  }
}

function emptySource(table: SourceName): Model {
  const columns = contract[table].map((column) => `    null::varchar as ${column.name},`).join("\n");
  return parseModel(
    `sources.${table}`,
    `sql/sources/${table}.sql`,
    `-- No row: the overlay does not map ${table}.\nselect\n${columns}\nlimit 0\n`,
  );
}
