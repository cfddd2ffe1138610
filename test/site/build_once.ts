import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { exportMarts } from "../../loaders/export.ts";
import { makeSample } from "../../loaders/sample.ts";
import { serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { buildWarehouse } from "../../loaders/warehouse.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the sample's site is served, under a path of its own as many sites are. */
    address: string;
  }
}

/** Builds the sample's site once for all browser tests, and serves it. */
export default async function buildOnce(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "tierboard-site-"));
  const warehouse = join(folder, "warehouse.duckdb");
  await makeSample({ root: "." });
  await buildWarehouse({ root: ".", warehouse });
  await buildSite({ root: ".", out: join(folder, "some/where"), data: await exportMarts(warehouse) });
  const site = await serve(folder, { port: 0 });
  project.provide("address", `${site.address}some/where/`);
  return async () => {
    await site.close();
    await rm(folder, { recursive: true });
  };
}
