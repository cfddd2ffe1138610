import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Counting, PairCounter } from "./pair_counter.ts";

/** Counts the moves of one block of states after the other. */
export interface Counter {
  /** Ends when the block has been counted. One at a time. */
  count(block: number): Promise<void>;
  /** All counts since the last time, as of `PairCounter`. */
  take(): Promise<Float64Array>;
  close(): Promise<void>;
}

/** With so many threads; with none, in this one. */
export async function makeCounter(counting: Counting, threads: number): Promise<Counter> {
  const queue = new Int32Array(counting.queue);
  if (threads === 0) {
    const counter = new PairCounter(counting);
    return {
      async count(block) {
        queue[0] = 0;
        counter.count(block);
      },
      async take() {
        return counter.take();
      },
      async close() {},
    };
  }
  const code = await workerCode();
  const workers = Array.from(
    { length: threads },
    () => new Worker(code, { eval: true, workerData: counting, execArgv: [] }),
  );
  const ask = (question: unknown) =>
    Promise.all(
      workers.map(async (worker) => {
        worker.postMessage(question);
        const [answer] = await once(worker, "message");
        return answer as unknown;
      }),
    );
  return {
    async count(block) {
      queue[0] = 0;
      await ask(block);
    },
    async take() {
      const [first = new Float64Array(), ...others] = (await ask("take")) as Float64Array[];
      for (const counts of others)
        for (const [index, count] of counts.entries()) first[index] = (first[index] as number) + count;
      return first;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** A thread has no loader for TypeScript of its own. */
async function workerCode(): Promise<string> {
  // Only large warehouses need it.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./counting_worker.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
