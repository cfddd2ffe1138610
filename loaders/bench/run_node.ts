import { spawn } from "node:child_process";
import { once } from "node:events";
import { UserError } from "../errors.ts";
import { type TreeCost, watchTree } from "./watch_tree.ts";

export interface RunCost extends TreeCost {
  seconds: number;
}

/** Runs one of our commands in a process of its own; what it prints is shown. Throws when it fails. */
export async function runNode(script: string, args: readonly string[], cwd?: string): Promise<RunCost> {
  const tsx = import.meta.resolve("tsx");
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", tsx, script, ...args], { cwd, stdio: "inherit" });
  const watched = watchTree(child.pid ?? 0);
  try {
    const [code] = await once(child, "exit");
    if (code !== 0)
      throw new UserError(`${script} ${args.join(" ")} ended with ${code}`, { fix: "see what it printed" });
    return { seconds: (performance.now() - start) / 1000, ...watched.stop() };
  } finally {
    watched.stop();
  }
}
