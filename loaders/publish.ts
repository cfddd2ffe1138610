import type { Locale } from "./messages.ts";
import { recordPublished } from "./plan/published.ts";
import type { Progress } from "./progress.ts";
import { buildWarehouse } from "./warehouse.ts";

export interface PublishOptions {
  /** The project's folder. */
  root: string;
  overlay?: string | undefined;
  /** The DuckDB file. */
  warehouse: string;
  /** The site's folder. */
  out: string;
  /** All languages unless given. */
  locales?: readonly Locale[] | undefined;
  /** All pages unless given. */
  pages?: readonly string[] | undefined;
  /** Keeps a copy of the report for links that must not change. */
  freeze?: "once" | "again" | undefined;
  /** Only to look at: `npm run plan` goes on comparing with what was published before. */
  isDraft?: boolean;
  progress: Progress;
}

/**
 * From sources to site: brings the warehouse up to date, then builds the pages from that one state of it. Returns what a
 * person should look into, a sentence each.
 */
export async function publish({
  warehouse,
  out,
  isDraft = false,
  progress,
  ...options
}: PublishOptions): Promise<string[]> {
  // Half a second of modules, read while DuckDB is at work.
  const [{ exportMarts }, { buildSite }, { warnings }] = await Promise.all([
    import("./export.ts"),
    import("./site.ts"),
    buildWarehouse({ ...options, warehouse, progress }),
  ]);
  const step = progress.step("export");
  const data = await exportMarts(warehouse);
  step.done(`${data.files.size} files`);
  const build = () => buildSite({ ...options, out, data, progress });
  if (isDraft) await build();
  else await recordPublished({ warehouse, out }, build);
  return warnings;
}
