import { runCommand } from "../command.ts";
import { dev } from "../dev.ts";

await runCommand(
  (command) =>
    command
      .name("npm run dev --")
      .description(
        "Shows the report, and the new numbers as soon as a page, a component or any file of sql/ is saved.",
      )
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb")
      .option("--port <number>", "the first port to try", "3000"),
  async ({ overlay, warehouse, port }) => {
    await dev({
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      port: Number(port),
    });
    return 0;
  },
);
