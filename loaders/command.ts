import { Command } from "commander";
import { UserError } from "./errors.ts";
import { shownText } from "./map/text_table.ts";

/**
 * Runs a command of `loaders/commands/`: a user's mistake is printed without a stack trace and ends it with 1.
 * `describe` names the options; `run` gets them parsed.
 */
export async function runCommand(
  describe: (command: Command) => Command,
  run: (options: Record<string, unknown>, args: string[]) => Promise<number | undefined>,
): Promise<void> {
  const command = describe(new Command())
    .allowExcessArguments(false)
    .showHelpAfterError("(--help lists what it takes)")
    .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 1));
  command.parse();
  try {
    process.exitCode = (await run(command.opts(), command.args)) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${errorText(error)}\n`);
  }
}

/** Says what did not end the work but wants a look. */
export function printWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`! ${shownText(warning)}\n`);
}

/** An error as people read it: without a stack trace, even where the fault is ours. */
export function errorText(error: unknown): string {
  if (error instanceof UserError) return error.toText();
  const text = error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : String(error);
  return `Error: ${text}\n   do: this is a fault in tierboard, not in your data; run again with DEBUG=1 to see where it arose`;
}
