import { Option } from "commander";
import { runCommand } from "../command.ts";
import { toMarkdown, toText } from "../plan/blocks.ts";
import { describePlan } from "../plan/describe.ts";
import { makePlan } from "../plan/make_plan.ts";
import type { Plan } from "../plan/plan.ts";
import { terminalProgress } from "../progress.ts";
import { makeSample } from "../sample.ts";

/** By it a later comment finds the one to replace. */
const MARK = "<!-- tierboard plan -->\n";

await runCommand(
  (command) =>
    command
      .name("npm run plan --")
      .description(
        "Says what would change if the present thresholds, mapping and data were published: customers, revenue and " +
          "cut points per tier, who moves, which files cause it and which checks would fail. Publishes nothing.",
      )
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb")
      .option(
        "--against <dir or commit>",
        "compare with another site's folder, an overlay, a checkout, or a branch, tag or commit (default: the site in dist)",
      )
      .addOption(
        new Option("--format <format>", "how to write it")
          .choices(["text", "markdown", "json"])
          .default("text"),
      )
      .option("--customers <file>", "also write the customers who change tier, one row each, as CSV")
      .option("--full", "also look at what compares snapshots with each other, and its checks")
      .addHelpText(
        "after",
        "\nEnds with 0 when nothing would change, with 2 when something would, and with 1 on an error, which includes a" +
          "\ncheck that fails: a build would be refused. Figures about too few customers are hidden as on the site; only" +
          "\nthe file of --customers is exact." +
          "\n\nExample: npm run plan -- --overlay overlay --against main --format markdown",
      ),
  async ({ overlay, warehouse, against, format, customers, full }) => {
    if (overlay === undefined) await makeSample({ root: "." });
    const plan = await makePlan({
      root: ".",
      out: "dist",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      against: against as string | undefined,
      customers: customers as string | undefined,
      isFull: Boolean(full),
      progress: terminalProgress(),
    });
    process.stdout.write(written(plan, String(format)));
    if (!plan.publishable) return 1;
    return plan.changes ? 2 : 0;
  },
);

function written(plan: Plan, format: string): string {
  if (format === "json") return `${JSON.stringify(plan, null, 2)}\n`;
  const blocks = describePlan(plan);
  if (format === "markdown") return `${MARK}${toMarkdown(blocks)}`;
  return `\n${toText(blocks, Boolean(process.stdout.isTTY) && !process.env.NO_COLOR)}`;
}
