import { FileAttachment } from "observablehq:stdlib";
import type { ColumnTable } from "arquero";
import { readMart } from "./read_mart.js";

/**
 * A part of a mart that is split into files, by the values that name it: `readSplit("tier_migration", model, day)`.
 * Fetched when called. The page's front matter must say `split: tier_migration`, so that its parts are published.
 */
export function readSplit(mart: string, ...values: readonly string[]): Promise<ColumnTable> {
  return readMart(FileAttachment(`data/${[mart, ...values].join(".")}.arrow`));
}
