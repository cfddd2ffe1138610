import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { contract, isSourceName, type SourceName } from "../contract.ts";
import { UserError } from "../errors.ts";
import { type Layer, layers, type Model, parseModel } from "./model.ts";

/**
 * All models of `root/sql` (or of another folder like it), with those of an overlay standing in for them file by file.
 * As soon as an overlay maps orders, sources that it doesn't map are empty.
 */
export function readModels(root: string, overlay?: string, sql = join(root, "sql")): Model[] {
  const models = new Map<string, Model>();
  for (const layer of layers) readFolder(join(sql, layer), layer, root, models);
  if (!overlay) return [...models.values()];

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
  for (const [name, model] of own) {
    const shipped = models.get(name);
    const isThreshold = shipped !== undefined && model.layer === "thresholds";
    models.set(name, isThreshold ? { ...model, standsFor: shipped, grain: shipped.grain } : model);
  }
  return [...models.values()];
}

function readFolder(folder: string, layer: Layer, root: string, into: Map<string, Model>): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder).sort()) {
    if (!entry.endsWith(".sql")) continue;
    const base = entry.slice(0, -4);
    const path = join(folder, entry);
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
    into.set(`${layer}.${base}`, parseModel(`${layer}.${base}`, file, readFileSync(path, "utf8")));
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
