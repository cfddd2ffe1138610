import { UserError } from "../../loaders/errors.ts";
import { terminalProgress } from "../../loaders/progress.ts";
import { buildWarehouse } from "../../loaders/warehouse.ts";
import { root } from "./build.ts";

/** Builds the overlay and warehouse that the command line names, in a process that a test may stop. */
const [overlay, warehouse = ""] = process.argv.slice(2);
try {
  await buildWarehouse({ root, overlay, warehouse, progress: terminalProgress() });
} catch (error) {
  process.stderr.write(error instanceof UserError ? `${error.toText()}\n` : `fault: ${String(error)}\n`);
  process.exitCode = 1;
}
