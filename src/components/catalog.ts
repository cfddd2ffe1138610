import { FileAttachment } from "observablehq:stdlib";

/** A relation of the warehouse and the text that made it. */
export interface CatalogModel {
  /** `marts.rfm_grid` */
  name: string;
  /** `sql/marts/rfm_grid.sql` */
  file: string;
  /** What a row is. */
  says: string;
  sql: string;
  /** The relations it reads. */
  upstream: readonly string[];
}

/** A decision of the business and the rows in force. */
export interface CatalogThreshold {
  name: string;
  file: string;
  /** The files of its folder, if it has one: each adds the rows under its name. */
  parts: readonly string[];
  says: string;
  sql: string;
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
}

export interface Catalog {
  /** ISO days. */
  as_of: string;
  snapshots: readonly string[];
  models: readonly CatalogModel[];
  thresholds: readonly CatalogThreshold[];
}

type CatalogFile = ReturnType<typeof FileAttachment>;

const read = new WeakMap<CatalogFile, Promise<Catalog>>();

/** Every model's SQL; fetched when first asked for, and when the file has become another. */
export function readCatalog(file: CatalogFile = FileAttachment("../data/catalog.json")): Promise<Catalog> {
  const catalog = read.get(file) ?? (file.json() as Promise<Catalog>);
  read.set(file, catalog);
  return catalog;
}
