import { createInterface } from "node:readline/promises";

/** Asks a person to choose; undefined when there is nobody to ask, or they press Enter. */
export type Ask = (question: string, choices: Choice[]) => Promise<string | undefined>;

export interface Choice {
  key: string;
  label: string;
}

/** Asks nobody: for pipes, CI and tests. */
export const askNobody: Ask = async () => undefined;

/** Asks on the terminal when input and output are one, else nobody. */
export function terminalAsk(
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stderr,
): Ask {
  if (!input.isTTY || !output.isTTY || process.env.CI) return askNobody;
  return async (question, choices) => {
    const lines = createInterface({ input, output });
    try {
      output.write(`\n${question}\n`);
      for (const [at, { label }] of choices.entries()) output.write(`  ${at + 1}  ${label}\n`);
      for (;;) {
        const answer = (await lines.question(`1 to ${choices.length}, or Enter to leave it: `)).trim();
        if (answer === "") return undefined;
        const choice = choices[Number(answer) - 1];
        if (choice) return choice.key;
      }
    } finally {
      lines.close();
    }
  };
}
