import { PAGES } from "../../observablehq.config.ts";
import { printWarnings, runCommand } from "../command.ts";
import { UserError } from "../errors.ts";
import { type Locale, languages } from "../messages.ts";
import { terminalProgress } from "../progress.ts";
import { publish } from "../publish.ts";
import { makeSample } from "../sample.ts";

const FROZEN = `
Every build takes the frozen reports of its --out folder over; a build into another folder has none of them.`;

await runCommand(
  (command) =>
    command
      .name("npm run build --")
      .description("Builds the warehouse from the SQL and the static site from the warehouse.")
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--out <dir>", "the site's folder, which keeps the reports frozen in it", "dist")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb")
      .option("--locale <language>", `one language only: ${Object.keys(languages).join(" or ")}`)
      .option("--page <name>", "one page only, to try it out")
      .option(
        "--freeze",
        "keep a copy in reports/<as-of day>/ of the site's folder, for links that must not change",
      )
      .option("--refreeze", "the same, in place of a copy of the same day")
      .option("--draft", "only to look at: npm run plan goes on comparing with what was published before")
      .addHelpText("after", FROZEN),
  async ({ overlay, out, warehouse, locale, page, freeze, refreeze, draft }) => {
    const locales = oneOf("language", locale, Object.keys(languages)) as Locale[] | undefined;
    const pages = oneOf("page", page, PAGES);
    const isFrozen = freeze === true || refreeze === true;
    if (isFrozen && (locales || pages)) {
      throw new UserError("a frozen report holds every page in every language", {
        fix: `leave out ${locales ? "--locale" : "--page"}`,
      });
    }
    if (overlay === undefined) await makeSample({ root: "." });
    const warnings = await publish({
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      out: String(out),
      locales,
      pages,
      freeze: isFrozen ? (refreeze ? "again" : "once") : undefined,
      isDraft: Boolean(draft),
      progress: terminalProgress(),
    });
    printWarnings(warnings);
    return 0;
  },
);

function oneOf(kind: string, value: unknown, allowed: readonly string[]): string[] | undefined {
  if (value === undefined) return undefined;
  if (allowed.includes(String(value))) return [String(value)];
  throw new UserError(`there is no ${kind} "${value}"`, { fix: `choose one of ${allowed.join(", ")}` });
}
