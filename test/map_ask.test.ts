import { PassThrough } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { terminalAsk } from "../loaders/map/ask.ts";

function terminal(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.ReadStream & PassThrough;
  const output = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream & PassThrough;
  let shown = "";
  output.on("data", (text: Buffer) => {
    shown += text.toString();
  });
  return { input, output, shown: () => shown };
}

const CHOICES = [
  { key: "dmy", label: "the day (D/M/Y)" },
  { key: "mdy", label: "the month (M/D/Y)" },
];

describe("a question on a terminal", () => {
  test("shows the choices, asks again after nonsense, and takes a number", async () => {
    vi.stubEnv("CI", "");
    const { input, output, shown } = terminal(true);
    const answer = terminalAsk(input, output)("Which is first?", CHOICES);
    input.write("x\n");
    setImmediate(() => input.write("2\n"));
    expect(await answer).toBe("mdy");
    expect(shown()).toContain("Which is first?");
    expect(shown()).toContain("1  the day (D/M/Y)");
    vi.unstubAllEnvs();
  });

  test("Enter leaves it open", async () => {
    vi.stubEnv("CI", "");
    const { input, output } = terminal(true);
    const answer = terminalAsk(input, output)("Which is first?", CHOICES);
    input.write("\n");
    expect(await answer).toBeUndefined();
    vi.unstubAllEnvs();
  });

  test("nobody is asked without a terminal, or in CI", async () => {
    const { input, output, shown } = terminal(false);
    expect(await terminalAsk(input, output)("Which is first?", CHOICES)).toBeUndefined();
    vi.stubEnv("CI", "true");
    const there = terminal(true);
    expect(await terminalAsk(there.input, there.output)("Which is first?", CHOICES)).toBeUndefined();
    expect(shown() + there.shown()).toBe("");
    vi.unstubAllEnvs();
  });
});
