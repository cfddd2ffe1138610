import { parentPort, workerData } from "node:worker_threads";
import { type Counting, PairCounter } from "./pair_counter.ts";

// A thread of loaders/moves/counting_threads.ts: a number is a block to count, anything else asks for the counts.
const counter = new PairCounter(workerData as Counting);
parentPort?.on("message", (asked: number | "take") => {
  if (asked === "take") {
    const counts = counter.take();
    parentPort?.postMessage(counts, [counts.buffer as ArrayBuffer]);
  } else {
    counter.count(asked);
    parentPort?.postMessage("counted");
  }
});
