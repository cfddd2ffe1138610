import { Option } from "commander";
import { runCommand } from "../command.ts";
import { explainCustomer } from "../explain_customer.ts";
import { silentProgress, terminalProgress } from "../progress.ts";
import { makeSample } from "../sample.ts";

await runCommand(
  (command) =>
    command
      .name("npm run explain --")
      .description(
        "Prints one customer's history: R, F, M, scores and tiers at every snapshot, and why each tier changed, with the orders behind it.",
      )
      .argument("<customer-id>", "an id, as the orders have it")
      .option("--overlay <dir>", "a folder shaped like sql/ whose files stand in for the shipped ones")
      .option("--warehouse <file>", "the DuckDB file", "data/warehouse.duckdb")
      .addOption(
        new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"),
      ),
  async ({ overlay, warehouse, format }, [customer = ""]) => {
    if (overlay === undefined) await makeSample({ root: "." });
    const isJson = format === "json";
    const text = await explainCustomer({
      root: ".",
      overlay: overlay as string | undefined,
      warehouse: String(warehouse),
      customer,
      format: isJson ? "json" : "text",
      progress: isJson ? silentProgress : terminalProgress(),
    });
    process.stdout.write(isJson ? `${text}\n` : `\n${text}\n`);
    return 0;
  },
);
