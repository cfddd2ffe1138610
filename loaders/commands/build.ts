import { PAGES } from "../../observablehq.config.ts";
import { runCommand } from "../command.ts";
import { UserError } from "../errors.ts";
import { exportMarts } from "../export.ts";
import { type Locale, languages } from "../messages.ts";
import { terminalProgress } from "../progress.ts";
import { buildSite } from "../site.ts";
import { buildWarehouse } from "../warehouse.ts";

await runCommand(
  (command) =>
    command
      .name("npm run build --")
      .description("Builds the warehouse from the SQL and the static site from the warehouse.")
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--out <dir>", "the site's folder", "dist")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb")
      .option("--locale <language>", `one language only: ${Object.keys(languages).join(" or ")}`)
      .option("--page <name>", "one page only, to try it out"),
  async ({ overlay, out, warehouse, locale, page }) => {
    const progress = terminalProgress();
    const place = {
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
    };
    const locales =
      locale === undefined
        ? undefined
        : [oneOf("language", String(locale), Object.keys(languages)) as Locale];
    const pages = page === undefined ? undefined : [oneOf("page", String(page), PAGES)];
    await buildWarehouse({ ...place, progress });
    const step = progress.step("export");
    const data = await exportMarts(place.warehouse);
    step.done(`${data.files.size} files`);
    await buildSite({
      root: place.root,
      out: String(out),
      data,
      progress,
      ...(locales && { locales }),
      ...(pages && { pages }),
    });
    return 0;
  },
);

function oneOf(kind: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw new UserError(`there is no ${kind} "${value}"`, {
    fix: `choose one of ${allowed.join(", ")}`,
  });
}
