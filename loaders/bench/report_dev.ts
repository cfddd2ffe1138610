import { barTable } from "./bars.ts";
import type { EditTiming } from "./bench_dev.ts";
import { middle } from "./meter.ts";

/** Seconds from a save to its numbers on the open page, at most. */
export const EDIT_BAR = 1.5;

/** What a person reads at the end of `npm run bench -- dev`. */
export function reportDev(timings: readonly EditTiming[], cores: number): string {
  const bars = timings.map(({ page, file, visible }) => ({
    what: `${file}.sql, shown on ${page}`,
    value: middle(visible, (ms) => ms) / 1000,
    most: EDIT_BAR,
    text: (seconds: number) => `${seconds.toFixed(2)} s`,
  }));
  return `From a saved edit to its numbers on the page, median, on ${cores} cores\n\n${barTable(bars)}`;
}
