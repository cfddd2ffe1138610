import { resolve } from "node:path";
import { printWarnings, runCommand } from "../command.ts";
import { terminalProgress } from "../progress.ts";
import { publish } from "../publish.ts";
import { makeSample } from "../sample.ts";
import { serve } from "../serve.ts";

await runCommand(
  (command) =>
    command
      .name("npm run demo --")
      .description("Makes the sample company, builds its report in both languages and serves it.")
      .option("--port <number>", "the first port to try", "3000")
      .option("--no-serve", "build only"),
  async ({ port, serve: isServed }) => {
    const progress = terminalProgress();
    const sample = progress.step("sample");
    await makeSample({ root: "." });
    sample.done();
    printWarnings(await publish({ root: ".", warehouse: "data/warehouse.duckdb", out: "dist", progress }));
    if (!isServed) return 0;
    const { address } = await serve("dist", { port: Number(port) });
    console.log(`\nThe report is at ${address} (files in ${resolve("dist")}). Ctrl+C ends it.`);
    return 0;
  },
);
