import { PAGES } from "../../observablehq.config.ts";
import { runCommand } from "../command.ts";
import { UserError } from "../errors.ts";
import { type Locale, languages } from "../messages.ts";
import { terminalProgress } from "../progress.ts";
import { publish } from "../publish.ts";
import { makeSample } from "../sample.ts";

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
    const locales = oneOf("language", locale, Object.keys(languages)) as Locale[] | undefined;
    const pages = oneOf("page", page, PAGES);
    if (overlay === undefined) await makeSample({ root: "." });
    await publish({
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      out: String(out),
      locales,
      pages,
      progress: terminalProgress(),
    });
    return 0;
  },
);

function oneOf(kind: string, value: unknown, allowed: readonly string[]): string[] | undefined {
  if (value === undefined) return undefined;
  if (allowed.includes(String(value))) return [String(value)];
  throw new UserError(`there is no ${kind} "${value}"`, { fix: `choose one of ${allowed.join(", ")}` });
}
