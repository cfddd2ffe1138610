import { checkWarehouse } from "../check.ts";
import { runCommand } from "../command.ts";
import { terminalProgress } from "../progress.ts";
import { makeSample } from "../sample.ts";

await runCommand(
  (command) =>
    command
      .name("npm run check --")
      .description(
        "Reads the sources, prints what was accepted and rejected and why, and runs every check. Ends with 1 if one fails.",
      )
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb"),
  async ({ overlay, warehouse }) => {
    if (overlay === undefined) await makeSample({ root: "." });
    const holds = await checkWarehouse({
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      progress: terminalProgress(),
      print: (text) => process.stdout.write(`\n${text}\n`),
    });
    return holds ? 0 : 1;
  },
);
